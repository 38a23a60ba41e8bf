import { createHash } from 'node:crypto';
import type { Language } from '../contract/languages.ts';
import { queryKey } from '../query/canonical-query.ts';
import type { PlainQuery } from '../query/plain-query.ts';

/**
 * The name under which the copy has what the instance answered to a query: of what decides which rows there are and in what order,
 * and of the language, because texts are found and ordered by it. Which columns were asked for decides neither: values are kept
 * with their rows, and who moves a column finds the same answer again. Short, however many values somebody has chosen.
 */
export function resultName(query: PlainQuery, language: Language): string {
  return createHash('sha256')
    .update(`${language} ${queryKey({ ...query, columns: [] })}`)
    .digest('hex');
}
