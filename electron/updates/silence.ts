import type { Clock } from '../instance/clock.ts';

/**
 * How long an update server may be silent, in milliseconds. It is long because it counts, too, while somebody signs in to a proxy.
 */
export const longestSilence = 5 * 60_000;

/** The server said nothing any more. */
class UpdateServerSilent extends Error {
  override readonly name = 'UpdateServerSilent';
  readonly code = 'ERR_TIMED_OUT';
}

/**
 * Waits for a piece of work as long as it hears of it. electron-updater has a limit for sockets, which Electron's requests never
 * tell of: without this one, a server that accepts and never answers would be waited for until the app ends.
 * @param work calls what it is given whenever it hears something
 * @param giveUp ends what is under way
 * @throws UpdateServerSilent after {@link longestSilence}
 */
export async function unlessSilent<Value>(
  clock: Pick<Clock, 'after'>,
  work: (hear: () => void) => Promise<Value>,
  giveUp: () => void,
): Promise<Value> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const wait = (): (() => void) =>
    clock.after(longestSilence, () => {
      reject(new UpdateServerSilent());
      giveUp();
    });
  let stop = wait();
  function hear(): void {
    stop();
    stop = wait();
  }
  try {
    return await Promise.race([work(hear), silence]);
  } finally {
    stop();
  }
}
