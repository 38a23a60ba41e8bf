import type { Failure } from '../contract/failure.ts';
import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import { errorFailure, withoutToken } from './error-answer.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import { parseLosslessJson } from './lossless-json.ts';
import { isOwnAddress } from './own-address.ts';

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
}

/** What the Domain API is made with. */
export interface DomainApiOptions {
  readonly instance: Instance;
  readonly http: HttpClient;
  readonly accessToken: AccessToken;
  readonly clock: Pick<Clock, 'now'>;
}

/** Reads from an instance with the account's token, which goes nowhere else. */
export function createDomainApi(options: DomainApiOptions): DomainApi {
  const { instance, http, accessToken, clock } = options;
  const bases = [`${instance.domainApi}/domain`, instance.odataRoot];

  async function ask(url: URL, signal: AbortSignal | undefined): Promise<Result<HttpAnswer>> {
    let token = await accessToken();
    if (!token.ok) return token;
    let answer = await send(url, token.value, signal);
    if (!answer.ok || answer.value.status !== 401) return answer;

    const rejected = token.value;
    token = await accessToken(rejected);
    if (!token.ok) return token;
    if (token.value !== rejected) answer = await send(url, token.value, signal);
    return answer;
  }

  async function send(
    url: URL,
    bearer: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<HttpAnswer>> {
    const answer = await http.get(url, { bearer, signal });
    if (!answer.ok || answer.value.status < 400) return answer;
    return success(withoutToken(answer.value, bearer));
  }

  return {
    async getJson(address, signal) {
      const url = URL.parse(address, instance.odataRoot);
      if (url === null || !isOwnAddress(url, bases)) return failure({ code: 'foreignAddress' });
      const answer = await ask(url, signal);
      if (!answer.ok) return answer;
      const { status } = answer.value;
      if (status < 200 || status >= 300) {
        return failure(errorFailure(answer.value, clock.now()));
      }
      return readJson(answer.value.text);
    },
  };
}

/** Text that begins as JSON and does not parse was cut on its way; anything else never was an answer of ERP.net's. */
function readJson(text: string): Result<unknown> {
  try {
    return success(parseLosslessJson(text));
  } catch {
    const beganAsJson = /^\s*($|[[{])/.test(text);
    const error: Failure = { code: beganAsJson ? 'answerIncomplete' : 'answerNotUnderstood' };
    return failure(error);
  }
}
