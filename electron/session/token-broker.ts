import type { Failure } from '../contract/failure.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { NeedsSignInReason, Renewal } from '../contract/session.ts';
import type { Lock } from '../disk/lock.ts';
import type { Clock } from './clock.ts';
import { type HeldTokens, holdTokens } from './held-tokens.ts';
import { startLifespan } from './lifespan.ts';
import { isInterrupted, pauseBefore } from './patience.ts';
import type { ServerClock } from './server-clock.ts';
import { createSuspension } from './suspension.ts';
import type { RefreshAnswer } from './token-request.ts';
import type { TokenStore } from './token-store.ts';
import type { Tokens } from './tokens.ts';

/** Hands out access tokens of one account and renews them. */
export interface TokenBroker {
  /**
   * An access token with enough of its life left.
   *
   * @param rejected a token of this broker that the API answered 401 to. It is renewed once; if it was renewed already,
   *   the newer token is returned without a request.
   * @returns Failures: `needsSignIn` when the access is over; what kept identity from answering (`offline`, `timedOut`,
   *   `hostNotTrusted`, `serverUnavailable`, `tooManyRequests`, `answer…`), after which the session goes on; what kept
   *   the new tokens from being saved (`storageFailed`, `storageLocked`), after which the save is tried again; and
   *   `busyElsewhere` when another process keeps renewing.
   */
  accessToken(rejected?: string): Promise<Result<string>>;
  /** The access token if it is good for now, without renewing it; null when it would have to be renewed. */
  heldAccessToken(): string | null;
  /** Renews although the access token may be good, for the refresh token's own sake. Failures as above. */
  keepAlive(): Promise<Result<string>>;
  /** Tries again what failed, without the pauses of trying by itself; after a refused app as well. */
  tryAgain(): Promise<Result<string>>;
  /** What is known of the refresh token in force; null when there is none. Times in milliseconds. */
  refreshToken(): { readonly age: number; readonly tokens: Tokens } | null;
  /** Milliseconds until the access ends for good, infinite when nobody knows; null when it can be renewed. */
  endsIn(): number | null;
  /** No refresh starts from here to {@link resume}: the computer goes to sleep, and an answer would be lost. */
  suspend(): void;
  /** The computer is awake again. */
  resume(): void;
  /**
   * Ends it: nothing is handed out or saved any more, and what a refresh brings late goes to `discard`.
   * @returns the last refresh token, for revoking; null when there is none.
   */
  close(): string | null;
  /** For quitting: starts nothing any more, and resolves when no refresh and no save is under way. */
  finish(): Promise<void>;
}

/** What a broker needs. */
export interface TokenBrokerOptions {
  readonly tokens: Tokens;
  /** False for tokens that were kept: how long the computer was off is not known. */
  readonly wereJustReceived: boolean;
  /** The refresh token was sent once already, and no answer is known. */
  readonly wasIntended: boolean;
  readonly clock: Clock;
  readonly server: ServerClock;
  /** Held across read, refresh and save; see {@link Lock}. */
  readonly lock: Lock;
  readonly store: TokenStore;
  /** Sends one refresh request. */
  readonly refresh: (tokens: Tokens & { refreshToken: string }) => Promise<RefreshAnswer>;
  /** Asks identity for something harmless, anew: it can be reached, and has told its time. */
  readonly prove: () => Promise<Result<null>>;
  /** Gets tokens that arrived after {@link TokenBroker.close}. */
  readonly discard: (tokens: Tokens) => void;
  /** Called with every change of how the renewal fares. */
  readonly onRenewal: (renewal: Renewal) => void;
  /** A refresh token of this age, in milliseconds, worked or was refused. */
  readonly onRefreshTokenAge: (age: number, outcome: 'alive' | 'dead') => void;
  /**
   * Called when no more tokens can be had; again after {@link TokenBroker.tryAgain}.
   * @param age how old the refresh token was that was refused, in milliseconds; null when none was.
   */
  readonly onEnded: (reason: NeedsSignInReason, age: number | null) => void;
}

/** Pauses before the save of new tokens is tried again, in milliseconds, while somebody waits. */
const savePauses = [50, 250];
/** The pause before the deliberate attempt after a lost answer, in milliseconds. */
const deliberatePause = 1_000;
/** The longest pause that a server gets, in milliseconds. */
const longestPause = 15 * 60_000;
/** Pauses before unfinished business is taken up again by itself, in milliseconds; the last one is repeated. */
const laterPauses = [2_000, 5_000, 15_000, 60_000];

