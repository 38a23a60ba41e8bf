import type { Failure, FailureCode } from '../contract/failure.ts';
import { networkErrorName, networkFailureCode } from '../network/network-error.ts';
import { isProtected } from '../network/protected-address.ts';

/** `fetch` as Electron's `session.fetch` and Node's are. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Why identity gave no answer. What `fetch` said is left out: it may quote what was sent. */
export class IdentityRequestError extends Error {
  override readonly name = 'IdentityRequestError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`Identity gave no answer: ${failure.code}`);
    this.failure = failure;
  }
}

const mostBytes = 512 * 1024;
const timeLimit = 30_000;
const bodilessStatuses = [204, 205, 304];

/**
 * Bounds what identity may do to the app: 30 seconds for the whole answer, 512 KiB, no redirects, no cookies, no cache,
 * and no plain HTTP to another computer. The body is read before the answer is returned, so that an answer that is cut
 * off is no answer.
 *
 * @returns a `fetch` that rejects with {@link IdentityRequestError}: `offline`, `timedOut`, `hostNotTrusted`,
 *   `answerIncomplete`, `answerTooLarge` or, for an address without TLS, `foreignAddress`.
 */
export function boundIdentityFetch(fetch: Fetch): Fetch {
  return async (url, init) => {
    const address = URL.parse(url);
    if (address === null || !isProtected(address))
      throw new IdentityRequestError({ code: 'foreignAddress' });
    const limit = AbortSignal.timeout(timeLimit);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    let answer: Response | null = null;
    try {
      answer = await fetch(url, {
        ...init,
        signal,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      const body = await readBody(answer);
      const { status, statusText, headers } = answer;
      return new Response(bodilessStatuses.includes(status) ? null : body, {
        status,
        statusText,
        headers,
      });
    } catch (error) {
      if (error instanceof IdentityRequestError) throw error;
      if (signal.aborted) throw new IdentityRequestError({ code: 'timedOut' });
      const code = answer === null ? unreachable(error) : 'answerIncomplete';
      throw new IdentityRequestError({ code });
    }
  };
}

async function readBody(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = answer.body;
  if (body === null) return new Uint8Array();
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) throw new IdentityRequestError({ code: 'answerTooLarge' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Why `fetch` rejected. Whatever is neither a certificate nor a time-out means that the site can't be reached, a redirect
 * that Electron refuses included: token endpoints do not redirect, sign-in pages of hotel networks do.
 */
function unreachable(error: unknown): FailureCode {
  const name = networkErrorName(error);
  const code = name === null ? 'offline' : networkFailureCode(name);
  return code === 'hostNotTrusted' || code === 'timedOut' ? code : 'offline';
}
