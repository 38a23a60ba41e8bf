import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type {
  HttpAnswer,
  HttpBody,
  HttpClient,
  HttpOptions,
} from '../../../electron/instance/http.ts';

/** One request that the fake received. */
interface Received {
  readonly url: string;
  readonly bearer: string | undefined;
  readonly body?: HttpBody;
}

/** What the fake says to one address. */
export type Says = Result<HttpAnswer> | ((options: HttpOptions) => Result<HttpAnswer>);

/** An answer with JSON, or with text as it is. */
export function says(
  status: number,
  body: unknown,
  more: Partial<HttpAnswer> = {},
): Result<HttpAnswer> {
  return success({
    status,
    text: typeof body === 'string' ? body : JSON.stringify(body),
    contentType: typeof body === 'string' ? 'text/plain' : 'application/json',
    boundary: null,
    retryAfter: null,
    date: null,
    ...more,
  });
}

/** An HTTP client that answers by address; whatever has no answer is not found. */
export function createFakeHttp(answers: Readonly<Record<string, Says>>) {
  const received: Received[] = [];
  async function send(
    url: URL,
    options: HttpOptions = {},
    body?: HttpBody,
  ): Promise<Result<HttpAnswer>> {
    await Promise.resolve();
    received.push({
      ...{ url: url.href, bearer: options.bearer },
      ...(body === undefined ? {} : { body }),
    });
    if (options.signal?.aborted === true) return failure({ code: 'cancelled' });
    const answer = answers[url.href] ?? says(404, 'Not found');
    return typeof answer === 'function' ? answer(options) : answer;
  }
  const http: HttpClient = {
    get: (url, options) => send(url, options),
    post: (url, body, options) => send(url, options, body),
  };
  return { http, received };
}
