import type { DatabaseSync } from 'node:sqlite';
import type { Model } from '../data/model.ts';
import type { DomainApiSwitches, User } from '../options.ts';
import { answer, answerEmpty, type Reply } from './answers.ts';
import { autoDiscovery, profile, serverVersion } from './instance-site.ts';
import { type JsonValue, writeJson } from './json.ts';
import { requireSet } from './members.ts';
import type { Language } from './messages.ts';
import { detailedSet, modelDocument } from './model-document.ts';
import { answerOData } from './odata-site.ts';

/** What the sites of the instance answer from. */
export interface Instance {
  readonly origin: string;
  readonly switches: DomainApiSwitches;
  readonly users: readonly User[];
  readonly model: Model;
  readonly database: DatabaseSync;
}

/** A request that is to be answered. */
export interface Exchange {
  readonly url: URL;
  readonly language: Language;
  readonly response: Reply;
}

function answerJson(
  { response }: Exchange,
  body: JsonValue,
  headers: Readonly<Record<string, string>> = {},
): void {
  answer(response, 200, 'application/json', writeJson(body), headers);
}

/** `standardmodel` or `currentmodel`; older servers have neither. */
function answerModel(
  { model, switches }: Instance,
  exchange: Exchange,
  standardOnly: boolean,
): void {
  const { url, language, response } = exchange;
  if (!switches.modelAvailable) {
    answerEmpty(response, 404);
    return;
  }
  const view = { model, language, standardOnly };
  const name = url.pathname.split('/')[4];
  answerJson(
    exchange,
    name === undefined
      ? modelDocument(view, url.searchParams.get('details') === 'true')
      : detailedSet(view, requireSet(model, name)),
  );
}

/**
 * Answers what needs no token.
 * @returns false when the request is for something else.
 * @throws DomainApiError
 */
export function answerAnonymous(instance: Instance, exchange: Exchange): boolean {
  const { origin, switches } = instance;
  const { pathname } = exchange.url;
  if (pathname === `/${switches.discoveryPath}/auto-discovery`) {
    answerJson(exchange, autoDiscovery(origin, switches));
  } else if (pathname === '/tools/ver') {
    answer(exchange.response, 200, 'text/plain', serverVersion);
  } else if (pathname === '/tools/server-info') {
    answerJson(exchange, { version: serverVersion });
  } else if (/^\/api\/domain\/standardmodel(\/|$)/.test(pathname)) {
    answerModel(instance, exchange, true);
  } else return false;
  return true;
}

/** Answers `/profile/me` for the user with this id. */
export function answerProfile(instance: Instance, exchange: Exchange, userId: string): void {
  const user = instance.users.find(({ id }) => id === userId);
  if (user === undefined) {
    answerEmpty(exchange.response, 403);
    return;
  }
  answerJson(exchange, profile(instance.origin, user), {
    'cache-control': 'no-store',
    'content-language': exchange.language,
  });
}

/**
 * Answers what is below `/api/` and needs a token.
 * @throws DomainApiError
 */
export function answerApi(instance: Instance, exchange: Exchange): void {
  const { url, language, response } = exchange;
  if (/^\/api\/domain\/currentmodel(\/|$)/.test(url.pathname)) {
    answerModel(instance, exchange, false);
  } else if (url.pathname.startsWith('/api/domain/odata/')) {
    answerOData({ ...instance, language }, url, response);
  } else answerEmpty(response, 404);
}
