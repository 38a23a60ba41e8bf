import axios, { AxiosError, type AxiosResponse } from 'axios';
import type { Failure } from '../contract/failure.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { networkErrorName, networkFailureCode } from '../network/network-error.ts';
import { AnswerCutError, AnswerTooLargeError, guardBody } from './guarded-body.ts';

/** Electron's `session.fetch`, or Node's. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What came back, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** Without parameters, in lower case; empty when the server did not say. */
  readonly contentType: string;
  /** As sent; null when absent. */
  readonly retryAfter: string | null;
  /** The server's own time as sent; null when absent. */
  readonly date: string | null;
}

/** What a request may add to the address. */
export interface HttpOptions {
  /** Sent as `Authorization: Bearer …`. */
  readonly bearer?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Asks and reads the whole answer; never throws. */
export interface HttpClient {
  get(url: URL, options?: HttpOptions): Promise<Result<HttpAnswer>>;
}

/** What a client is made with. */
export interface HttpClientOptions {
  readonly fetch: Fetch;
  /** Most bytes that an answer may have once decompressed. */
  readonly maxBytes?: number;
  /** Milliseconds from asking to the last byte. */
  readonly timeoutMs?: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;
const defaultTimeoutMs = 60_000;

/**
 * An HTTP client over the given fetch, which brings the system's proxy and certificates.
 *
 * It follows no redirect (a token would follow it, too), sends and keeps no cookies, reads at most `maxBytes`, and asks
 * once more when the connection was dropped before an answer began.
 * Any HTTP status is a success here. Failures: `offline`, `hostNotFound`, `hostUnreachable`, `hostNotTrusted`,
 * `timedOut`, `cancelled`, `answerTooLarge`, `answerIncomplete` (the body was cut) and `answerNotUnderstood` (a
 * redirect).
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { fetch, maxBytes = defaultMaxBytes, timeoutMs = defaultTimeoutMs } = options;
  // One function for all requests: axios remembers every `fetch` it has been given, for ever.
  const guardedFetch: Fetch = async (input, init) => guardBody(await fetch(input, init), maxBytes);

  async function attempt(url: URL, asked: HttpOptions): Promise<Result<HttpAnswer>> {
    const { bearer, accept = 'application/json', signal } = asked;
    try {
      const response = await axios.request<string>({
        url: url.href,
        adapter: 'fetch',
        env: { fetch: guardedFetch },
        headers: {
          Accept: accept,
          // The session's own; axios would put its name there.
          'User-Agent': false,
          ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
        },
        maxRedirects: 0,
        withCredentials: false,
        timeout: timeoutMs,
        responseType: 'text',
        transformResponse: [(text: unknown) => text],
        validateStatus: () => true,
        ...(signal === undefined ? {} : { signal }),
      });
      if (response.status >= 300 && response.status < 400) return failure(redirected);
      return success(toAnswer(response));
    } catch (error) {
      return failure(toFailure(error));
    }
  }

  return {
    async get(url, asked = {}) {
      const answer = await attempt(url, asked);
      return !answer.ok && wasDropped(answer.error) ? attempt(url, asked) : answer;
    },
  };
}

/**
 * Whether the connection ended before an answer began: mostly one that was kept open and that the server closed just
 * when it was used again. Reading may safely be tried anew (RFC 9110 section 9.2.2); Chromium does so itself.
 */
function wasDropped({ code, detail = '' }: Failure): boolean {
  const names =
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_(RESET|CLOSED)|ERR_EMPTY_RESPONSE)$/;
  return code === 'hostUnreachable' && names.test(detail);
}

const redirected: Failure = { code: 'answerNotUnderstood', detail: 'redirect' };

function toAnswer({ status, data, headers }: AxiosResponse<string>): HttpAnswer {
  const header = (name: string): string | null => {
    const value: unknown = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    status,
    text: data,
    contentType: (header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    retryAfter: header('retry-after'),
    date: header('date'),
  };
}

function hasCause(error: unknown, is: (cause: Error) => boolean): boolean {
  for (let next = error, depth = 0; next instanceof Error && depth < 8; depth += 1) {
    if (is(next)) return true;
    next = next.cause;
  }
  return false;
}

/** Only names that are known to be harmless become details: messages may quote headers or addresses. */
function toFailure(error: unknown): Failure {
  if (axios.isCancel(error)) return { code: 'cancelled' };
  if (hasCause(error, (cause) => cause instanceof AnswerTooLargeError)) {
    return { code: 'answerTooLarge' };
  }
  // Electron rejects where Node answers with the 3xx itself.
  if (hasCause(error, (cause) => cause.message === 'Redirect was cancelled')) return redirected;
  if (error instanceof AxiosError && /^(ECONNABORTED|ETIMEDOUT)$/.test(error.code ?? '')) {
    return { code: 'timedOut' };
  }
  const name = networkErrorName(error);
  const detail = name === null ? {} : { detail: name };
  const code = name === null ? 'hostUnreachable' : networkFailureCode(name);
  const cut = hasCause(error, (cause) => cause instanceof AnswerCutError);
  if (cut && code !== 'offline') return { code: 'answerIncomplete', ...detail };
  return { code, ...detail };
}
