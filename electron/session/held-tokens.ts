import type { Clock } from './clock.ts';
import type { ServerClock } from './server-clock.ts';
import { followAge } from './token-age.ts';
import type { Tokens } from './tokens.ts';

/** Tokens in use, with what is known of their life. Times in milliseconds. */
export interface HeldTokens {
  readonly tokens: Tokens;
  /** Whether a request made with the access token now will reach the server while it is alive. */
  isGood(): boolean;
  /** Whether this computer's clocks agree about their age, or the server has told it. */
  isSure(): boolean;
  /** How long the access token is good for yet; infinite when the server did not say. */
  left(): number;
  refreshTokenAge(): number;
  /** Takes note that the API answered 401 to the access token. */
  reject(): void;
}

/** A token is renewed when less than a tenth of its life is left, or this many milliseconds if that is less. */
const widestMargin = 60_000;

/** @param wereJustReceived false for tokens that were kept: how long the computer was off is not known. */
export function holdTokens(
  tokens: Tokens,
  wereJustReceived: boolean,
  clock: Pick<Clock, 'now' | 'monotonic'>,
  server: Pick<ServerClock, 'now'>,
): HeldTokens {
  const { lifetime, receivedAt, refreshTokenAt } = tokens;
  const age = followAge(tokens, clock, server, wereJustReceived);
  // Without `expires_in` only the API's 401 tells.
  const goodFor =
    lifetime === null ? Number.POSITIVE_INFINITY : lifetime - Math.min(widestMargin, lifetime / 10);
  let isRejected = false;

  const left = (): number => goodFor - age().ms;
  return {
    tokens,
    isGood: () => !isRejected && left() > 0,
    isSure: () => age().isSure,
    left,
    refreshTokenAge: () => receivedAt - (refreshTokenAt ?? receivedAt) + age().ms,
    reject() {
      isRejected = true;
    },
  };
}
