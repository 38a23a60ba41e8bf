import { createHash } from 'node:crypto';
import type { Language } from '../instance/model.ts';
import { queryKey } from '../query/canonical-query.ts';
import type { PlainQuery } from '../query/plain-query.ts';

/**
 * The name under which the copy has what the instance answered to a query: of the query and of the language, because texts are
 * found and ordered by it. Short, however many values somebody has chosen.
 */
export function resultName(query: PlainQuery, language: Language): string {
  return createHash('sha256')
    .update(`${language} ${queryKey(query)}`)
    .digest('hex');
}
