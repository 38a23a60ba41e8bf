import type { Failure } from '../contract/failure.ts';
import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type {
  KeyringChange,
  NeedsSignInReason,
  Renewal,
  SignInStorage,
} from '../contract/session.ts';
import type { Lock } from '../disk/lock.ts';
import { type AccountProvider, createAccountProvider } from './account-provider.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { Clock } from './clock.ts';
import type { Fetch } from './identity-fetch.ts';
import { type KeepAlive, startKeepAlive } from './keep-alive.ts';
import {
  type AccountFile,
  type Ended,
  endedSchema,
  type KeptSession,
  type KnownAccount,
} from './kept-session.ts';
import { followRefreshLife } from './learned-life.ts';
import { expectedLife, keepAliveAge } from './refresh-life.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { createTokenBroker, type TokenBroker } from './token-broker.ts';
import { type RefreshAnswer, requestRefresh } from './token-request.ts';
import { storeInMemory, storeInVault, type TokenStore } from './token-store.ts';
import { waitUntilUnlocked } from './unlocking.ts';
import type { Vault, VaultOpening } from './vault.ts';

/** How one account of this computer fares. */
export type AccountState =
  | {
      readonly status: 'signedIn';
      readonly storage: SignInStorage;
      readonly renewal: Renewal;
      /** When an access that can't be renewed ends, in milliseconds since 1970. */
      readonly endsAt: number | null;
    }
  | { readonly status: 'unlocking' }
  | {
      readonly status: 'needsSignIn';
      readonly reason: NeedsSignInReason;
      readonly keyringChange: KeyringChange | null;
    };

/** What is left of an account that signs out, for the identity site. */
export interface Leaving {
  readonly kept: KeptSession;
  readonly refreshToken: string | null;
}

/** One account of this computer, whether it is the one in the window or not. Nothing here throws. */
export interface AccountSession {
  readonly key: string;
  account(): KnownAccount;
  state(): AccountState;
  /** Whether it is kept in the vault, and not only in memory. */
  isKept(): boolean;
  /** Takes up what the vault keeps, without a request. Resolves when the state is known; a locked keyring is a state. */
  open(): Promise<void>;
  /** Puts a new sign-in in force. What an earlier one still receives is revoked and dropped. */
  take(kept: KeptSession, storage: SignInStorage): void;
  /**
   * Holds back what this account writes while another sign-in is put in its place, so that the answer to a late
   * refresh, be it new tokens or the end, can't undo the new one.
   */
  holdSaves(isHeld: boolean): void;
  /** As {@link TokenBroker.accessToken}; `needsSignIn` without a session, `storageLocked` while unlocking. */
  accessToken(rejected?: string): Promise<Result<string>>;
  /** As {@link TokenBroker.heldAccessToken}; null without a session, too. */
  heldAccessToken(): string | null;
  /** Tries at once what is tried again by itself later, or what may have changed outside of the app. */
  tryAgain(): Promise<void>;
  suspend(): void;
  resume(): void;
  /** Ends it without a word to anybody; returns what is to be said to the identity site, null for nothing. */
  leave(): Leaving | null;
  /** For quitting: starts nothing any more, and resolves when no refresh and no save is under way. */
  finish(): Promise<void>;
}

/** What the sessions of all accounts share. */
export interface AccountParts {
  readonly vault: Vault;
  readonly secrets: ClientSecrets;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** That many unguessable bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** The lock of an account, to be held across read, refresh and save. */
  readonly lockOf: (key: string) => Lock;
  /** Asks a host by auto-discovery which instance it is. */
  readonly findInstance: (host: string) => Promise<Result<Instance>>;
  /** Has a refresh token revoked that nobody will use, now or later. */
  readonly discard: (kept: KeptSession, refreshToken: string | null) => void;
}

interface Life {
  readonly kept: KeptSession;
  readonly storage: SignInStorage;
  readonly broker: TokenBroker;
  readonly keepAlive: KeepAlive;
}

