import { z } from 'zod';
import type {
  CellValue,
  Column,
  ColumnType,
  MultilingualText,
  Reference,
} from '../contract/rows.ts';

const decimal = /^-?\d+(\.\d+)?$/;
const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const entityId =
  /(?:^|\/)([A-Za-z_][A-Za-z0-9_]*)\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)$/i;
const longestRaw = 1000;

/** Exact digits, be it from a number or a string. */
const digits = z.union([z.number(), z.string()]).transform(String).pipe(z.string().regex(decimal));
const unit = z.string().nullish();

const measure = z.object({ Value: digits.nullable(), Currency: unit, Unit: unit });

const translations = z.record(z.string(), z.string().nullable());

const customValue = z.object({
  Value: z.union([z.string(), z.number(), z.boolean()]).transform(String).nullable(),
  Description: translations.nullish(),
});

const expandedReference = z.object({ '@odata.id': z.string(), DisplayText: unit });

/** Reads one value; undefined means that it does not have the shape of its type. */
type Read = (value: unknown) => CellValue | undefined;

const readText: Read = (value) => (typeof value === 'string' ? value : undefined);

const matching =
  (pattern: RegExp): Read =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

const readDigits: Read = (value) => digits.safeParse(value).data;

const readMeasure: Read = (value) => {
  const parsed = measure.safeParse(value).data;
  if (parsed === undefined) return undefined;
  const { Value, Currency, Unit } = parsed;
  return Value === null ? null : { value: Value, unit: Currency ?? Unit ?? '' };
};

/** Keys in lower case, because their case differs between servers; nulls left out. */
function readTranslations(value: z.output<typeof translations>): MultilingualText['translations'] {
  const present = Object.entries(value).flatMap(([language, text]) =>
    text === null ? [] : [[language.toLowerCase(), text] as const],
  );
  return Object.fromEntries(present);
}

const readMultilingual: Read = (value) => {
  const parsed = translations.safeParse(value).data;
  if (parsed === undefined) return undefined;
  const texts = readTranslations(parsed);
  return Object.keys(texts).length === 0 ? null : { translations: texts };
};

const readCustom: Read = (value) => {
  const parsed = customValue.safeParse(value).data;
  if (parsed === undefined) return undefined;
  if (parsed.Value === null) return null;
  const description = parsed.Description == null ? null : readTranslations(parsed.Description);
  return { value: parsed.Value, description };
};

const readReference: Read = (value) => {
  const parsed = expandedReference.safeParse(value).data;
  const address = parsed === undefined ? undefined : parseEntityId(parsed['@odata.id']);
  return address && { ...address, text: parsed?.DisplayText ?? null };
};

const readAnything: Read = (value) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' ? String(value) : undefined;
};

const readers: Readonly<Record<ColumnType, Read>> = {
  text: readText,
  multilingual: readMultilingual,
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  integer: readDigits,
  decimal: readDigits,
  percent: readDigits,
  amount: readMeasure,
  quantity: readMeasure,
  date: matching(isoDate),
  dateTime: matching(isoDate),
  enum: readText,
  guid: matching(guid),
  reference: readReference,
  custom: readCustom,
  binary: readText,
  other: readAnything,
};

/**
 * Takes an entity's address apart: `Crm_Sales_Customers(guid)`, also with the service root before it. Null when it is
 * none.
 * @see OData 4.01 JSON format, section 4.5.8 `@odata.id`
 */
export function parseEntityId(address: string): Pick<Reference, 'set' | 'id'> | undefined {
  const [, set, id] = entityId.exec(address) ?? [];
  return set === undefined || id === undefined ? undefined : { set, id };
}

/**
 * Makes a cell of what the server sent for a column. Null and missing values are null; what does not have the column's
 * shape is kept as `{ raw }` to be shown as it came, and never thrown away.
 * @see ERP.net docs, domain-api/complex-types
 */
export function parseCell({ type }: Pick<Column, 'type'>, value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  const cell = readers[type](value);
  return cell === undefined ? { raw: rawText(value) } : cell;
}

function rawText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, longestRaw);
}
