import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { SafeStorage } from 'safe-storage-wrapper';
import type { Instance } from '../contract/instance.ts';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type {
  Account,
  AccountList,
  SessionState,
  SignInArguments,
  SignInStorage,
  User,
} from '../contract/session.ts';
import type { Disk } from '../disk/atomic-file.ts';
import type { Lock } from '../disk/lock.ts';
import { listAccounts, publicAccount } from './account-list.ts';
import { createAccountProvider } from './account-provider.ts';
import { type AccountSession, createAccountSession, type Leaving } from './account-session.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { Clock } from './clock.ts';
import { createFarewells, type Farewell } from './farewells.ts';
import type { Fetch } from './identity-fetch.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { AccountFile, KeptSession } from './kept-session.ts';
import { chooseStorage, newSession, type Registration, type SignInPurpose } from './new-session.ts';
import { unknownLife } from './refresh-life.ts';
import { createRemoteSignOut } from './remote-sign-out.ts';
import type { SchemeRedirects } from './scheme-redirect.ts';
import { type SignedIn, signInWithBrowser } from './sign-in.ts';
import { createSignInAttempts } from './sign-in-attempt.ts';
import { createVault, lockName } from './vault.ts';

/** What a session needs of the world. */
export interface SessionOptions {
  /** The app's data folder. */
  readonly folder: string;
  readonly disk: Disk;
  readonly storage: SafeStorage;
  readonly secrets: ClientSecrets;
  /** A lock between processes, by the path of its file. */
  readonly lock: (path: string) => Lock;
  /** Electron's `session.fetch`, for the system's proxy and certificates. */
  readonly fetch: Fetch;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Redirects to the app's own scheme. */
  readonly schemeRedirects: SchemeRedirects;
  /** Asks the instance who the holder of a token is. */
  readonly identify: (accessToken: string, instance: Instance) => Promise<Result<User>>;
  /** Asks a host by auto-discovery which instance it is. */
  readonly findInstance: (host: string) => Promise<Result<Instance>>;
  /** The language of the pages that the browser shows at the end. */
  readonly language: () => Language;
  readonly clock: Clock;
  /** That many unguessable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** The key of an account's local copy. */
export interface DatabaseKey {
  /** 32 random bytes. */
  readonly bytes: Uint8Array;
  /** The key is there again after a restart; one that is not belongs to a sign-in that isn't kept. */
  readonly isKept: boolean;
}

/** Who is signed in: the accounts of this computer, and which of them is in force. Nothing here throws. */
export interface Session {
  /**
   * Takes up the sign-ins that were kept, without any request. Resolves when the state of the account in force is known,
   * with a keyring that is locked too; then the session goes on trying.
   */
  start(): Promise<void>;
  state(): SessionState;
  /** Calls `listener` with every new state until the returned function is called. */
  onChange(listener: (state: SessionState) => void): () => void;
  accounts(): AccountList;
  /** Calls `listener` with every new list until the returned function is called. */
  onAccountsChange(listener: (list: AccountList) => void): () => void;
  /**
   * Signs in with the browser; a sign-in that is under way is cancelled. When it fails, everything is as before.
   * Failures: those of {@link signInWithBrowser}, `storageLocked` while the app's secret can't be read, and
   * `storageFailed` when the session could not be kept.
   */
  signIn(
    choices: Pick<SignInArguments, 'staySignedIn' | 'anotherUser' | 'accountKey'>,
    instance: Instance,
    registration: Registration,
  ): Promise<Result<SessionState>>;
  /** Opens the sign-in page once more. `badRequest` when no sign-in waits for the browser, `browserNotOpened`. */
  openSignInPageAgain(): Promise<Result<null>>;
  /** Resolves when no sign-in is under way. */
  cancelSignIn(): Promise<void>;
  /**
   * Removes the account in force from this computer, then ends its session at the identity site. What can't be reached
   * now is finished later. `storageFailed` when a file could not be removed; the app is signed out all the same.
   */
  signOut(): Promise<Result<null>>;
  /** Ends in the browser what {@link signOut} could not; see {@link Farewells.finish}. */
  finishSignOut(id: string): Promise<Result<null>>;
  /** Forgets what {@link signOut} could not finish. */
  dismissSignOut(id: string): Promise<Result<null>>;
  /** Puts another account of this computer in force. `badRequest` when there is none with this key. */
  switchAccount(key: string): Promise<Result<SessionState>>;
  /** Tries at once what is tried again by itself later: a renewal, a save, the keyring, a refused app. */
  tryAgain(): Promise<Result<SessionState>>;
  /**
   * As {@link TokenBroker.accessToken}; `needsSignIn` without an account.
   *
   * @param key of the account; the one in force when it is left out. Who asks for an account's data names it, so that a
   *   token never goes to the instance of another account that was put in force meanwhile.
   */
  accessToken(rejected?: string, key?: string): Promise<Result<string>>;
  /** The access token of the account in force if it is good for now; null when it would have to be renewed first. */
  heldAccessToken(): string | null;
  /**
   * What the local copy of an account is encrypted with; the same until it signs out.
   * Failures: `needsSignIn` without such an account, `storageLocked` while the keyring is, and `storageFailed` when what is
   * kept can't be opened any more.
   * @param key of the account; the one in force when it is left out
   */
  databaseKey(key?: string): Promise<Result<DatabaseKey>>;
  /** The account that is signed in, unlocking or has to sign in again; null when there is none. */
  account(): Omit<Account, 'storage'> | null;
  /** The instance of {@link account}. */
  instance(): Instance | null;
  /** The sign-in of {@link account}, be it good or ended, is kept between starts. */
  isKept(): boolean;
  /** Says whether the instance could be reached. */
  reportConnection(isOnline: boolean): void;
  /** The computer goes to sleep: nothing that would lose an answer starts from here on. */
  suspend(): void;
  /** The computer is awake again. */
  resume(): void;
  /** For quitting: ends what waits, and resolves when no refresh and no write is under way. */
  close(): Promise<void>;
}

/** Creates the session of the app; {@link Session.start} brings it to life. */
export function createSession(options: SessionOptions): Session {
  const { clock, fetch, openBrowser, secrets, random } = options;
  const vault = createVault(options);
  const remoteSignOut = createRemoteSignOut(options);
  const farewells = createFarewells({ ...options, sayings: remoteSignOut, onChange: listChanged });
  const attempts = createSignInAttempts({ clock, openBrowser, onChange: changed });
  const listeners = new Set<(state: SessionState) => void>();
  const listListeners = new Set<(list: AccountList) => void>();
  const accounts = new Map<string, AccountSession>();
  /** Keys of local copies that live as long as the app. */
  const keysInMemory = new Map<string, Uint8Array>();
  let current: AccountSession | null = null;
  let isOnline = true;
  let isClosing = false;
  let isAsleep = false;
  /** The state that everybody knows. */
  let told: SessionState = { status: 'signedOut' };

  function state(): SessionState {
    const signingIn = attempts.state();
    if (signingIn !== null) return signingIn;
    if (current === null) return { status: 'signedOut' };
    const account = publicAccount(current.account());
    const own = current.state();
    if (own.status !== 'signedIn') return { ...own, account };
    const { storage, renewal, endsAt } = own;
    const status = isOnline ? 'signedIn' : 'signedInOffline';
    return { status, account: { ...account, storage }, renewal, endsAt };
  }

  function list(): AccountList {
    return {
      accounts: listAccounts(accounts.values(), current),
      unfinishedSignOuts: farewells.list(),
    };
  }

  function changed(): void {
    const now = state();
    if (isDeepStrictEqual(now, told)) return;
    told = now;
    for (const listener of listeners) listener(now);
  }

  function listChanged(): void {
    for (const listener of listListeners) listener(list());
  }

  function addAccount(file: AccountFile): AccountSession {
    const { key } = file.account;
    const { findInstance } = options;
    const lockOf = (of: string): Lock =>
      options.lock(join(options.folder, 'accounts', of, lockName));
    const parts = { vault, secrets, fetch, clock, random, lockOf, findInstance, discard };
    const added = createAccountSession(file, parts, () => {
      if (accounts.get(key) !== added) return;
      if (added === current) changed();
      listChanged();
    });
    accounts.set(key, added);
    if (isAsleep) added.suspend();
    return added;
  }

  function putInForce(next: AccountSession | null): void {
    current = next;
    isOnline = true;
    changed();
    listChanged();
  }

  /** Puts a new sign-in in force; everything stays as it is when that fails. */
  async function finish(
    signedIn: SignedIn,
    purpose: SignInPurpose,
    provider: IdentityProvider,
    signal: AbortSignal,
  ): Promise<Result<null>> {
    const kept = await newSession(signedIn, purpose, provider.hasSecret, options);
    const { account } = kept;
    const storage = await chooseStorage(purpose, vault);
    const replaced = accounts.get(account.key);
    replaced?.holdSaves(true);
    const outcome = signal.aborted ? failure({ code: 'cancelled' }) : await keep(kept, storage);
    if (!outcome.ok) {
      replaced?.holdSaves(false);
      discard(kept, kept.tokens.refreshToken);
      return outcome;
    }
    const file = { version: 1, account, ended: null, refreshLife: unknownLife } as const;
    const taking = replaced ?? addAccount(file);
    taking.take(kept, outcome.value);
    putInForce(taking);
    // Nothing of an earlier one may come back at the next start. Without a keyring what it sealed earlier can't be
    // judged, and so is left alone.
    const isUnwanted = outcome.value.kind === 'memory' && outcome.value.because === 'notAsked';
    return isUnwanted ? vault.wipe(account.key) : success(null);
  }

  async function keep(
    kept: KeptSession,
    storage: Result<SignInStorage>,
  ): Promise<Result<SignInStorage>> {
    if (!storage.ok || storage.value.kind === 'memory') return storage;
    const adopted = await vault.adopt(kept);
    return adopted.ok ? storage : adopted;
  }

  function farewellOf({ kept, refreshToken }: Leaving): Farewell {
    const { account, clientId, redirectPorts, idToken } = kept;
    const id = Buffer.from(random(16)).toString('hex');
    return { version: 1, id, account, clientId, redirectPorts, refreshToken, idToken };
  }

  function discard(kept: KeptSession, refreshToken: string | null): void {
    if (refreshToken === null) return;
    void farewells.say({ ...farewellOf({ kept, refreshToken }), idToken: null }, true);
  }

  async function signIn(
    choices: Pick<SignInArguments, 'staySignedIn' | 'anotherUser' | 'accountKey'>,
    instance: Instance,
    registration: Registration,
  ): Promise<Result<SessionState>> {
    const attempt = await attempts.begin(instance);
    remoteSignOut.stopWaiting();
    const { clientId, redirect, redirectPorts } = registration;
    const { issuer } = instance;
    const { signal } = attempt;
    const again = accounts.get(choices.accountKey ?? '')?.account() ?? null;
    const purpose = { instance, registration, staySignedIn: choices.staySignedIn, again };
    try {
      const found = await createAccountProvider({ issuer, clientId, secrets, fetch })();
      if (!found.ok) return found;
      const provider = found.value;
      // Nobody should go through the browser for a sign-in that can't be kept at the moment.
      const storage = await chooseStorage(purpose, vault);
      if (!storage.ok) return storage;
      const result = await signInWithBrowser(
        {
          ...{ ...choices, provider, redirect, redirectPorts, clock, signal, openBrowser },
          loginHint: again?.user.login ?? null,
          schemeRedirects: options.schemeRedirects,
          language: options.language(),
          onWaiting: (authorizeUrl) => attempt.waiting(authorizeUrl),
          onFinishing: () => attempt.finishing(),
        },
        (signedIn) => finish(signedIn, purpose, provider, signal),
      );
      attempt.end();
      return result.ok ? success(state()) : result;
    } finally {
      attempt.end();
    }
  }

  async function signOut(): Promise<Result<null>> {
    const leaving = current;
    await attempts.cancel();
    remoteSignOut.stopWaiting();
    if (leaving === null || accounts.get(leaving.key) !== leaving) return success(null);
    const isKept = leaving.isKept();
    const rest = leaving.leave();
    accounts.delete(leaving.key);
    keysInMemory.delete(leaving.key);
    if (current === leaving) putInForce(null);
    const wiped = await vault.wipe(leaving.key);
    if (rest !== null) await farewells.say(farewellOf(rest), isKept);
    return wiped;
  }

  async function start(): Promise<void> {
    const [files, key] = [await vault.accounts(), await vault.current()];
    for (const file of files) if (!accounts.has(file.account.key)) addAccount(file);
    const [any = null] = accounts.values();
    // A file that names nobody is damaged, and no reason to sign in.
    const first = key === null ? null : (accounts.get(key) ?? any);
    if (current === null && first !== null) putInForce(first);
    if (first?.state().status === 'unlocking') await first.open();
    void openOthers(first);
    void farewells.start();
  }

  /** One after another, behind the account that the person waits for. */
  async function openOthers(first: AccountSession | null): Promise<void> {
    for (const other of [...accounts.values()]) {
      const isNeeded = other !== first && other.state().status === 'unlocking';
      if (isNeeded && !isClosing && accounts.get(other.key) === other) await other.open();
    }
  }

  return {
    start,
    state,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    accounts: list,
    onAccountsChange(listener) {
      listListeners.add(listener);
      return () => void listListeners.delete(listener);
    },
    signIn,
    openSignInPageAgain: () => attempts.openPageAgain(),
    cancelSignIn: () => attempts.cancel(),
    signOut,
    finishSignOut: (id) => farewells.finish(id),
    dismissSignOut: (id) => farewells.dismiss(id),
    async switchAccount(key) {
      const next = accounts.get(key);
      if (next === undefined) return failure({ code: 'badRequest' });
      await attempts.cancel();
      if (accounts.get(key) !== next) return failure({ code: 'badRequest' });
      if (next !== current) putInForce(next);
      // If this isn't written, the next start begins with the account of before.
      if (next.isKept()) void vault.makeCurrent(key);
      return success(state());
    },
    async tryAgain() {
      await current?.tryAgain();
      return success(state());
    },
    async accessToken(rejected, key = current?.key) {
      const account = accounts.get(key ?? '');
      return account?.accessToken(rejected) ?? failure({ code: 'needsSignIn' });
    },
    heldAccessToken: () => current?.heldAccessToken() ?? null,
    databaseKey: (key) => databaseKey(key === undefined ? current : (accounts.get(key) ?? null)),
    account: () => (current === null ? null : publicAccount(current.account())),
    instance: () => current?.account().instance ?? null,
    isKept: () => current?.isKept() ?? true,
    reportConnection(online) {
      if (online === isOnline) return;
      isOnline = online;
      if (current?.state().status === 'signedIn') changed();
    },
    suspend() {
      isAsleep = true;
      for (const one of accounts.values()) one.suspend();
    },
    resume() {
      isAsleep = false;
      for (const one of accounts.values()) one.resume();
    },
    async close() {
      isClosing = true;
      remoteSignOut.stopWaiting();
      farewells.close();
      await attempts.cancel();
      await Promise.all([...accounts.values()].map((one) => one.finish()));
      await vault.settled();
    },
  };

  async function databaseKey(of: AccountSession | null): Promise<Result<DatabaseKey>> {
    if (of === null) return failure({ code: 'needsSignIn' });
    if (!of.isKept()) {
      const bytes = keysInMemory.get(of.key) ?? random(32);
      keysInMemory.set(of.key, bytes);
      return success({ bytes, isKept: false });
    }
    const opening = await vault.databaseKey(of.key);
    if (opening.status === 'opened') return success({ bytes: opening.key, isKept: true });
    return failure({ code: opening.status === 'locked' ? 'storageLocked' : 'storageFailed' });
  }
}
