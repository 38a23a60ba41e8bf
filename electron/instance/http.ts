import { setImmediate as othersTurn } from 'node:timers/promises';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { failure, type Result, success } from '../contract/result.ts';
import { guardBody } from './guarded-body.ts';
import { httpFailure, redirected, wasDropped } from './http-failure.ts';
import { type MediaType, mediaType } from './media-type.ts';

/** Electron's `session.fetch`, or Node's. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What came back, whatever its status. */
export interface HttpAnswer extends MediaType {
  readonly status: number;
  readonly text: string;
  /** Of a successful answer that was asked for as bytes; its text is empty. */
  readonly bytes?: Buffer;
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
  /** Sent as `Prefer` (RFC 7240). */
  readonly prefer?: string;
  readonly signal?: AbortSignal | undefined;
  /**
   * Takes the text of a successful answer as it comes, instead of all of it at the end; then the answer's own text is empty.
   * The next piece waits until this one is taken, and a failure ends the request with it.
   */
  readonly take?: TakeText | undefined;
  /** Leaves a successful answer as its bytes. */
  readonly asBytes?: boolean;
}

/** Takes a piece of a long text. */
export type TakeText = (text: string) => Promise<Result<null>>;

/** What a request carries. */
export interface HttpBody {
  /** Its media type with parameters. */
  readonly type: string;
  readonly text: string;
}

/** Asks and reads the whole answer; never throws. */
export interface HttpClient {
  get(url: URL, options?: HttpOptions): Promise<Result<HttpAnswer>>;
  /** Asks with a body. It must change nothing: a dropped connection has it sent once more, as any other question. */
  post(url: URL, body: HttpBody, options?: HttpOptions): Promise<Result<HttpAnswer>>;
}

/** What a client is made with. */
export interface HttpClientOptions {
  readonly fetch: Fetch;
  /** Most bytes that an answer may have once decompressed. */
  readonly maxBytes?: number;
  /** The same for an answer that is taken as it comes. */
  readonly longMaxBytes?: number;
  /** Milliseconds from asking to the last byte. */
  readonly timeoutMs?: number;
  /** The same for an answer that is taken as it comes. */
  readonly longTimeoutMs?: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;
const defaultLongMaxBytes = 256 * 1024 * 1024;
const defaultTimeoutMs = 60_000;
const defaultLongTimeoutMs = 5 * 60_000;

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
  const { longMaxBytes = defaultLongMaxBytes, longTimeoutMs = defaultLongTimeoutMs } = options;
  // One function each for all requests: axios remembers every `fetch` it has been given, for ever.
  const guardedFetch: Fetch = async (input, init) => guardBody(await fetch(input, init), maxBytes);
  const longFetch: Fetch = async (input, init) => guardBody(await fetch(input, init), longMaxBytes);

  async function attempt(
    url: URL,
    asked: HttpOptions,
    body?: HttpBody,
  ): Promise<Result<HttpAnswer>> {
    const { bearer, accept = 'application/json', prefer, signal, take, asBytes = false } = asked;
    const isLong = take !== undefined;
    const request: AxiosRequestConfig = {
      url: url.href,
      ...(body === undefined ? {} : { method: 'post', data: body.text }),
      adapter: 'fetch',
      env: { fetch: isLong ? longFetch : guardedFetch },
      headers: {
        Accept: accept,
        // The session's own; axios would put its name there.
        'User-Agent': false,
        ...(body === undefined ? {} : { 'Content-Type': body.type }),
        ...(prefer === undefined ? {} : { Prefer: prefer }),
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      },
      maxRedirects: 0,
      withCredentials: false,
      timeout: isLong ? longTimeoutMs : timeoutMs,
      responseType: 'stream',
      validateStatus: () => true,
      ...(signal === undefined ? {} : { signal }),
    };
    try {
      const response = await axios.request<ReadableStream<Uint8Array> | null>(request);
      const isSuccess = response.status >= 200 && response.status < 300;
      if (isSuccess && asBytes) {
        const bytes = await readBytes(response.data);
        return success({ ...toAnswer(response, ''), bytes });
      }
      let text = '';
      const hold: TakeText = (piece) => {
        text += piece;
        const isTooLong = text.length > maxBytes;
        return Promise.resolve(isTooLong ? failure({ code: 'answerTooLarge' }) : success(null));
      };
      const taken = await readText(response.data, isSuccess && take ? take : hold);
      return taken.ok ? answered(response, text) : taken;
    } catch (error) {
      return failure(httpFailure(error));
    }
  }

  async function send(
    url: URL,
    asked: HttpOptions = {},
    body?: HttpBody,
  ): Promise<Result<HttpAnswer>> {
    const answer = await attempt(url, asked, body);
    return !answer.ok && wasDropped(answer.error) ? attempt(url, asked, body) : answer;
  }

  return {
    get: (url, asked) => send(url, asked),
    post: (url, body, asked) => send(url, asked, body),
  };
}

function answered(response: AxiosResponse<unknown>, text: string): Result<HttpAnswer> {
  const isRedirect = response.status >= 300 && response.status < 400;
  return isRedirect ? failure(redirected) : success(toAnswer(response, text));
}

/** The pieces of a body as they come; the rest is given up when no more is taken. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of body ?? []) {
    // Much comes at a stretch, and others are to have their turns meanwhile.
    if (!isFirst) await othersTurn();
    isFirst = false;
    yield piece;
  }
}

async function readBytes(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(body)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Hands a body over piece by piece, with no letter cut in two. */
async function readText(
  body: ReadableStream<Uint8Array> | null,
  take: TakeText,
): Promise<Result<null>> {
  const decoder = new TextDecoder();
  for await (const piece of piecesOf(body)) {
    const taken = await take(decoder.decode(piece, { stream: true }));
    if (!taken.ok) return taken;
  }
  return take(decoder.decode());
}

function toAnswer({ status, headers }: AxiosResponse<unknown>, text: string): HttpAnswer {
  const header = (name: string): string | null => {
    const value: unknown = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    ...{ status, text, ...mediaType(header('content-type') ?? undefined) },
    retryAfter: header('retry-after'),
    date: header('date'),
  };
}
