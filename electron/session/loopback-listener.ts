import { createHash, timingSafeEqual } from 'node:crypto';
import { failure, type Result, success } from '../contract/result.ts';
import { openLoopbackServer, plain, type Respond } from './loopback-server.ts';

/** The browser came back with the right state. */
export interface Callback {
  /** The whole redirect, with `code` or `error` in its query. A secret: never to be logged. */
  readonly url: URL;
  /** Shows the person how it ended; the browser waits until then. */
  readonly respond: Respond;
}

/** Waits for the browser to come back from the sign-in page. */
export interface LoopbackListener {
  /** `http://127.0.0.1:PORT/callback`; has to be registered for the app. */
  readonly redirectUri: string;
  /** Resolves with the first right hit; never rejects, and stays pending when none comes. */
  readonly callback: Promise<Callback>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Opens the loopback redirect for one sign-in. Whatever is not the answer to this sign-in is refused and changes
 * nothing: the wait goes on.
 *
 * @param ports tried in this order; 0 asks the system for a free one.
 * @param state the `state` of the authorization request.
 * @returns `signInPortsTaken` when none of the ports can be had.
 * @see RFC 8252 section 7.3, RFC 6749 section 4.1.2
 */
export async function openLoopbackListener(
  ports: readonly number[],
  state: string,
): Promise<Result<LoopbackListener>> {
  const callback = Promise.withResolvers<Callback>();
  let isOver = false;
  const server = await openLoopbackServer(ports, '/callback', async (url, respond) => {
    if (!isAnswer(url.searchParams, state)) return respond(plain(400, 'Not the expected answer'));
    if (isOver) return respond(plain(410, 'This sign-in is already over'));
    isOver = true;
    callback.resolve({ url, respond });
  });
  if (server === null) return failure({ code: 'signInPortsTaken' });
  return success({
    redirectUri: `${server.origin}/callback`,
    callback: callback.promise,
    close: () => server.close(),
  });
}

function isAnswer(query: URLSearchParams, state: string): boolean {
  const [given = '', ...more] = query.getAll('state');
  const [code = '', error = ''] = [query.get('code'), query.get('error')].map((it) => it ?? '');
  return more.length === 0 && isSame(given, state) && (code !== '' || error !== '');
}

/** Compares in a time that does not tell how much of it was right. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
