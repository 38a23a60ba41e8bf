import type { Language } from '../contract/languages.ts';
import type { Asking } from '../instance/asking.ts';
import { serverAddress } from '../instance/odata-query.ts';
import type { ServerQuery } from '../instance/server-query.ts';
import { orderFeature, searchFeature } from './lessons.ts';
import type { Plan } from './plan.ts';
import type { Ask } from './row-stream.ts';
import { termFeature } from './server-form.ts';

/** The parts of a plan's requests that an instance may refuse, each alone in a query, by their features. */
function suspects({ requests }: Plan): Map<string, ServerQuery> {
  const found = new Map<string, ServerQuery>();
  for (const { query } of requests) {
    const alone = { ...query, fields: [], terms: [], search: '', order: [] };
    for (const term of query.terms) found.set(termFeature(term), { ...alone, terms: [term] });
    if (query.search !== '') found.set(searchFeature, { ...alone, search: query.search });
    for (const item of query.order) {
      found.set(orderFeature(item.column), { ...alone, order: [item] });
    }
  }
  return found;
}

/**
 * Finds out what of a plan the instance refuses, after it answered one of its requests with an error. An error of ERP.net
 * does not tell a refusal from any other trouble, so the parts are tried each alone, for one row; the instance must
 * answer without any of them, or else nothing is learned.
 * @returns the refused features
 */
export async function refusedFeatures(
  plan: Plan,
  ask: Ask,
  language: Language,
  asking: Asking,
): Promise<readonly string[]> {
  const first = plan.requests[0]?.query;
  if (first === undefined) return [];
  const isRefused = async (query: ServerQuery): Promise<boolean> => {
    const address = serverAddress(query, new Set(), { culture: language, top: 1 });
    const answer = await ask(address, { ...asking, isSmall: true });
    return !answer.ok && answer.error.code === 'serverError';
  };
  const bare = { ...first, fields: [], terms: [], search: '', order: [] };
  if (await isRefused(bare)) return [];
  const refused = await Promise.all(
    [...suspects(plan)].map(async ([feature, query]) =>
      (await isRefused(query)) ? [feature] : [],
    ),
  );
  return refused.flat();
}
