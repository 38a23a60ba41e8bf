import { z } from 'zod';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Asking } from '../instance/asking.ts';
import { serverAddress } from '../instance/odata-query.ts';
import type { Plan } from './plan.ts';
import type { Ask } from './row-stream.ts';

const counted = z.object({ '@odata.count': z.number().int().nonnegative() });

/**
 * Lets the server count an answer; null when it can't: something is left out here, or several queries may bring the same
 * rows.
 */
export async function serverCount(
  { requests, local }: Plan,
  ask: Ask,
  language: Language,
  asking: Asking,
): Promise<Result<{ readonly count: number | null }>> {
  const [request, ...others] = requests;
  if (request === undefined) return success({ count: 0 });
  const isNarrowedHere = request.check.length > 0 || local.where.length > 0 || local.search !== '';
  if (others.length > 0 || isNarrowedHere) return success({ count: null });
  // `$count=true` beside a page of one row: unlike `Set/$count` it is documented to take the other options.
  const query = { ...request.query, fields: [], order: [] };
  const address = serverAddress(query, new Set(), { culture: language, top: 1, count: true });
  const answer = await ask(address, { ...asking, isSmall: true });
  if (!answer.ok) return answer;
  const parsed = counted.safeParse(answer.value);
  return parsed.success
    ? success({ count: parsed.data['@odata.count'] })
    : failure({ code: 'answerNotUnderstood', detail: 'page' });
}
