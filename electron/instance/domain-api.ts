import type { Failure } from '../contract/failure.ts';
import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import { errorFailure, withoutToken } from './error-answer.ts';
import type { HttpAnswer, HttpClient, HttpOptions, TakeText } from './http.ts';
import { isOwnAddress } from './own-address.ts';
import { parseJsonInSlices } from './sliced-json.ts';

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
type Asked = Omit<HttpOptions, 'bearer'>;

/** Reads from an instance with the account's token, which goes nowhere else. */
export function createDomainApi(options: DomainApiOptions): DomainApi {
  const { instance, http, accessToken, clock } = options;
  const bases = [`${instance.domainApi}/domain`, instance.odataRoot];

  async function ask(url: URL, asked: Asked): Promise<Result<HttpAnswer>> {
    let token = await accessToken();
    if (!token.ok) return token;
    let answer = await send(url, token.value, asked);
    if (!answer.ok || answer.value.status !== 401) return answer;

    const rejected = token.value;
    token = await accessToken(rejected);
    if (!token.ok) return token;
    if (token.value !== rejected) answer = await send(url, token.value, asked);
    return answer;
  }

  async function send(url: URL, bearer: string, asked: Asked): Promise<Result<HttpAnswer>> {
    const answer = await http.get(url, { ...asked, bearer });
    if (!answer.ok || answer.value.status < 400) return answer;
    return success(withoutToken(answer.value, bearer));
  }

  async function getText(address: string, asked: Asked): Promise<Result<string>> {
    const url = URL.parse(address, instance.odataRoot);
    if (url === null || !isOwnAddress(url, bases)) return failure({ code: 'foreignAddress' });
    const answer = await ask(url, asked);
    if (!answer.ok) return answer;
    const { status, text } = answer.value;
    const isRight = status >= 200 && status < 300;
    return isRight ? success(text) : failure(errorFailure(answer.value, clock.now()));
  }

  return {
    async getJson(address, signal) {
      const answer = await getText(address, { signal });
      return answer.ok ? await readJson(answer.value) : answer;
    },
    getXml: (address, signal) => getText(address, { signal, accept: 'application/xml' }),
    async streamJson(address, take, signal) {
      const answer = await getText(address, { signal, take });
      return answer.ok ? success(null) : answer;
    },
  };
}

/** Text that begins as JSON and does not parse was cut on its way; anything else never was an answer of ERP.net's. */
async function readJson(text: string): Promise<Result<unknown>> {
  try {
    return success(await parseJsonInSlices(text, 'value'));
  } catch {
    const beganAsJson = /^\s*($|[[{])/.test(text);
    const error: Failure = { code: beganAsJson ? 'answerIncomplete' : 'answerNotUnderstood' };
    return failure(error);
  }
}
