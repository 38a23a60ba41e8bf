import type { Failure } from '../contract/failure.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { NeedsSignInReason } from '../contract/session.ts';
import type { Clock } from './clock.ts';
import { startLifespan } from './lifespan.ts';
import type { RefreshAnswer } from './token-request.ts';
import type { Tokens } from './tokens.ts';

/** Hands out access tokens of one account and renews them. */
export interface TokenBroker {
  /**
   * An access token with enough of its life left.
   *
   * @param rejected a token of this broker that the API answered 401 to. It is renewed once; if it was renewed already,
   *   the newer token is returned without a request.
   * @returns Failures: `needsSignIn` when the access is over; what kept identity from answering (`offline`, `timedOut`,
   *   `hostNotTrusted`, `serverUnavailable`, `tooManyRequests`, `answer…`), after which the session goes on; and what
   *   kept the new tokens from being saved (`storageFailed`, `storageLocked`), after which the save is tried again.
   */
  accessToken(rejected?: string): Promise<Result<string>>;
  /**
   * Ends it: nothing is handed out or saved any more, and what a refresh brings late goes to `discard`.
   * @returns the last refresh token, for revoking; null when there is none.
   */
  close(): string | null;
  /** Resolves when no refresh or save is under way. */
  settled(): Promise<void>;
}

/** What a broker needs. */
export interface TokenBrokerOptions {
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** Sends one refresh request. */
  readonly refresh: (refreshToken: string) => Promise<RefreshAnswer>;
  /** Makes new tokens durable. */
  readonly save: (tokens: Tokens) => Promise<Result<null>>;
  /** Gets tokens that arrived after {@link TokenBroker.close}. */
  readonly discard: (tokens: Tokens) => void;
  /** Called once, when no more tokens can be had. */
  readonly onEnded: (reason: NeedsSignInReason) => void;
}

/** A token is renewed when less than a tenth of its life is left, or this many milliseconds if that is less. */
const widestMargin = 60_000;
/** Pauses before the save of new tokens is tried again, in milliseconds. */
const savePauses = [50, 250];

interface Published {
  readonly tokens: Tokens;
  /** Whether a request made with the access token now will reach the server while it is alive. */
  readonly isFresh: () => boolean;
  /** The API answered 401 to it. */
  rejected: boolean;
}

/**
 * A refresh token can be used once, so its use is a commit: one refresh at a time, and the new tokens are saved before
 * anybody gets to see them. When the save fails, only the save is repeated, never the refresh.
 */
export function createTokenBroker(options: TokenBrokerOptions): TokenBroker {
  const { clock } = options;
  let current = publish(options.tokens);
  /** Received from the server, which has revoked their predecessors, and not saved yet. */
  let unsaved: Tokens | null = null;
  let ended: Failure | null = null;
  let isClosed = false;
  let running: Promise<Result<string>> | null = null;
  /** The server asked not to be asked before this failure's `retryAt`. */
  let pause: { readonly failure: Failure; readonly left: () => number } | null = null;

  function publish(tokens: Tokens): Published {
    return { tokens, isFresh: freshness(tokens, clock), rejected: false };
  }

  function isGood(): boolean {
    return !current.rejected && current.isFresh();
  }

  async function renew(): Promise<Result<string>> {
    const late = await commit();
    if (late !== null) return failure(late);
    if (!isGood()) {
      const failed = (await receive()) ?? (await commit());
      if (failed !== null) return failure(failed);
    }
    return success(current.tokens.accessToken);
  }

  /** Saves and then publishes what was received; returns what prevented it. */
  async function commit(): Promise<Failure | null> {
    if (unsaved === null) return null;
    const saved = await saveRepeatedly(unsaved);
    if (isClosed) return { code: 'needsSignIn' };
    if (!saved.ok) return saved.error;
    current = publish(unsaved);
    unsaved = null;
    return null;
  }

  /** Gets new tokens into `unsaved`; returns what prevented it. */
  async function receive(): Promise<Failure | null> {
    const { refreshToken } = current.tokens;
    if (refreshToken === null) return end('expired', { code: 'needsSignIn' });
    if (pause !== null && pause.left() > 0) return pause.failure;
    const answer = await options.refresh(refreshToken);
    if (isClosed) {
      if (answer.outcome === 'renewed') options.discard(answer.tokens);
      return { code: 'needsSignIn' };
    }
    if (answer.outcome === 'unanswered') return postpone(answer.failure);
    if (answer.outcome !== 'renewed') return end(answer.outcome, answer.failure);
    pause = null;
    unsaved = answer.tokens;
    return null;
  }

  async function saveRepeatedly(tokens: Tokens): Promise<Result<null>> {
    let saved = await options.save(tokens);
    for (const ms of savePauses) {
      if (saved.ok || isClosed) break;
      await clock.sleep(ms);
      if (!isClosed) saved = await options.save(tokens);
    }
    return saved;
  }

  function postpone(cause: Failure): Failure {
    const wait = cause.retryAt === undefined ? 0 : cause.retryAt - clock.now();
    pause = wait > 0 ? { failure: cause, left: startLifespan(wait, clock) } : null;
    return cause;
  }

  function end(reason: NeedsSignInReason, cause: Failure): Failure {
    ended = cause;
    options.onEnded(reason);
    return cause;
  }

  return {
    async accessToken(rejected) {
      if (isClosed) return failure({ code: 'needsSignIn' });
      if (ended !== null) return failure(ended);
      if (rejected === current.tokens.accessToken) current.rejected = true;
      if (unsaved === null && isGood()) return success(current.tokens.accessToken);
      running ??= renew().finally(() => {
        running = null;
      });
      return running;
    },
    close() {
      isClosed = true;
      return (unsaved ?? current.tokens).refreshToken;
    },
    async settled() {
      await running;
    },
  };
}

function freshness({ receivedAt, lifetime }: Tokens, clock: Clock): () => boolean {
  // Without `expires_in` only the API's 401 tells.
  if (lifetime === null) return () => true;
  const age = clock.now() - receivedAt;
  // Kept tokens that seem to come from the future: the clock was set back, and their age is unknown.
  if (age < 0) return () => false;
  const margin = Math.min(widestMargin, lifetime / 10);
  const left = startLifespan(lifetime - age - margin, clock);
  return () => left() > 0;
}