/** @param onChange called after every change of the state. */
export function createAccountSession(
  file: AccountFile,
  parts: AccountParts,
  onChange: () => void,
): AccountSession {
  const { vault, clock } = parts;
  let { account } = file;
  let life: Life | null = null;
  let state: AccountState = file.ended === null ? { status: 'unlocking' } : needsSignIn(file.ended);
  let isHeld = false;
  let isAsleep = false;
  const refreshLife = followRefreshLife(file.refreshLife, (learned) => {
    if (life?.storage.kind === 'system' && !isHeld) void vault.learn(account, learned);
  });
  /** Ends the wait for the keyring. */
  let unlocking = new AbortController();
  /** Ends what is repeated for a session: another one takes its place, or it leaves. */
  let lifeEnds = new AbortController();

  function become(next: AccountState): void {
    state = next;
    onChange();
  }

  function signedIn(broker: TokenBroker, storage: SignInStorage, renewal: Renewal): AccountState {
    const endsIn = broker.endsIn();
    const isKnown = endsIn !== null && Number.isFinite(endsIn);
    const endsAt = isKnown ? clock.now() + Math.max(endsIn, 0) : null;
    return { status: 'signedIn', storage, renewal, endsAt };
  }

  function bringToLife(
    kept: KeptSession,
    storage: SignInStorage,
    found: { readonly wereJustReceived: boolean; readonly wasIntended: boolean },
  ): Life {
    const server = createServerClock(clock);
    const { issuer } = kept.account.instance;
    const { secrets, fetch } = parts;
    const provider = createAccountProvider({ issuer, clientId: kept.clientId, secrets, fetch });
    const isCurrent = (): boolean => life?.broker === broker;
    const isKept = storage.kind === 'system';
    const broker: TokenBroker = createTokenBroker({
      ...{ tokens: kept.tokens, ...found, clock, server },
      lock: isKept ? parts.lockOf(account.key) : noLock,
      store: isKept ? whileNotHeld(storeInVault(kept, vault, clock)) : storeInMemory,
      refresh: (tokens) => refresh(provider, tokens, server),
      prove: () => prove(provider, server),
      discard: ({ refreshToken }) => parts.discard(kept, refreshToken),
      onRenewal(renewal) {
        if (isCurrent() && state.status === 'signedIn') {
          become(signedIn(broker, storage, renewal));
        }
      },
      onRefreshTokenAge: (age, outcome) => refreshLife.learn(age, outcome),
      onEnded(cause, age) {
        const reason = age !== null && age >= expectedAge(kept, broker) ? 'expired' : cause;
        if (isKept) void markEnded(reason);
        if (isCurrent()) become(needsSignIn(reason));
      },
    });
    const keepAlive = startKeepAlive({
      clock,
      dueIn: () => dueIn(broker, kept),
      renew: () => broker.keepAlive(),
      random() {
        const [byte = 0] = parts.random(1);
        return byte / 256;
      },
    });
    return { kept, storage, broker, keepAlive };
  }

  function dueIn(broker: TokenBroker, kept: KeptSession): number | null {
    if (state.status !== 'signedIn') return null;
    const held = broker.refreshToken();
    if (held === null) return broker.endsIn();
    return keepAliveAge(expectedAge(kept, broker)) - held.age;
  }

  async function refresh(
    find: AccountProvider,
    tokens: Parameters<typeof requestRefresh>[1],
    server: ServerClock,
  ): Promise<RefreshAnswer> {
    const provider = await find();
    if (!provider.ok) return { outcome: 'offline', failure: provider.error };
    const answer = await requestRefresh(provider.value, tokens, () => clock.now());
    if (answer.outcome !== 'renewed') return { ...answer, failure: await explain(answer.failure) };
    server.learn(answer.tokens.serverTime);
    return answer;
  }

  async function prove(find: AccountProvider, server: ServerClock): Promise<Result<null>> {
    const provider = await find();
    if (!provider.ok) return provider;
    const proven = await provider.value.discoverAnew();
    if (!proven.ok) return failure(await explain(proven.error));
    server.learn(proven.value.serverTime);
    return success(null);
  }

  /**
   * Something else stands where identity was when the user signed in. Its host may say that the instance has another
   * address now; if not, it is unavailable for the time being.
   */
  async function explain(cause: Failure): Promise<Failure> {
    if (cause.code !== 'notErpNet') return cause;
    const found = await parts.findInstance(account.instance.host);
    const hasMoved = found.ok && found.value.issuer !== account.instance.issuer;
    if (hasMoved && state.status === 'signedIn') become(needsSignIn('moved'));
    return { code: hasMoved ? 'needsSignIn' : 'serverUnavailable' };
  }

  /** The age that a refresh token of these can be expected to reach, in milliseconds. */
  function expectedAge(kept: KeptSession, broker: TokenBroker): number {
    const tokens = broker.refreshToken()?.tokens ?? untold;
    const client = kept.isConfidential ? 'confidential' : 'public';
    return expectedLife(tokens, refreshLife.current(), client);
  }

  /** Until it is written, the next start would send a refresh token that was refused. */
  async function markEnded(reason: NeedsSignInReason): Promise<void> {
    const ended = endedSchema.safeParse(reason).data;
    const { signal } = lifeEnds;
    while (ended !== undefined && !signal.aborted) {
      const file = { version: 1, account, ended, refreshLife: refreshLife.current() } as const;
      // While another sign-in is put in its place, its files are not this one's any more.
      if (!isHeld && (await vault.markEnded(file)).ok) return;
      await clock.sleep(markPause, signal).catch(() => undefined);
    }
  }

  function whileNotHeld(store: TokenStore): TokenStore {
    return {
      load: () => store.load(),
      intend: (refreshToken) => (isHeld ? refused() : store.intend(refreshToken)),
      withdraw: () => (isHeld ? refused() : store.withdraw()),
      save: (tokens) => (isHeld ? refused() : store.save(tokens)),
    };
  }

  function endLife(): string | null {
    lifeEnds.abort();
    lifeEnds = new AbortController();
    life?.keepAlive.stop();
    return life?.broker.close() ?? null;
  }

  function replaceLife(next: Life | null): void {
    endLife();
    life = next;
    if (isAsleep) suspend();
  }

  function suspend(): void {
    isAsleep = true;
    life?.keepAlive.suspend();
    life?.broker.suspend();
  }

  function takeOpening(opening: Exclude<VaultOpening, { status: 'locked' }>): void {
    if (opening.status !== 'opened') {
      const keyringChange = opening.status === 'undecryptable' ? opening.keyringChange : null;
      become({ status: 'needsSignIn', reason: 'undecryptable', keyringChange });
      return;
    }
    const { session, wasIntended } = opening;
    const storage = { kind: 'system' } as const;
    account = session.account;
    replaceLife(bringToLife(session, storage, { wereJustReceived: false, wasIntended }));
    if (life === null) return;
    become(signedIn(life.broker, storage, wasIntended ? 'ambiguous' : 'well'));
    // The app was not there to look; what is due follows after a random while, as after a sleep.
    if (!isAsleep) life.keepAlive.resume();
  }

  async function open(): Promise<void> {
    unlocking.abort();
    unlocking = new AbortController();
    const { signal } = unlocking;
    const opening = await vault.open(account.key);
    if (signal.aborted) return;
    if (opening.status !== 'locked') return takeOpening(opening);
    become({ status: 'unlocking' });
    void waitUntilUnlocked(vault, account.key, clock, signal).then((later) => {
      if (later !== null && !signal.aborted) takeOpening(later);
    });
  }

  return {
    key: account.key,
    account: () => account,
    state: () => state,
    isKept: () => life === null || life.storage.kind === 'system',
    open,
    take(kept, storage) {
      unlocking.abort();
      isHeld = false;
      account = kept.account;
      const found = { wereJustReceived: true, wasIntended: false };
      replaceLife(bringToLife(kept, storage, found));
      if (life !== null) become(signedIn(life.broker, storage, 'well'));
    },
    holdSaves(held) {
      isHeld = held;
    },
    async accessToken(rejected) {
      if (state.status === 'unlocking') return failure({ code: 'storageLocked' });
      if (state.status === 'needsSignIn' || life === null) return failure({ code: 'needsSignIn' });
      return life.broker.accessToken(rejected);
    },
    heldAccessToken: () =>
      state.status === 'signedIn' ? (life?.broker.heldAccessToken() ?? null) : null,
    async tryAgain() {
      if (state.status === 'signedIn') await life?.broker.tryAgain();
      else if (state.status === 'unlocking') await open();
      else if (state.reason === 'undecryptable') await open();
      else if (state.reason === 'appRefused' && life !== null) {
        const { broker, storage } = life;
        const result = await broker.tryAgain();
        if (result.ok) become(signedIn(broker, storage, 'well'));
      }
    },
    suspend,
    resume() {
      isAsleep = false;
      life?.broker.resume();
      life?.keepAlive.resume();
    },
    leave() {
      unlocking.abort();
      if (life === null) return null;
      const { kept } = life;
      const refreshToken = endLife();
      life = null;
      return { kept, refreshToken };
    },
    async finish() {
      unlocking.abort();
      lifeEnds.abort();
      life?.keepAlive.stop();
      await life?.broker.finish();
    },
  };
}

function refused(): Promise<Result<null>> {
  return Promise.resolve(failure({ code: 'storageFailed' }));
}

/** The server did not tell how long the refresh token lives. */
const untold = { refreshLifetime: null };

/** The pause before the end of a session is written down again, in milliseconds. */
const markPause = 60_000;

/** A session that is not on the disk has no second writer. */
const noLock: Lock = { hold: (work) => work(() => Promise.resolve(true)) };

function needsSignIn(reason: NeedsSignInReason | Ended): AccountState {
  return { status: 'needsSignIn', reason, keyringChange: null };
}
