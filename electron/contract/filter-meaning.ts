import { z } from 'zod';
import { type Condition, columnPath, soughtText } from './query.ts';

/** Arguments of `explainFilters`: what somebody typed, or could type, into the filter of a column. */
export const explainFiltersArguments = z.strictObject({
  set: z.string().max(200),
  path: columnPath,
  texts: z.array(soughtText).min(1).max(60),
});

/** Why a term means nothing for its column; the window has a sentence and an example for each. */
export type WrongTerm =
  /** Nothing stands between two `or`. */
  | 'nothing'
  | 'noDay'
  | 'noNumber'
  | 'noValue'
  | 'noTruth'
  | 'noKey'
  /** The word belongs to references to users, or to what somebody works in. */
  | 'noRecord'
  /** The person has not told yet which record of the set they work in. */
  | 'notTold'
  /** Nothing is looked for in such a column but what is empty and what is not. */
  | 'notFiltered'
  /** There is no such column. */
  | 'noColumn';

/** What an expression means now, for this user: one of the conditions is enough. Or which of its terms means nothing. */
export type FilterMeaning =
  | { readonly conditions: readonly Exclude<Condition, { test: 'expression' }>[] }
  | { readonly wrong: WrongTerm; readonly term: string };
