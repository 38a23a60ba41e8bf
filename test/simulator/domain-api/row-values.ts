import type { SQLInputValue } from 'node:sqlite';
import type { Attribute } from '../data/model.ts';
import { isMeasure } from './members.ts';

/** An amount or a quantity: a scaled integer and the sign of its currency or unit. */
interface Measure {
  readonly scaled: number | bigint;
  readonly unit: string;
}

/** A text in the languages of the instance; either may be missing. */
export interface LocalizedText {
  readonly EN: string | null;
  readonly BG: string | null;
}

interface CustomValue {
  readonly value: string;
  readonly valueId: string | null;
  readonly description: LocalizedText | null;
}

/**
 * A value as it is written to a table: date-times as milliseconds since 1970, decimals as scaled
 * integers, enum values as their numbers, references as guids.
 */
export type RowValue =
  | null
  | string
  | number
  | bigint
  | boolean
  | Measure
  | LocalizedText
  | CustomValue;

/** A row to write; what is left out becomes null. */
export type RowInput = Readonly<Record<string, RowValue>>;

function unfit(attribute: Attribute): never {
  throw new TypeError(`The value does not fit the attribute ${attribute.name} (${attribute.type})`);
}

/** The values for the columns of an attribute, in the order of `columnsOf`. */
export function columnValues(attribute: Attribute, value: RowValue): SQLInputValue[] {
  const { type } = attribute;
  if (isMeasure(attribute)) {
    if (value === null) return [null, null];
    return typeof value === 'object' && 'scaled' in value
      ? [value.scaled, value.unit]
      : unfit(attribute);
  }
  if (type === 'Erp.MultilanguageString') {
    if (value === null) return [null, null];
    return typeof value === 'object' && 'EN' in value ? [value.EN, value.BG] : unfit(attribute);
  }
  if (type === 'Erp.CustomPropertyValue') {
    if (value === null) return [null, null, null, null];
    if (typeof value !== 'object' || !('value' in value)) return unfit(attribute);
    const { EN, BG } = value.description ?? { EN: null, BG: null };
    return [value.value, value.valueId, EN, BG];
  }
  if (value !== null && typeof value === 'object') return unfit(attribute);
  return [typeof value === 'boolean' ? Number(value) : value];
}
