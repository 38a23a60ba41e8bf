import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { batchAnswer } from './batch-answer.ts';
import { batchRequest, goOnAfterErrors } from './batch-request.ts';
import type { Clock } from './clock.ts';
import { errorFailure, withoutToken } from './error-answer.ts';
import type { HttpAnswer, HttpBody, HttpClient, HttpOptions, TakeText } from './http.ts';
import { isOwnAddress } from './own-address.ts';
import { type ReceivedList, seenNextLink } from './received-list.ts';
import { parseJsonInSlices, parseListInSlices, usualSlice } from './sliced-json.ts';
import { createUselessRenewals } from './useless-renewals.ts';

/**
 * Gets the account's access token.
 * @param rejected a token that the instance has just refused; a newer one is wanted
 */
export type AccessToken = (rejected?: string) => Promise<Result<string>>;

/** Authenticated reading from one instance. */
export interface DomainApi {
  /**
   * Asks for JSON. `address` is absolute, or relative to the OData service root.
   *
   * Failures: those of {@link HttpClient}, of the access token, of {@link errorFailure}, and `foreignAddress` when the
   * address is not the instance's own: then nothing is sent.
   */
  getJson(address: string, signal?: AbortSignal): Promise<Result<unknown>>;
  /** The same for an answer with a long `value`, which is not read yet: that it is whole shows only then. */
  getList(address: string, signal?: AbortSignal): Promise<Result<ReceivedList>>;
  /**
   * Asks for JSON several times with one `$batch` request. Failures are those of {@link getJson}, of the request itself;
   * `answerNotUnderstood` also for an answer that is not whole.
   * @param addresses below the OData service root
   * @returns what each asking alone would; null where the batch does not tell: it stopped at an error before, or the part was
   * refused as a whole request of its own is not
   * @see ERP.net docs, domain-api/data-manipulation/batch.md
   */
  getJsonTogether(
    addresses: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly (Result<unknown> | null)[]>>;
  /** Asks for XML, and returns it as text. Failures are the same. */
  getXml(address: string, signal?: AbortSignal): Promise<Result<string>>;
  /** Asks for JSON that is too long to be held, and hands its text on as it comes. Failures are the same. */
  streamJson(address: string, take: TakeText, signal?: AbortSignal): Promise<Result<null>>;
}

/** What the Domain API is made with. */
export interface DomainApiOptions {
  readonly instance: Instance;
  readonly http: HttpClient;
  readonly accessToken: AccessToken;
  readonly clock: Pick<Clock, 'now'>;
}

/** How something is asked for. */
interface Asked extends Omit<HttpOptions, 'bearer'> {
  /** Sent along, by a POST. */
  readonly body?: HttpBody;
}

/** Reads from an instance with the account's token, which goes nowhere else. */
export function createDomainApi(options: DomainApiOptions): DomainApi {
  const { instance, http, accessToken, clock } = options;
  const bases = [`${instance.domainApi}/domain`, instance.odataRoot];
  const renewals = createUselessRenewals(clock);

  async function ask(url: URL, asked: Asked): Promise<Result<HttpAnswer>> {
    let token = await accessToken();
    if (!token.ok) return token;
    let answer = await send(url, token.value, asked);
    if (!answer.ok || answer.value.status !== 401) return answer;

    const rejected = token.value;
    if (!renewals.mayHelp(rejected)) return answer;
    token = await accessToken(rejected);
    if (!token.ok) return token;
    if (token.value === rejected) return answer;
    answer = await send(url, token.value, asked);
    if (answer.ok) renewals.note(token.value, answer.value.status === 401);
    return answer;
  }

  async function send(
    url: URL,
    bearer: string,
    { body, ...options }: Asked,
  ): Promise<Result<HttpAnswer>> {
    const asked = { ...options, bearer };
    const answer = await (body === undefined ? http.get(url, asked) : http.post(url, body, asked));
    // Errors may quote the request, and any part of a batch may be one.
    if (!answer.ok || (answer.value.status < 400 && body === undefined)) return answer;
    return success(withoutToken(answer.value, bearer));
  }

  async function get(address: string, asked: Asked): Promise<Result<HttpAnswer>> {
    const url = URL.parse(address, instance.odataRoot);
    if (url === null || !isOwnAddress(url, bases)) return failure({ code: 'foreignAddress' });
    const answer = await ask(url, asked);
    return answer.ok ? right(answer.value) : answer;
  }

  async function getText(address: string, asked: Asked): Promise<Result<string>> {
    const answer = await get(address, asked);
    return answer.ok ? success(answer.value.text) : answer;
  }

  function right(answer: HttpAnswer): Result<HttpAnswer> {
    const isRight = answer.status >= 200 && answer.status < 300;
    return isRight ? success(answer) : failure(errorFailure(answer, clock.now()));
  }

  async function getJsonTogether(
    addresses: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<readonly (Result<unknown> | null)[]>> {
    const inside = addresses.flatMap((address) => addressInside(instance.odataRoot, address) ?? []);
    if (inside.length < addresses.length) return failure({ code: 'foreignAddress' });
    const answer = await ask(new URL('$batch', instance.odataRoot), {
      ...{ signal, accept: 'multipart/mixed', body: batchRequest(inside) },
      prefer: goOnAfterErrors,
    });
    if (!answer.ok) return answer;
    const whole = right(answer.value);
    if (!whole.ok) return whole;
    const parts = batchAnswer(answer.value, addresses.length);
    if (parts === null) return failure({ code: 'answerNotUnderstood', detail: 'batch' });
    const outcomes: (Result<unknown> | null)[] = [];
    for (const index of addresses.keys()) outcomes.push(await partOutcome(parts[index]));
    return success(outcomes);
  }

  /** A token that has run out under way is renewed for a request of its own, which may also be led elsewhere. */
  async function partOutcome(part: HttpAnswer | undefined): Promise<Result<unknown> | null> {
    const isTold = part !== undefined && part.status !== 401 && Math.trunc(part.status / 100) !== 3;
    if (!isTold) return null;
    const answer = right(part);
    return answer.ok ? readJson(answer.value.text) : answer;
  }

  return {
    async getJson(address, signal) {
      const answer = await getText(address, { signal });
      return answer.ok ? await readJson(answer.value) : answer;
    },
    async getList(address, signal) {
      const answer = await get(address, { signal, asBytes: true });
      return answer.ok ? receivedList(answer.value.bytes ?? Buffer.from('')) : answer;
    },
    getJsonTogether,
    getXml: (address, signal) => getText(address, { signal, accept: 'application/xml' }),
    async streamJson(address, take, signal) {
      const answer = await getText(address, { signal, take });
      return answer.ok ? success(null) : answer;
    },
  };
}

/** An address as it is written inside a batch: relative to the service root, and percent-encoded; null for any other. */
function addressInside(root: string, address: string): string | null {
  const url = URL.parse(address, root);
  const base = new URL(root).pathname;
  if (url === null || !isOwnAddress(url, [root])) return null;
  const path = url.pathname.slice(base.length);
  return path === '' ? null : `${path}${url.search}`;
}

function readJson(text: string): Promise<Result<unknown>> {
  return parsed(text, () => parseJsonInSlices(text, 'value'));
}

function receivedList(json: Buffer): Result<ReceivedList> {
  const beginning = json.toString('utf8', 0, 100);
  if (!beginsAsJson(beginning)) return failure({ code: 'answerNotUnderstood' });
  return success({
    // A short one is read as soon.
    seenNextLink: json.length > usualSlice ? seenNextLink(json) : null,
    read: (read) => parsed(beginning, () => parseListInSlices(json, 'value', read)),
  });
}

/** Text that begins as JSON and does not parse was cut on its way; anything else never was an answer of ERP.net's. */
async function parsed<Value>(
  beginning: string,
  parse: () => Promise<Value>,
): Promise<Result<Value>> {
  try {
    return success(await parse());
  } catch {
    return failure({ code: beginsAsJson(beginning) ? 'answerIncomplete' : 'answerNotUnderstood' });
  }
}

function beginsAsJson(beginning: string): boolean {
  return /^\s*($|[[{])/.test(beginning);
}
