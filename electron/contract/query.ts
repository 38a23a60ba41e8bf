import { z } from 'zod';

const name = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;

/** A column of the set, or a path to one through references: `State`, `Customer/Party/PartyName`. */
export const columnPath = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}(\/[A-Za-z_][A-Za-z0-9_]{0,199}){0,4}$/);

/** A record that somebody chose in a reference. */
export const chosenRecord = z.strictObject({ set: z.string().regex(name), id: z.guid() });

/**
 * One value of a condition. Numbers are exact decimals, days are `2026-11-20`, points in time are ISO 8601, an enum's
 * value is its name; null stands for a cell that is empty.
 */
const conditionValue = z.union([z.string().max(1000), z.boolean(), chosenRecord, z.null()]);

const bound = z.string().min(1).max(100).nullable();
/** What somebody looks for in words. */
export const soughtText = z.string().min(1).max(500);

/** What one column, or what a path leads to, must be like. */
export const condition = z.discriminatedUnion('test', [
  /** It is one of these values; `[null]` asks for what is empty. */
  z.strictObject({
    test: z.literal('oneOf'),
    path: columnPath,
    values: z.array(conditionValue).min(1).max(500),
  }),
  /** Both ends belong to the range; null leaves an end open. What is empty is in no range. */
  z
    .strictObject({ test: z.literal('range'), path: columnPath, from: bound, to: bound })
    .refine(({ from, to }) => from !== null || to !== null),
  /**
   * It is an amount in this currency, or a quantity in this unit, and its number is in the range. Here both ends may be
   * open: then any number is.
   */
  z.strictObject({
    test: z.literal('measure'),
    path: columnPath,
    from: bound,
    to: bound,
    unit: z.string().min(1).max(50),
  }),
  /** It contains the text, or starts or ends with it, whatever the case; in any language. */
  z.strictObject({
    test: z.enum(['contains', 'startsWith', 'endsWith']),
    path: columnPath,
    text: soughtText,
  }),
  z.strictObject({ test: z.literal('notEmpty'), path: columnPath }),
  /** What a person typed, as ERP.net's clients understand it: `(me) or (empty)`, `(last month)..-7d`. */
  z.strictObject({ test: z.literal('expression'), path: columnPath, text: soughtText }),
]);

/** One column that rows are ordered by. */
export const orderItem = z.strictObject({
  column: columnPath,
  direction: z.enum(['ascending', 'descending']),
});

/**
 * What a navigator asks for, as data: which rows and columns of one set, in what order. The same query is answered by
 * the instance, by the local copy, or by both together.
 */
export const structuredQuery = z.strictObject({
  set: z.string().regex(name),
  columns: z.array(columnPath).min(1).max(200),
  /** Groups that must all hold; in each, one condition is enough. Empty for all rows. */
  where: z.array(z.array(condition).min(1).max(50)).max(50),
  /** Words to look for in the set's search members; empty for all rows. */
  search: z.string().max(500),
  /** The first counts most. Empty for the order in which the rows come. */
  order: z.array(orderItem).max(10),
});

/** What a navigator asks for, keywords and all: this is what a view keeps. */
export type StructuredQuery = z.infer<typeof structuredQuery>;
/** What one column must be like. */
export type Condition = z.infer<typeof condition>;
/** One value of a condition. */
export type ConditionValue = z.infer<typeof conditionValue>;
/** A record that somebody chose in a reference. */
export type ChosenRecord = z.infer<typeof chosenRecord>;
/** One column that rows are ordered by. */
export type OrderItem = StructuredQuery['order'][number];

/** Why a part of a query does not run on the server; the window has a sentence for each. */
export type LocalReason =
  /** The server doesn't filter the column in this way, or not at all. */
  | 'notFilterable'
  /** The server doesn't order by the column. */
  | 'notOrderable'
  /** The server doesn't filter by members of what this reference points to. */
  | 'pathNotFilterable'
  /** The server works the value out for each answer. */
  | 'calculated'
  /** It would take more queries than are worth asking. */
  | 'tooManyQueries'
  /** The address would become too long. */
  | 'tooLong'
  /** It would take several queries, and rows without a key can't be told apart. */
  | 'noKey'
  /** What it belongs together with runs here: a condition of its group, or another column of the order. */
  | 'withOthers'
  /** This instance refused it, although its model or the documentation promises it. */
  | 'refused'
  /** The answer comes from the local copy as a whole. */
  | 'localCopy';

/**
 * How far the answer of one part goes: what the server does is true for all rows; what runs here is true for all rows
 * that have come here, and those may be all (*complete*) or not.
 */
export type Scope = 'server' | 'localComplete' | 'localFirstRows';

/** One part of a query, and how far its answer goes. */
export type ScopedPart = (
  | { readonly part: 'condition'; readonly group: number; readonly path: string }
  | { readonly part: 'order'; readonly column: string }
  | { readonly part: 'search' }
) & {
  readonly scope: Scope;
  /** Why it runs here; null for what the server does. */
  readonly reason: LocalReason | null;
};
