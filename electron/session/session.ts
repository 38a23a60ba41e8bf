import type { SafeStorage } from 'safe-storage-wrapper';
import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type {
  Account,
  NeedsSignInReason,
  SessionState,
  SignInArguments,
  SignInStorage,
  User,
} from '../contract/session.ts';
import type { Disk } from '../disk/atomic-file.ts';
import { type ActiveSession, activateSession, discard } from './active-session.ts';
import type { Clock } from './clock.ts';
import type { Fetch } from './identity-fetch.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import type { KeptSession, KnownAccount } from './kept-session.ts';
import {
  chooseStorage,
  keepSession,
  newSession,
  type Registration,
  type SignInPurpose,
} from './new-session.ts';
import type { PageLanguage } from './result-page.ts';
import { type SignedIn, signInTimeLimit, signInWithBrowser } from './sign-in.ts';
import { signOutRemotely } from './sign-out.ts';
import { waitUntilUnlocked } from './unlocking.ts';
import { createVault, type VaultOpening } from './vault.ts';

/** What a session needs of the world. */
export interface SessionOptions {
  /** The app's data folder. */
  readonly folder: string;
  readonly disk: Disk;
  readonly storage: SafeStorage;
  /** Electron's `session.fetch`, for the system's proxy and certificates. */
  readonly fetch: Fetch;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Asks the instance who the holder of a token is. */
  readonly identify: (accessToken: string, instance: Instance) => Promise<Result<User>>;
  /** The language of the pages that the browser shows at the end. */
  readonly language: () => PageLanguage;
  readonly clock: Clock;
}

/** Who is signed in. One account at a time; nothing here throws. */
export interface Session {
  /**
   * Takes up the session that was kept, without any request. Resolves when the state is known, with a keyring that is
   * locked too; then the session goes on trying.
   */
  start(): Promise<void>;
  state(): SessionState;
  /** Calls `listener` with every new state until the returned function is called. */
  onChange(listener: (state: SessionState) => void): () => void;
  /**
   * Signs in with the browser; a sign-in that is under way is cancelled. When it fails, everything is as before.
   * Failures: those of {@link signInWithBrowser}, and `storageFailed` when the session could not be kept.
   */
  signIn(
    choices: Pick<SignInArguments, 'staySignedIn' | 'anotherUser'>,
    instance: Instance,
    registration: Registration,
  ): Promise<Result<SessionState>>;
  /** Opens the sign-in page once more. `badRequest` when no sign-in waits for the browser, `browserNotOpened`. */
  openSignInPageAgain(): Promise<Result<null>>;
  /** Resolves when no sign-in is under way. */
  cancelSignIn(): Promise<void>;
  /**
   * Removes the session from this computer, then ends it at the identity site as far as that can be reached.
   * `storageFailed` when a file could not be removed; the app is signed out all the same.
   */
  signOut(): Promise<Result<null>>;
  /** As {@link TokenBroker.accessToken}; `needsSignIn` without a session, `storageLocked` while unlocking. */
  accessToken(rejected?: string): Promise<Result<string>>;
  /** The account that is signed in, unlocking or has to sign in again; null when there is none. */
  account(): Omit<Account, 'storage'> | null;
  /** The instance of {@link account}. */
  instance(): Instance | null;
  /** Says whether the instance could be reached. */
  reportConnection(isOnline: boolean): void;
  /** For quitting: ends what waits, and resolves when no refresh and no write is under way. */
  close(): Promise<void>;
}

type SigningIn = Extract<SessionState, { status: 'signingIn' }>;
type Resting = Exclude<SessionState, SigningIn>;

interface Attempt {
  readonly cancel: AbortController;
  state: SigningIn;
  authorizeUrl: string | null;
  /** Resolves when the attempt has ended and freed its port. */
  readonly done: Promise<unknown>;
}

