import type { IncomingMessage, ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { demoModel } from '../data/demo-model.ts';
import { seedCompany } from '../data/seed-company.ts';
import type { DomainApiSwitches, User } from '../options.ts';
import { readBody } from '../request-body.ts';
import { answerEmpty } from './answers.ts';
import { type AnswerPart, answerBatch, batchPath } from './batch.ts';
import { answerError, DomainApiError } from './domain-api-error.ts';
import { type InstanceRows, instanceRows } from './instance-rows.ts';
import { LicenceSeats } from './licence-seats.ts';
import { requestLanguage } from './request-language.ts';
import { fold } from './search-sql.ts';
import { SessionLimits } from './session-limits.ts';
import {
  answerAnonymous,
  answerApi,
  answerProfile,
  type Exchange,
  type Instance,
} from './sites.ts';
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
  /** What becomes of each request inside a batch; without it the instance answers. */
  readonly answerPart?: AnswerPart;
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

/** An exchange with somebody who has connected. */
interface Visit extends Exchange {
  readonly response: ServerResponse;
}

function exchangeOf(origin: string, request: IncomingMessage, response: ServerResponse): Visit {
  const url = new URL(origin + (request.url ?? '/'));
  const language = requestLanguage({
    culture: url.searchParams.get('culture'),
    cookie: request.headers.cookie,
    acceptLanguage: request.headers['accept-language'],
  });
  return { url, language, response };
}

function isBatch({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && url?.split('?', 1)[0] === batchPath;
}

/** RFC 6750, section 3: without a token the challenge carries no error. */
function answerUnauthorized(response: ServerResponse, token: string | undefined): void {
  const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
  answerEmpty(response, 401, { 'www-authenticate': challenge });
}

/** Makes the Domain API with its data in memory. */
export function createDomainApi(settings: DomainApiSettings): DomainApi {
  const { origin, clock, switches, users, authenticate, orders = 10_000 } = settings;
  const { answerPart = async (_, answer) => answer() } = settings;
  const now = (): number => clock.now();
  const database = openDatabase(users, orders);
  const instance: Instance = { origin, switches, users, model: demoModel, database };
  const seats = new LicenceSeats(now, () => switches.seats);
  const limits = new SessionLimits(now, () => switches.rateLimit);

  async function answerInTurn(
    session: string,
    exchange: Visit,
    work: () => void | Promise<void>,
  ): Promise<void> {
    const { response } = exchange;
    const turn = await limits.enter(session);
    if ('retryAfterSeconds' in turn) {
      return answerEmpty(response, 429, { 'retry-after': String(turn.retryAfterSeconds) });
    }
    try {
      if (response.destroyed) return;
      if (!seats.take(session)) throw new DomainApiError('licence', String(switches.seats));
      await work();
    } catch (error) {
      answerError(error, exchange, switches.errorWrapper);
    } finally {
      if (response.closed) turn.done();
      else response.once('close', () => turn.done());
    }
  }

  /** A batch is one request of its session, whatever is in it. */
  async function answerBatchInTurn(
    session: string,
    exchange: Visit,
    request: IncomingMessage,
  ): Promise<void> {
    const body = await readBody(request);
    const { 'content-type': contentType, prefer } = request.headers;
    const batch = { contentType, prefer: prefer?.toString(), body };
    return answerInTurn(session, exchange, async () => {
      if (await answerBatch(instance, exchange, batch, answerPart)) return;
      exchange.response.destroy();
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = exchangeOf(origin, request, response);
    try {
      if (request.method !== 'GET' && !isBatch(request))
        throw new DomainApiError('readOnly', request.method ?? '');
      if (answerAnonymous(instance, exchange)) return;
    } catch (error) {
      return answerError(error, exchange, switches.errorWrapper);
    }
    const { pathname } = exchange.url;
    const isProfile = pathname === '/profile/me';
    if (!isProfile && !pathname.startsWith('/api/')) return answerEmpty(response, 404);
    const token = bearerToken(request);
    const caller = token === undefined ? undefined : await authenticate(token);
    if (caller === undefined) return answerUnauthorized(response, token);
    if (isProfile) return answerProfile(instance, exchange, caller.userId);
    return isBatch(request)
      ? answerBatchInTurn(caller.sessionId, exchange, request)
      : answerInTurn(caller.sessionId, exchange, () => answerApi(instance, exchange));
  }

  return {
    handle,
    seats: () => ({ taken: seats.taken, total: switches.seats }),
    endSession: (sessionId) => seats.free(sessionId),
    rows: instanceRows(database, demoModel, now),
    close: () => database.close(),
  };
}