/** A failure that ends nothing, and what it means for the renewal. */
interface Trouble {
  /** What it means when no answer was lost; that counts for more. */
  readonly renewal: 'offline' | 'storageFailed' | 'storageLocked';
  readonly failure: Failure;
}

/**
 * A refresh token can be used once, so its use is a commit: one refresh at a time, of one process, that is written down
 * before it is sent; and the new tokens are saved before anybody gets to see them.
 *
 * - The network proves itself before a token is sent: that costs one small request an hour, and finds out that nobody is
 *   there, or what time it is, while nothing can be lost yet.
 * - When the save fails, only the save is repeated, never the refresh.
 * - When the answer is lost, nobody knows whether the token was used. Then it is sent once more, deliberately, and soon,
 *   because a server that forgives a repetition does so for seconds; and again only when that answer is lost as well. A
 *   server that has used it up refuses that attempt, and then the sign-in was interrupted, which is what the person is
 *   told.
 */
export function createTokenBroker(options: TokenBrokerOptions): TokenBroker {
  const { clock, store } = options;
  let current = publish(options.tokens, options.wereJustReceived);
  /** Received from the server, which has revoked their predecessors, and not saved yet. */
  let unsaved: Tokens | null = null;
  /** The refresh token in force was sent, and nobody knows whether it was used. */
  let isAmbiguous = options.wasIntended;
  let ended: { readonly reason: NeedsSignInReason; readonly failure: Failure } | null = null;
  let isClosed = false;
  let running: Promise<Result<string>> | null = null;
  /** The server asked not to be asked before this failure's `retryAt`. */
  let pause: { readonly failure: Failure; readonly left: () => number } | null = null;
  let renewal: Renewal = options.wasIntended ? 'ambiguous' : 'well';
  let isTakingUp = false;
  const closing = new AbortController();
  const suspension = createSuspension(clock, closing.signal);
  /** Resolves when the lock is let go. */
  let holding: Promise<void> = Promise.resolve();
  /** Resolves when the lock is not needed any more for tokens that could not be saved. */
  let letGo = Promise.withResolvers<void>();

  function publish(tokens: Tokens, wereJustReceived: boolean): HeldTokens {
    return holdTokens(tokens, wereJustReceived, clock, options.server);
  }

  function fare(next: Renewal): void {
    if (next === renewal || isClosed) return;
    renewal = next;
    options.onRenewal(next);
  }

  /** One flight at a time, for all who ask. */
  function fly(isWanted: () => boolean): Promise<Result<string>> {
    running ??= renew(isWanted).finally(() => {
      running = null;
    });
    return running;
  }

  async function renew(isWanted: () => boolean): Promise<Result<string>> {
    const trouble = await attempt(isWanted);
    if (isClosed) return failure({ code: 'needsSignIn' });
    if (ended !== null) return failure(ended.failure);
    fare(renewalIn(trouble));
    if (isAmbiguous || unsaved !== null) void takeUpLater();
    return trouble === null ? success(current.tokens.accessToken) : failure(trouble.failure);
  }

  function renewalIn(trouble: Trouble | null): Renewal {
    const isKnown = trouble?.renewal === 'storageFailed' || trouble?.renewal === 'storageLocked';
    return isAmbiguous && !isKnown ? 'ambiguous' : (trouble?.renewal ?? 'well');
  }

  async function attempt(isWanted: () => boolean): Promise<Trouble | null> {
    const late = await commit();
    if (late !== null || !isWanted()) return late;
    await suspension.awake();
    if (closing.signal.aborted) return quitting;
    if (pause !== null && pause.left() > 0) return { renewal: 'offline', failure: pause.failure };
    if (current.tokens.refreshToken === null) return endUnlessGood(isWanted);
    const wasAmbiguous = isAmbiguous;
    const trouble = await exchange(isWanted);
    const mayTryDeliberately = isAmbiguous && !wasAmbiguous && (pause?.left() ?? 0) <= 0;
    if (trouble === null || !mayTryDeliberately) return trouble;
    return attemptDeliberately(trouble, isWanted);
  }

  /** Without a refresh token there is nothing to do but to ask the server what time it is. */
  async function endUnlessGood(isWanted: () => boolean): Promise<Trouble | null> {
    if (!current.isSure()) {
      const unproven = await prove();
      if (unproven !== null || isClosed) return unproven;
    }
    return isWanted() ? end('notRenewable') : null;
  }

  /** Returns what prevented it. */
  async function prove(): Promise<Trouble | null> {
    const proven = await options.prove();
    return proven.ok ? null : postpone(proven.error);
  }

  /** The one repetition after a lost answer. */
  async function attemptDeliberately(
    before: Trouble,
    isWanted: () => boolean,
  ): Promise<Trouble | null> {
    if (await sleep(deliberatePause)) return before;
    await suspension.awake();
    return closing.signal.aborted ? before : exchange(isWanted);
  }

  /**
   * Read, refresh and save, with no other process in between. When the save fails, this process has the only copy of
   * the tokens in force, so it keeps the lock: whoever went on from what is on the disk would send a token that is used
   * up.
   */
  function exchange(isWanted: () => boolean): Promise<Trouble | null> {
    const { promise, resolve, reject } = Promise.withResolvers<Trouble | null>();
    const held = options.lock.hold(async (isStillMine) => {
      resolve(await exchangeAlone(isStillMine, isWanted));
      if (unsaved !== null && !closing.signal.aborted) await letGo.promise;
      return success(null);
    });
    holding = held.then((done) => {
      if (!done.ok) resolve(notHeld(done.error));
    }, reject);
    return promise;
  }

  async function exchangeAlone(
    isStillMine: () => Promise<boolean>,
    isWanted: () => boolean,
  ): Promise<Trouble | null> {
    const kept = await store.load();
    if (isClosed) return null;
    if (!kept.ok) return stored(kept.error);
    if (kept.value !== null && 'gone' in kept.value) return end(kept.value.gone);
    if (kept.value !== null) {
      const { tokens, wasIntended } = kept.value;
      const isOurs = tokens.refreshToken === current.tokens.refreshToken;
      isAmbiguous = wasIntended || (isAmbiguous && isOurs);
      if (tokens.accessToken !== current.tokens.accessToken) {
        // Another process has renewed it meanwhile; ours is used up.
        current = publish(tokens, false);
        if (current.isGood()) return null;
      }
    }
    // Here and not before the lock was had: another process may have lost an answer just now.
    const unproven = await prove();
    if (unproven !== null || isClosed) return unproven;
    // The server's time may have shown that the token is good after all.
    if (!isWanted()) return null;
    const received = await receive(isStillMine);
    return received ?? commit();
  }

  /** Gets new tokens into `unsaved`; returns what prevented it. */
  async function receive(isStillMine: () => Promise<boolean>): Promise<Trouble | null> {
    const { tokens } = current;
    const { refreshToken } = tokens;
    if (refreshToken === null) return end('notRenewable');
    const intended = await store.intend(refreshToken);
    // What can't be written down now could not be saved afterwards either.
    if (!intended.ok) return stored(intended.error);
    if (isClosed || !(await isStillMine())) return busy;
    const isTooLate = closing.signal.aborted;
    if (suspension.isAnnounced() || isTooLate) {
      await withdraw();
      return isTooLate ? quitting : asleep;
    }
    const age = current.refreshTokenAge();
    const answer = await options.refresh({ ...tokens, refreshToken });
    if (isClosed) {
      if (answer.outcome === 'renewed') options.discard(answer.tokens);
      return null;
    }
    switch (answer.outcome) {
      case 'renewed':
        pause = null;
        isAmbiguous = false;
        unsaved = answer.tokens;
        options.onRefreshTokenAge(age, 'alive');
        return null;
      case 'rejected':
        if (isAmbiguous) return end('interrupted', answer.failure, age);
        end('rejected', answer.failure, age);
        options.onRefreshTokenAge(age, 'dead');
        return null;
      case 'appRefused':
        await withdraw();
        return end('appRefused', answer.failure);
      case 'offline': {
        // First, because the time to try again is meant from here on, whatever becomes of the clock.
        const trouble = postpone(answer.failure);
        await withdraw();
        return trouble;
      }
      case 'ambiguous':
        isAmbiguous = true;
        return postpone(answer.failure);
    }
  }

  /** An earlier use of the same token whose answer was lost stays written down. */
  async function withdraw(): Promise<void> {
    if (!isAmbiguous) await store.withdraw();
  }

  /** Saves and then publishes what was received; returns what prevented it. */
  async function commit(): Promise<Trouble | null> {
    if (unsaved === null || isClosed) return null;
    const saved = await saveRepeatedly(unsaved);
    if (isClosed) return null;
    if (!saved.ok) return stored(saved.error);
    const isRotated = unsaved.refreshToken !== current.tokens.refreshToken;
    current = publish(unsaved, true);
    unsaved = null;
    // The server gave no new one, so this one has not been used up.
    if (!isRotated) await store.withdraw();
    letGo.resolve();
    letGo = Promise.withResolvers();
    return null;
  }

  async function saveRepeatedly(tokens: Tokens): Promise<Result<null>> {
    let saved = await store.save(tokens);
    for (const ms of savePauses) {
      if (saved.ok || isClosed) break;
      await clock.sleep(ms);
      if (!isClosed) saved = await store.save(tokens);
    }
    return saved;
  }

  function notHeld(cause: Failure): Trouble {
    return cause.code === 'storageFailed' ? stored(cause) : { renewal: 'offline', failure: cause };
  }

  function stored(cause: Failure): Trouble {
    const isLocked = cause.code === 'storageLocked';
    return { renewal: isLocked ? 'storageLocked' : 'storageFailed', failure: cause };
  }

  function postpone(cause: Failure): Trouble {
    const asked = cause.retryAt === undefined ? 0 : cause.retryAt - clock.now();
    // The clock may have been set back since the answer came.
    const wait = Math.min(asked, longestPause);
    pause = wait > 0 ? { failure: cause, left: startLifespan(wait, clock) } : null;
    return { renewal: 'offline', failure: cause };
  }

  function end(
    reason: NeedsSignInReason,
    cause: Failure = { code: 'needsSignIn' },
    age: number | null = null,
  ): null {
    ended = { reason, failure: cause };
    options.onEnded(reason, age);
    return null;
  }

  /** Takes unfinished business up by itself: a save that failed, an answer that was lost. */
  async function takeUpLater(): Promise<void> {
    if (isTakingUp) return;
    isTakingUp = true;
    const isUnfinished = (): boolean =>
      !isClosed && ended === null && (isAmbiguous || unsaved !== null);
    for (let round = 0; isUnfinished(); round += 1) {
      const wait = pauseBefore(round, laterPauses);
      if (await sleep(Math.max(wait, pause?.left() ?? 0))) break;
      if (isUnfinished()) await fly(() => !current.isGood() || isAmbiguous);
    }
    isTakingUp = false;
  }

  /** @returns whether the broker was closed, or is to finish. */
  function sleep(ms: number): Promise<boolean> {
    return isInterrupted(clock, ms, closing.signal);
  }

  if (isAmbiguous) void fly(() => isAmbiguous);

  return {
    async accessToken(rejected) {
      if (isClosed) return failure({ code: 'needsSignIn' });
      if (ended !== null) return failure(ended.failure);
      if (rejected === current.tokens.accessToken) current.reject();
      if (current.isGood()) return success(current.tokens.accessToken);
      const result = await fly(() => !current.isGood());
      // A flight that began before the 401 may have found the rejected token good.
      return result.ok && result.value === rejected ? fly(() => !current.isGood()) : result;
    },
    heldAccessToken() {
      const isHeld = !isClosed && ended === null && unsaved === null && current.isGood();
      return isHeld ? current.tokens.accessToken : null;
    },
    async keepAlive() {
      if (isClosed) return failure({ code: 'needsSignIn' });
      if (ended !== null) return failure(ended.failure);
      const { tokens } = current;
      return fly(
        () => !current.isGood() || (tokens.refreshToken !== null && current.tokens === tokens),
      );
    },
    async tryAgain() {
      if (isClosed) return failure({ code: 'needsSignIn' });
      await running;
      if (isClosed) return failure({ code: 'needsSignIn' });
      // What the server has refused is not sent again.
      if (ended !== null && ended.reason !== 'appRefused') return failure(ended.failure);
      ended = null;
      pause = null;
      const { tokens } = current;
      const wasInTrouble = renewal !== 'well' && tokens.refreshToken !== null;
      return fly(
        () => !current.isGood() || isAmbiguous || (wasInTrouble && current.tokens === tokens),
      );
    },
    refreshToken() {
      const { tokens } = current;
      return tokens.refreshToken === null ? null : { age: current.refreshTokenAge(), tokens };
    },
    endsIn: () => (current.tokens.refreshToken === null ? current.left() : null),
    suspend: () => suspension.suspend(),
    resume: () => suspension.resume(),
    close() {
      isClosed = true;
      closing.abort();
      letGo.resolve();
      return (unsaved ?? current.tokens).refreshToken;
    },
    async finish() {
      closing.abort();
      await running;
      await commit();
      letGo.resolve();
      await holding;
    },
  };
}

const busy: Trouble = { renewal: 'offline', failure: { code: 'busyElsewhere' } };
const asleep: Trouble = { renewal: 'offline', failure: { code: 'offline' } };
const quitting: Trouble = { renewal: 'offline', failure: { code: 'cancelled' } };
