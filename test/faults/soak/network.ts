import { z } from 'zod';
import type { AppProcess } from './app-process.ts';
import type { Chance } from './chance.ts';
import type { Conditions } from './conditions.ts';
import type { Ledger, Sent, TokenAnswer } from './ledger.ts';
import type { Mishap } from './weather.ts';
import type { World } from './world.ts';

/** Everything between the app and the instance. */
export interface NetworkParts {
  readonly world: World;
  readonly conditions: Conditions;
  readonly chance: Chance;
  readonly ledger: Ledger;
  /** Closes the lid of the computer in the middle of something. */
  readonly closeLid: () => void;
  readonly kill: (process: AppProcess) => void;
  /** Lets the computer have no room or no keys for a while. */
  readonly begin: (storm: 'diskFull' | 'keyringLocked') => void;
  readonly onMishap: () => void;
}

interface Connection {
  /** Rejects when the connection is found to be broken. */
  readonly broken: PromiseWithResolvers<never>;
  isDead: boolean;
  /** Milliseconds until its request times out. */
  left: number;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** After that many milliseconds the app waits no more. */
const timeLimit = 30_000;
const second = 1000;

const tokenAnswer = z.object({ refresh_token: z.string() });

/**
 * The way between the app's processes and the instance. What arrives there goes over a real socket to the real
 * simulator, and its answer is on its way when the instance has done its work; what gets lost, gets lost here.
 */
export class Network {
  readonly #parts: NetworkParts;
  readonly #connections = new Set<Connection>();

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** `fetch` as a process sees it, with failures in the words of Electron. */
  fetchOf(process: AppProcess): (url: string, init: RequestInit) => Promise<Response> {
    return (url, init) =>
      process.isDead
        ? new Promise(() => undefined)
        : process.guard(this.#fetch(process, url, init));
  }

  /** The network goes away: what is under way is lost, and the app hears of it. */
  disconnect(): void {
    for (const { isDead, broken } of this.#connections) {
      if (!isDead) broken.reject(failed('ERR_NETWORK_CHANGED'));
    }
  }

  /** The computer falls asleep: what is under way is lost, and nobody hears of it. */
  freeze(): void {
    for (const connection of this.#connections) connection.isDead = true;
  }

  /** The computer is awake: what was under way is found to be lost. */
  thaw(): void {
    for (const { isDead, broken } of this.#connections) {
      if (isDead) broken.reject(failed('ERR_NETWORK_IO_SUSPENDED'));
    }
  }

  async #fetch(process: AppProcess, url: string, init: RequestInit): Promise<Response> {
    const { body } = init;
    const isForm = url.endsWith('/connect/token') && typeof body === 'string';
    const form = isForm ? new URLSearchParams(body) : null;
    if (process.isSpared) return toResponse(await this.#reach(process, url, init, form, null));
    this.#hinder();
    const refreshToken = form?.get('refresh_token') ?? null;
    const sent = refreshToken === null ? null : this.#parts.ledger.sent(refreshToken, process);
    const broken = Promise.withResolvers<never>();
    broken.promise.catch(() => undefined);
    const connection: Connection = { broken, isDead: false, left: timeLimit };
    this.#connections.add(connection);
    try {
      return await this.#exchange(process, connection, { url, init, form, sent });
    } finally {
      this.#connections.delete(connection);
      if (sent !== null) this.#parts.ledger.over(sent);
    }
  }

  async #exchange(
    process: AppProcess,
    connection: Connection,
    asked: { url: string; init: RequestInit; form: URLSearchParams | null; sent: Sent | null },
  ): Promise<Response> {
    const { conditions, ledger, closeLid, begin, kill } = this.#parts;
    const { url, init, form, sent } = asked;
    const mishap = sent === null ? null : conditions.takeMishap();
    if (mishap !== null) this.#parts.onMishap();
    await this.#pass(connection);
    if (mishap === 'lostOnTheWay') throw failed('ERR_CONNECTION_RESET');
    if (mishap === 'killBefore') {
      kill(process);
      throw failed('ERR_CONNECTION_CLOSED');
    }
    if (mishap === 'lidBefore') {
      closeLid();
      await this.#pass(connection);
    }
    const inBetween = this.#inBetween(mishap);
    if (inBetween !== null) {
      await this.#pass(connection);
      return inBetween;
    }
    const answer = await this.#reach(process, url, init, form, sent);
    if (mishap === 'lidAfter') closeLid();
    if (mishap === 'killAfter') kill(process);
    if (mishap === 'diskFills') begin('diskFull');
    if (mishap === 'keyringLocks') begin('keyringLocked');
    await this.#pass(connection);
    const spoilt = spoil(mishap, answer);
    if (spoilt !== null) return spoilt;
    ledger.heard(process);
    if (sent !== null && !process.isDead) ledger.delivered(sent, readTokens(answer), conditions);
    return toResponse(answer);
  }

  /** Over the real socket. */
  async #reach(
    process: AppProcess,
    url: string,
    init: RequestInit,
    form: URLSearchParams | null,
    sent: Sent | null,
  ): Promise<Answer> {
    const { world, ledger } = this.#parts;
    const { method = 'GET', headers, body } = init;
    const answer = await world.work(async () => {
      const request = { method, ...(headers ? { headers } : {}), ...(body ? { body } : {}) };
      const response = await fetch(url, request);
      return { status: response.status, headers: response.headers, text: await response.text() };
    });
    const tokens = readTokens(answer);
    if (sent !== null) ledger.answered(sent, tokens, world.now());
    if (form?.get('grant_type') === 'authorization_code' && tokens.refreshToken !== null) {
      ledger.signedIn(tokens.refreshToken, process, world.now());
    }
    return answer;
  }

