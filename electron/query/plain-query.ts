import type { Condition, StructuredQuery } from '../contract/query.ts';

/** A condition whose words are resolved: nothing in it depends on who asks and when. */
export type PlainCondition = Exclude<Condition, { test: 'expression' }>;

/** Conditions of which one is enough. */
export type PlainGroup = readonly PlainCondition[];

/** A query whose words are resolved, so that it means the same to everybody at any time. */
export type PlainQuery = Omit<StructuredQuery, 'where'> & { readonly where: readonly PlainGroup[] };
