import type { Failure, FailureCode } from '../contract/failure.ts';
import { networkErrorName, networkFailureCode } from '../network/network-error.ts';
import { isProtected } from '../network/protected-address.ts';

/** `fetch` as Electron's `session.fetch` and Node's are. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Why identity gave no answer. What `fetch` said is left out: it may quote what was sent. */
export class IdentityRequestError extends Error {
  override readonly name = 'IdentityRequestError';
  readonly failure: Failure;
  /** Nothing of the request has reached the server; false when that is not certain. */
  readonly isUnsent: boolean;

  constructor(failure: Failure, { isUnsent }: { readonly isUnsent: boolean }) {
    super(`Identity gave no answer: ${failure.code}`);
    this.failure = failure;
    this.isUnsent = isUnsent;
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
      throw new IdentityRequestError({ code: 'foreignAddress' }, { isUnsent: true });
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
      if (signal.aborted) {
        throw new IdentityRequestError({ code: 'timedOut' }, { isUnsent: false });
      }
      if (answer !== null) {
        throw new IdentityRequestError({ code: 'answerIncomplete' }, { isUnsent: false });
      }
      const name = networkErrorName(error);
      const isUnsent = wasRedirected(error) || (name !== null && beforeSending.test(name));
      throw new IdentityRequestError({ code: unreachable(name) }, { isUnsent });
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
    if (size > mostBytes) {
      throw new IdentityRequestError({ code: 'answerTooLarge' }, { isUnsent: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Errors that come before a byte of the request is sent, by Chromium's and Node's names: no address, no connection, no
 * tunnel through the proxy, no certificate to trust. A connection that was reset, a network that changed or went away,
 * and a time-out may come afterwards, and so are not among them.
 * @see chromium, net/base/net_error_list.h
 */
const beforeSending =
  /^(ERR_NAME_\w+|ERR_DNS_\w+|ERR_ICANN_\w+|ERR_ADDRESS_INVALID|ERR_CONNECTION_(REFUSED|FAILED|TIMED_OUT)|ERR_PROXY_\w+|ERR_TUNNEL_\w+|ERR_MANDATORY_PROXY_\w+|ERR_CERT_\w+|ERR_SSL_(VERSION_OR_CIPHER_MISMATCH|CLIENT_AUTH_\w+)|ENOTFOUND|EAI_\w+|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_\w+)$/;

/**
 * Electron rejects where others answer with a redirect. A token endpoint does not redirect, so it was somebody in between.
 * @see Electron, lib/common/api/net-client-request.ts
 */
function wasRedirected(error: unknown): boolean {
  return error instanceof Error && /redirect was cancelled/i.test(error.message);
}

/**
 * Why `fetch` rejected. Whatever is neither a certificate nor a time-out means that the site can't be reached, a redirect
 * that Electron refuses included: token endpoints do not redirect, sign-in pages of hotel networks do.
 */
function unreachable(name: string | null): FailureCode {
  const code = name === null ? 'offline' : networkFailureCode(name);
  return code === 'hostNotTrusted' || code === 'timedOut' ? code : 'offline';
}