  /** What keeps a request from leaving at all. */
  #hinder(): void {
    const { conditions, chance } = this.#parts;
    if (conditions.isOffline) throw failed('ERR_INTERNET_DISCONNECTED');
    if (conditions.is('proxy407')) throw failed('ERR_TUNNEL_CONNECTION_FAILED');
    if (!conditions.is('portal')) return;
    const name = chance.pick(['ERR_CERT_COMMON_NAME_INVALID', 'ERR_NAME_NOT_RESOLVED', null]);
    throw name === null ? new Error('Redirect was cancelled') : failed(name);
  }

  /** Who answers in place of the instance. */
  #inBetween(mishap: Mishap | null): Response | null {
    const { conditions, world } = this.#parts;
    const page = (status: number, more: Record<string, string> = {}): Response => {
      const date = new Date(world.now()).toUTCString();
      const headers = { 'content-type': 'text/html', date, ...more };
      return new Response(`<!doctype html><title>${status}</title>`, { status, headers });
    };
    if (conditions.is('proxy403') || mishap === 'proxyAnswers') return page(403);
    if (conditions.is('badGateway') || mishap === 'gatewayAnswers') return page(502);
    if (conditions.is('maintenance')) return page(503, { 'retry-after': '120' });
    if (conditions.is('tooMany')) return page(429, { 'retry-after': '30' });
    return null;
  }

  /** Half of the way there and back. */
  async #pass(connection: Connection): Promise<void> {
    const { world, chance, conditions } = this.#parts;
    const isSlow = conditions.is('slow');
    const ms = isSlow ? chance.between(2 * second, 18 * second) : chance.between(20, 400);
    await Promise.race([world.wait(Math.min(ms, connection.left)), connection.broken.promise]);
    if (connection.isDead) await connection.broken.promise;
    connection.left -= ms;
    if (connection.left <= 0) throw failed('ERR_TIMED_OUT');
  }
}

/** As Electron's `net.fetch` rejects: by the message alone. */
function failed(name: string): Error {
  return new Error(`net::${name}`);
}

function toResponse({ status, headers, text }: Answer): Response {
  return new Response(text === '' ? null : text, { status, headers: kept(headers) });
}

/** Without those that told how the body came here. */
function kept(headers: Headers): Headers {
  const copy = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) copy.delete(name);
  return copy;
}

/** What becomes of an answer of the instance on its way back; null when it arrives. */
function spoil(mishap: Mishap | null, answer: Answer): Response | null {
  if (mishap === 'answerLost') throw failed('ERR_EMPTY_RESPONSE');
  if (mishap === 'gatewayGivesUp') return new Response('<!doctype html>', { status: 504 });
  if (mishap !== 'answerCut') return null;
  const half = Buffer.from(answer.text.slice(0, answer.text.length / 2));
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(half));
      controller.error(failed('ERR_CONTENT_LENGTH_MISMATCH'));
    },
  });
  return new Response(body, { status: answer.status, headers: kept(answer.headers) });
}

function readTokens({ status, text }: Answer): TokenAnswer {
  try {
    const body = tokenAnswer.safeParse(JSON.parse(text));
    return { status, refreshToken: body.data?.refresh_token ?? null };
  } catch {
    return { status, refreshToken: null };
  }
}
