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

/**
 * Reads one value; undefined means that it does not have the shape of its type. Schemas would say the same, and take twice as long
 * for the thousands of cells of a page.
 */
type Read = (value: unknown) => CellValue | undefined;

/** Whether a JSON value is an object, of whose members nothing is known. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, or nothing; undefined for anything else. */
function optionalText(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : undefined;
}

/** Exact digits, be it from a number or a string. */
function digitsIn(value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const text = String(value);
  return decimal.test(text) ? text : undefined;
}

const readText: Read = (value) => (typeof value === 'string' ? value : undefined);

const matching =
  (pattern: RegExp): Read =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

const readMeasure: Read = (value) => {
  if (!isObject(value)) return undefined;
  const { Value, Currency, Unit } = value;
  const [currency, unit] = [optionalText(Currency), optionalText(Unit)];
  if (Value === undefined || currency === undefined || unit === undefined) return undefined;
  if (Value === null) return null;
  const digits = digitsIn(Value);
  return digits === undefined ? undefined : { value: digits, unit: currency ?? unit ?? '' };
};

/** Keys in lower case, because their case differs between servers; nulls left out. Undefined when a value is no text. */
function readTranslations(value: unknown): MultilingualText['translations'] | undefined {
  if (!isObject(value)) return undefined;
  const present: [string, string][] = [];
  for (const [language, text] of Object.entries(value)) {
    if (typeof text === 'string') present.push([language.toLowerCase(), text]);
    else if (text !== null) return undefined;
  }
  return Object.fromEntries(present);
}

const readMultilingual: Read = (value) => {
  const texts = readTranslations(value);
  if (texts === undefined) return undefined;
  return Object.keys(texts).length === 0 ? null : { translations: texts };
};

const readCustom: Read = (value) => {
  if (!isObject(value)) return undefined;
  const { Value, Description } = value;
  const description = Description == null ? null : readTranslations(Description);
  if (description === undefined) return undefined;
  if (Value === null) return null;
  const text = readAnything(Value);
  return typeof text === 'boolean' || typeof text === 'string'
    ? { value: String(text), description }
    : undefined;
};

const readReference: Read = (value) => {
  if (!isObject(value)) return undefined;
  const { '@odata.id': address, DisplayText } = value;
  const text = optionalText(DisplayText);
  if (typeof address !== 'string' || text === undefined) return undefined;
  const entity = parseEntityId(address);
  return entity && { ...entity, text };
};

const readAnything: Read = (value) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' ? String(value) : undefined;
};

const readers: Readonly<Record<ColumnType, Read>> = {
  text: readText,
  multilingual: readMultilingual,
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  integer: digitsIn,
  decimal: digitsIn,
  percent: digitsIn,
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
