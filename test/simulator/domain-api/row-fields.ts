import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Attribute, Reference } from '../data/model.ts';
import { formatMoment } from './date-literal.ts';
import { formatDecimal } from './decimal.ts';
import type { JsonValue } from './json.ts';
import { isMeasure } from './members.ts';
import type { Language } from './messages.ts';
import type { Source } from './source.ts';
import { columnsOf, quoted } from './tables.ts';
import { calculationSql } from './text-sql.ts';

/** How numbers with a fraction are written. */
export interface NumberStyle {
  /** An `Edm.Decimal`. */
  decimal(text: string): JsonValue;
  /** The `Value` of an amount or a quantity. */
  measure(text: string): JsonValue;
}

/** What rows are read from, and how their values are written. */
export interface ReadContext {
  readonly database: DatabaseSync;
  readonly language: Language;
  readonly numbers: NumberStyle;
}

/** A member of a row: the columns to select, and what becomes of their values. */
export interface Field {
  readonly name: string;
  readonly columns: readonly string[];
  read(values: readonly SQLOutputValue[]): JsonValue;
}

function localizedText(english: unknown, bulgarian: unknown): JsonValue {
  if (english === null && bulgarian === null) return null;
  return {
    ...(typeof english === 'string' ? { EN: english } : {}),
    ...(typeof bulgarian === 'string' ? { BG: bulgarian } : {}),
  };
}

function plainValue(attribute: Attribute, value: SQLOutputValue, numbers: NumberStyle): JsonValue {
  if (attribute.enumType) {
    return attribute.enumType.values.find((each) => each.value === value)?.name ?? null;
  }
  if (attribute.type === 'Edm.Boolean') return value === 1;
  if (attribute.type === 'Edm.Decimal') {
    return numbers.decimal(formatDecimal(String(value), attribute.scale ?? 0));
  }
  if (typeof value === 'number') {
    return attribute.type === 'Edm.DateTimeOffset' ? formatMoment(value) : value;
  }
  return typeof value === 'string' ? value : null;
}

function attributeValue(
  attribute: Attribute,
  [first = null, second = null, third = null, fourth = null]: readonly SQLOutputValue[],
  numbers: NumberStyle,
): JsonValue {
  if (attribute.type === 'Erp.MultilanguageString') return localizedText(first, second);
  if (first === null) return null;
  const other = typeof second === 'string' ? second : null;
  if (isMeasure(attribute)) {
    const value = numbers.measure(formatDecimal(String(first), attribute.scale ?? 0));
    return { Value: value, [attribute.type === 'Erp.Amount' ? 'Currency' : 'Unit']: other };
  }
  if (attribute.type === 'Erp.CustomPropertyValue') {
    return { Value: String(first), ValueId: other, Description: localizedText(third, fourth) };
  }
  return plainValue(attribute, first, numbers);
}

/** Where the currency of a calculated amount comes from: the sign of the document's currency. */
function calculatedColumns(source: Source, attribute: Attribute, language: Language): string[] {
  if (!attribute.calculation) return [];
  const value = calculationSql(source, attribute.calculation, language);
  if (attribute.type !== 'Erp.Amount') return [value];
  const currency = source.set.references.find(({ name }) => name === attribute.unitExpression);
  if (!currency) throw new TypeError(`${attribute.name} has no currency`);
  return [`CAST(${value} AS TEXT)`, source.follow(currency).column('"CurrencySign"')];
}

/** Scaled integers are read as text: a JavaScript number would lose the last digits of large ones. */
function storedColumns(source: Source, attribute: Attribute): string[] {
  const [first = 'NULL', ...rest] = columnsOf(attribute).map((column) => source.column(column));
  const isScaled = isMeasure(attribute) || attribute.type === 'Edm.Decimal';
  return [isScaled ? `CAST(${first} AS TEXT)` : first, ...rest];
}

export function attributeField(source: Source, attribute: Attribute, context: ReadContext): Field {
  return {
    name: attribute.name,
    columns: attribute.calculation
      ? calculatedColumns(source, attribute, context.language)
      : storedColumns(source, attribute),
    read: (values) => attributeValue(attribute, values, context.numbers),
  };
}

/** What stands for a row that is referred to, or null. */
export function address(setName: string, id: SQLOutputValue | undefined): JsonValue {
  return typeof id === 'string' ? { '@odata.id': `${setName}(${id})` } : null;
}

export function referenceField(source: Source, reference: Reference): Field {
  return {
    name: reference.name,
    columns: [source.column(quoted(reference.name))],
    read: ([id]) => address(reference.target, id),
  };
}