/** Creates the session of the app; {@link Session.start} brings it to life. */
export function createSession(options: SessionOptions): Session {
  const { clock, fetch, openBrowser } = options;
  const vault = createVault(options);
  const listeners = new Set<(state: SessionState) => void>();
  let resting: Resting = { status: 'signedOut' };
  let known: KnownAccount | null = null;
  let active: ActiveSession | null = null;
  let attempt: Attempt | null = null;
  let isOnline = true;
  /** Ends the wait for the keyring: another sign-in took its place, or nobody wants it any more. */
  const unlocking = new AbortController();
  /** Ends the wait for the browser to come back from signing out, which holds a port. */
  let farewell = new AbortController();

  const state = (): SessionState => attempt?.state ?? resting;

  function changed(): void {
    for (const listener of listeners) listener(state());
  }

  function rest(next: Resting): void {
    resting = next;
    changed();
  }

  function activate(kept: KeptSession, storage: SignInStorage): void {
    known = kept.account;
    const account = { ...publicAccount(kept.account), storage };
    const activated = activateSession(kept, storage, {
      ...{ fetch, clock, vault },
      onEnded(reason) {
        if (active === activated) needSignIn(kept.account, reason);
      },
    });
    active = activated;
    resting = { status: isOnline ? 'signedIn' : 'signedInOffline', account };
  }

  function needSignIn(account: KnownAccount, reason: NeedsSignInReason): void {
    known = account;
    rest({ status: 'needsSignIn', account: publicAccount(account), reason });
  }

  function take(account: KnownAccount, opening: Exclude<VaultOpening, { status: 'locked' }>): void {
    if (opening.status === 'undecryptable') {
      needSignIn(account, 'undecryptable');
    } else {
      activate(opening.session, { kind: 'system' });
      changed();
    }
  }

  async function unlock(account: KnownAccount): Promise<void> {
    const { signal } = unlocking;
    rest({ status: 'unlocking', account: publicAccount(account) });
    const opening = await vault.open(account.key);
    if (signal.aborted) return;
    if (opening.status !== 'locked') return take(account, opening);
    void waitUntilUnlocked(vault, account.key, clock, signal).then((later) => {
      if (later !== null && !signal.aborted) take(account, later);
    });
  }

  /** Callers loop over this by themselves: between its end and the next step nobody else may begin an attempt. */
  function end({ cancel, done }: Attempt): Promise<unknown> {
    cancel.abort();
    return done;
  }

  async function cancelSignIn(): Promise<void> {
    while (attempt !== null) await end(attempt);
  }

  /** Puts a new sign-in in the place of what there was; everything stays as it is when that fails. */
  async function finish(
    signedIn: SignedIn,
    purpose: SignInPurpose,
    provider: IdentityProvider,
    signal: AbortSignal,
  ): Promise<Result<null>> {
    const kept = await newSession(signedIn, purpose, options);
    const storage = await chooseStorage(kept, purpose, vault);
    const replaced = active;
    replaced?.holdSaves(true);
    const outcome = signal.aborted
      ? failure({ code: 'cancelled' })
      : await keepSession(kept, storage, vault);
    if (!outcome.ok) {
      replaced?.holdSaves(false);
      void discard(provider, kept.tokens.refreshToken);
      return outcome;
    }
    unlocking.abort();
    isOnline = true;
    const earlier = known;
    const refreshToken = replaced?.broker.close() ?? null;
    activate(kept, storage);
    if (earlier === null || earlier.key === kept.account.key) return success(null);
    // Nobody could sign the earlier account out any more, and it must not come back at the next start.
    if (replaced !== null) void discard(replaced.provider, refreshToken);
    const isJudged = storage.kind === 'system' || storage.because !== 'noKeyring';
    if (isJudged) await vault.wipe(earlier.key);
    return success(null);
  }

  async function signIn(
    choices: Pick<SignInArguments, 'staySignedIn' | 'anotherUser'>,
    instance: Instance,
    registration: Registration,
  ): Promise<Result<SessionState>> {
    while (attempt !== null) await end(attempt);
    farewell.abort();
    const { host, database, version } = instance;
    const done = Promise.withResolvers<void>();
    const current: Attempt = {
      cancel: new AbortController(),
      state: {
        status: 'signingIn',
        instance: { host, database, version },
        step: 'openingBrowser',
        until: clock.now() + signInTimeLimit,
      },
      authorizeUrl: null,
      done: done.promise,
    };
    function step(next: SigningIn['step']): void {
      current.state = { ...current.state, step: next };
      changed();
    }
    attempt = current;
    changed();
    const { signal } = current.cancel;
    const { clientId, redirectPorts } = registration;
    const { issuer } = instance;
    const provider = createIdentityProvider({ issuer, clientId, clientSecret: null, fetch });
    const purpose = { instance, registration, staySignedIn: choices.staySignedIn };
    try {
      const result = await signInWithBrowser(
        {
          ...{ ...choices, provider, redirectPorts, clock, signal, openBrowser },
          ...{ loginHint: null, redirect: 'loopback' },
          schemeRedirects: { onRedirect: () => () => undefined },
          language: options.language(),
          onWaiting(authorizeUrl) {
            current.authorizeUrl = authorizeUrl;
            step('waitingForBrowser');
          },
          onFinishing() {
            current.authorizeUrl = null;
            step('finishing');
          },
        },
        (signedIn) => finish(signedIn, purpose, provider, signal),
      );
      return result.ok ? success(resting) : result;
    } finally {
      attempt = null;
      done.resolve();
      changed();
    }
  }

  async function signOut(): Promise<Result<null>> {
    while (attempt !== null) await end(attempt);
    unlocking.abort();
    farewell.abort();
    farewell = new AbortController();
    const { signal } = farewell;
    const [leaving, account] = [active, known];
    const refreshToken = leaving?.broker.close() ?? null;
    active = null;
    known = null;
    const wiped = account === null ? success(null) : await vault.wipe(account.key);
    rest({ status: 'signedOut' });
    if (leaving !== null) {
      const { provider, kept } = leaving;
      const { idToken, redirectPorts } = kept;
      await signOutRemotely({
        ...{ provider, refreshToken, idToken, redirectPorts, openBrowser, signal },
        language: options.language(),
      });
    }
    return wiped;
  }

  return {
    async start() {
      const current = await vault.current();
      if (current === null || unlocking.signal.aborted) return;
      known = current.account;
      if (current.ended !== null) needSignIn(current.account, current.ended);
      else await unlock(current.account);
    },
    state,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    signIn,
    async openSignInPageAgain() {
      if (!attempt?.authorizeUrl) return failure({ code: 'badRequest' });
      return openBrowser(attempt.authorizeUrl).then(
        () => success(null),
        () => failure({ code: 'browserNotOpened' }),
      );
    },
    cancelSignIn,
    signOut,
    async accessToken(rejected) {
      if (active !== null) return active.broker.accessToken(rejected);
      return failure({ code: resting.status === 'unlocking' ? 'storageLocked' : 'needsSignIn' });
    },
    account: () => (known === null ? null : publicAccount(known)),
    instance: () => known?.instance ?? null,
    reportConnection(online) {
      isOnline = online;
      if (resting.status !== 'signedIn' && resting.status !== 'signedInOffline') return;
      const status = online ? 'signedIn' : 'signedInOffline';
      if (resting.status !== status) rest({ ...resting, status });
    },
    async close() {
      unlocking.abort();
      farewell.abort();
      await cancelSignIn();
      await active?.broker.settled();
      await vault.settled();
    },
  };
}

function publicAccount({ key, instance, user }: KnownAccount): Omit<Account, 'storage'> {
  const { host, database, version } = instance;
  return { key, instance: { host, database, version }, user };
}
