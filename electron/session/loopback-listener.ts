import { failure, type Result, success } from '../contract/result.ts';
import { openLoopbackServer, plain } from './loopback-server.ts';
import { type Callback, isAnswer, type RedirectListener } from './redirect-listener.ts';

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
): Promise<Result<RedirectListener>> {
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
