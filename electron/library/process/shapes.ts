import { z } from 'zod';
import { orderItem } from '../../contract/query.ts';
import type { CellValue, ColumnType } from '../../contract/rows.ts';
import type { LocalQuery } from '../../query/local-query.ts';
import type { PlainCondition } from '../../query/plain-query.ts';
import { isCell } from '../cache/cell-text.ts';
import { mostRowsInPage, readAgedRow, readAgedRows } from './rows-text.ts';

const columnTypes = [
  'text',
  'multilingual',
  'boolean',
  'integer',
  'decimal',
  'percent',
  'amount',
  'quantity',
  'date',
  'dateTime',
  'enum',
  'guid',
  'reference',
  'custom',
  'binary',
  'other',
] as const satisfies readonly ColumnType[];

/** The technical name of an entity set or an attribute. */
export const name = z.string().min(1).max(200);
/** A column: the name of one of the set, or a path to one of what its references lead to. */
const columnName = z.string().min(1).max(1100);
/** Milliseconds since 1970. */
export const time = z.int().nonnegative();
/** JSON in whoever asks' own words. */
export const json = z.string();
/** The name of a query's answer. */
export const queryName = z.string().min(1).max(20_000);

export const columns = z
  .array(z.strictObject({ name: columnName, type: z.enum(columnTypes) }))
  .max(1000)
  .readonly();
export const columnNames = z.array(columnName).max(1000).readonly();

/** Rows of a pull, in texts. */
export const rowsTexts = z.array(json).readonly();

const cells = z.array(z.custom<CellValue>(isCell)).readonly();
const title = z.string().nullable();

/** Rows of an answer; those of views have no id. */
export const rows = z
  .array(z.strictObject({ id: z.string().nullable(), title, cells }))
  .max(mostRowsInPage)
  .readonly();

export const ids = z.array(z.string().min(1).max(200)).max(10_000).readonly();

/** A row with its age travels as the text that it is kept as. */
export const agedRow = z.string().transform((text, context) => readAgedRow(text) ?? wrong(context));

export const agedRows = z
  .string()
  .transform((text, context) => readAgedRows(text) ?? wrong(context));

function wrong({ issues, value }: z.core.ParsePayload<string>): never {
  issues.push({ code: 'custom', input: value, message: 'rows' });
  return z.NEVER;
}

export const rowChanges = z
  .array(
    z.object({
      id: z.string(),
      kind: z.enum(['new', 'changed', 'deleted']),
      title,
      at: time,
      before: z.record(z.string(), z.custom<CellValue>(isCell)).readonly(),
    }),
  )
  .max(mostRowsInPage)
  .readonly();

export const range = {
  set: name,
  columns: columnNames,
  offset: z.int().nonnegative(),
  limit: z.int().min(0).max(mostRowsInPage),
};

/** The totals of columns, those of each currency and unit apart. */
export const totals = z
  .array(
    z.object({
      count: z.number().nullable(),
      byUnit: z
        .array(
          z.object({
            unit: z.string(),
            sum: z.string().nullable(),
            smallest: z.string().nullable(),
            largest: z.string().nullable(),
            count: z.number().nullable(),
          }),
        )
        .readonly(),
    }),
  )
  .readonly();

const texts = z.array(z.string()).readonly();
/** Names of an enum's values from the smallest to the largest. */
export const enumValues = texts;
const conditionValue = z.union([
  z.string(),
  z.boolean(),
  z.strictObject({ set: z.string(), id: z.string() }),
  z.null(),
]);
const bound = z.string().nullable();

/** A condition whose words are resolved. */
export const plainCondition: z.ZodType<PlainCondition> = z.discriminatedUnion('test', [
  z.strictObject({ test: z.literal('oneOf'), path: z.string(), values: z.array(conditionValue) }),
  z.strictObject({ test: z.literal('range'), path: z.string(), from: bound, to: bound }),
  z.strictObject({
    test: z.literal('measure'),
    path: z.string(),
    from: bound,
    to: bound,
    unit: z.string(),
  }),
  z.strictObject({
    test: z.enum(['contains', 'startsWith', 'endsWith']),
    path: z.string(),
    text: z.string(),
  }),
  z.strictObject({ test: z.literal('notEmpty'), path: z.string() }),
]);

/** A query with what has to be known of the model. */
export const localQuery: z.ZodType<LocalQuery> = z.strictObject({
  set: name,
  columns: columnNames,
  fields: z
    .array(
      z.strictObject({
        path: z.string(),
        names: texts,
        column: z.strictObject({ name, type: z.enum(columnTypes) }),
        facts: z.strictObject({ enumValues }),
        sets: texts,
      }),
    )
    .readonly(),
  where: z.array(z.array(plainCondition).readonly()).readonly(),
  search: z.string().max(500),
  order: z.array(orderItem).max(10).readonly(),
  within: z.strictObject({ part: name, meaning: z.string() }).optional(),
});

/** The place of a page in an answer. */
export const place = { offset: range.offset, limit: range.limit };
