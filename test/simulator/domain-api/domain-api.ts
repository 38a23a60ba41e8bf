import type { IncomingMessage, ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { demoModel } from '../data/demo-model.ts';
import { seedCompany } from '../data/seed-company.ts';
import type { DomainApiSwitches, User } from '../options.ts';
import { answer, answerEmpty } from './answers.ts';
import { DomainApiError, errorBody } from './domain-api-error.ts';
import { type InstanceRows, instanceRows } from './instance-rows.ts';
import { autoDiscovery, profile, serverVersion } from './instance-site.ts';
import { type JsonValue, writeJson } from './json.ts';
import { LicenceSeats } from './licence-seats.ts';
import { requireSet } from './members.ts';
import type { Language } from './messages.ts';
import { detailedSet, type ModelView, modelDocument } from './model-document.ts';
import { answerOData } from './odata-site.ts';
import { requestLanguage } from './request-language.ts';
import { fold } from './search-sql.ts';
import { SessionLimits } from './session-limits.ts';
import { createTables, indexCollections } from './tables.ts';

/** Whom an access token speaks for. */
interface Caller {
  readonly login: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly clientId: string;
  readonly scope: readonly string[];
}

export interface DomainApiSettings {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly clock: { now(): number };
  /** Read at every request, so that they may be changed at any time. */
  readonly switches: DomainApiSwitches;
  readonly users: readonly User[];
  /** @returns `undefined` for a token that is not, or no longer, valid. */
  readonly authenticate: (bearerToken: string) => Promise<Caller | undefined>;
  /** How many sales orders to seed; everything else is in proportion. */
  readonly orders?: number;
}

/** The simulated Domain API with the company's data, and the sites that are no part of identity. */
export interface DomainApi {
  /** Answers requests below `/api`, `/profile`, `/tools` and `/sys`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  seats(): { taken: number; total: number };
  /** Gives back the seat of a session that signed out. */
  endSession(sessionId: string): void;
  readonly rows: InstanceRows;
  close(): void;
}

function openDatabase(users: readonly User[], orders: number): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.function('fold', { deterministic: true }, (text) =>
    typeof text === 'string' ? fold(text) : text,
  );
  database.function('ends_with', { deterministic: true }, (text, end) =>
    typeof text === 'string' && typeof end === 'string' ? Number(text.endsWith(end)) : null,
  );
  createTables(database, demoModel);
  seedCompany(database, demoModel, { users, orders });
  indexCollections(database, demoModel);
  return database;
}

function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Makes the Domain API with its data in memory. */
export function createDomainApi(settings: DomainApiSettings): DomainApi {
  const { origin, clock, switches, users, authenticate, orders = 10_000 } = settings;
  const now = (): number => clock.now();
  const database = openDatabase(users, orders);
  const seats = new LicenceSeats(now, () => switches.seats);
  const limits = new SessionLimits(now, () => switches.rateLimit);

  function answerError(error: DomainApiError, language: Language, response: ServerResponse): void {
    const body = writeJson(errorBody(error, language, switches.errorWrapper));
    if (error.template === 'licence') {
      answer(response, 503, 'application/json', body, { 'retry-after': '60' });
    } else answer(response, 500, 'application/json', body);
  }

  function answerJson(
    response: ServerResponse,
    body: JsonValue,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    answer(response, 200, 'application/json', writeJson(body), headers);
  }

  /** @returns whether the request was for one of the sites that need no token. */
  function answerAnonymous(url: URL, language: Language, response: ServerResponse): boolean {
    if (url.pathname === `/${switches.discoveryPath}/auto-discovery`) {
      answerJson(response, autoDiscovery(origin, switches));
    } else if (url.pathname === '/tools/ver') {
      answer(response, 200, 'text/plain', serverVersion);
    } else if (url.pathname === '/tools/server-info') {
      answerJson(response, { version: serverVersion });
    } else if (/^\/api\/domain\/standardmodel(\/|$)/.test(url.pathname)) {
      answerModel(url, { model: demoModel, language, standardOnly: true }, response);
    } else return false;
    return true;
  }

  function answerModel(url: URL, view: ModelView, response: ServerResponse): void {
    if (!switches.modelAvailable) {
      answerEmpty(response, 404);
      return;
    }
    const name = url.pathname.split('/')[4];
    answerJson(
      response,
      name === undefined
        ? modelDocument(view, url.searchParams.get('details') === 'true')
        : detailedSet(view, requireSet(demoModel, name)),
    );
  }

  function answerApi(url: URL, language: Language, response: ServerResponse): void {
    if (/^\/api\/domain\/currentmodel(\/|$)/.test(url.pathname)) {
      answerModel(url, { model: demoModel, language, standardOnly: false }, response);
    } else if (url.pathname.startsWith('/api/domain/odata/')) {
      answerOData({ database, model: demoModel, switches, language }, url, response);
    } else answerEmpty(response, 404);
  }

  async function answerInTurn(
    caller: Caller,
    url: URL,
    language: Language,
    response: ServerResponse,
  ): Promise<void> {
    const turn = await limits.enter(caller.sessionId);
    if ('retryAfterSeconds' in turn) {
      return answerEmpty(response, 429, { 'retry-after': String(turn.retryAfterSeconds) });
    }
    try {
      if (response.destroyed) return;
      if (!seats.take(caller.sessionId)) {
        throw new DomainApiError('licence', String(switches.seats));
      }
      answerApi(url, language, response);
    } catch (error) {
      if (!(error instanceof DomainApiError)) throw error;
      answerError(error, language, response);
    } finally {
      if (response.closed) turn.done();
      else response.once('close', () => turn.done());
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(origin + (request.url ?? '/'));
    const language = requestLanguage({
      culture: url.searchParams.get('culture'),
      cookie: request.headers.cookie,
      acceptLanguage: request.headers['accept-language'],
    });
    try {
      if (request.method !== 'GET') throw new DomainApiError('readOnly', request.method ?? '');
      if (answerAnonymous(url, language, response)) return;
    } catch (error) {
      if (!(error instanceof DomainApiError)) throw error;
      return answerError(error, language, response);
    }
    const isProfile = url.pathname === '/profile/me';
    if (!isProfile && !url.pathname.startsWith('/api/')) return answerEmpty(response, 404);
    const token = bearerToken(request);
    const caller = token === undefined ? undefined : await authenticate(token);
    if (caller === undefined) {
      const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
      return answerEmpty(response, 401, { 'www-authenticate': challenge });
    }
    if (!isProfile) return answerInTurn(caller, url, language, response);
    const user = users.find(({ id }) => id === caller.userId);
    if (user === undefined) return answerEmpty(response, 403);
    answerJson(response, profile(origin, user), {
      'cache-control': 'no-store',
      'content-language': language,
    });
  }

  return {
    handle,
    seats: () => ({ taken: seats.taken, total: switches.seats }),
    endSession: (sessionId) => seats.free(sessionId),
    rows: instanceRows(database, demoModel, now),
    close: () => database.close(),
  };
}
