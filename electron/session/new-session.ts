import type { Instance } from '../contract/instance.ts';
import { type Result, success } from '../contract/result.ts';
import type { SignInStorage, User } from '../contract/session.ts';
import { accountKey } from './account-key.ts';
import type { Clock } from './clock.ts';
import { identifiedUser } from './identified-user.ts';
import type { KeptSession } from './kept-session.ts';
import type { SignedIn } from './sign-in.ts';
import type { Vault } from './vault.ts';

/** The registration of the app in an instance, as far as a sign-in needs it. */
export interface Registration {
  /** `ApplicationUri` of the Trusted Application. */
  readonly clientId: string;
  /** Ports of `http://127.0.0.1:PORT/callback`, tried in this order; 0 asks the system for a free one. */
  readonly redirectPorts: readonly number[];
}

/** What a sign-in was for. */
export interface SignInPurpose {
  readonly instance: Instance;
  readonly registration: Registration;
  /** The user wants to stay signed in on this computer. */
  readonly staySignedIn: boolean;
}

/** Makes a session out of what a sign-in brought: finds out who it is and gives the account its stable key. */
export async function newSession(
  { tokens, idToken, claims }: SignedIn,
  { instance, registration }: SignInPurpose,
  parts: {
    readonly clock: Clock;
    readonly identify: (accessToken: string, instance: Instance) => Promise<Result<User>>;
  },
): Promise<KeptSession> {
  const identify = (): Promise<Result<User>> => parts.identify(tokens.accessToken, instance);
  const user = await identifiedUser(identify, claims, parts.clock);
  return {
    version: 1,
    account: { key: accountKey(instance.issuer, user.id), instance, user },
    clientId: registration.clientId,
    redirectPorts: [...registration.redirectPorts],
    tokens,
    idToken,
  };
}

/** Where a new session is to be kept, and if not in the vault, why. */
export async function chooseStorage(
  { tokens }: KeptSession,
  { staySignedIn }: SignInPurpose,
  vault: Vault,
): Promise<SignInStorage> {
  if (!staySignedIn) return { kind: 'memory', because: 'notAsked' };
  if (tokens.refreshToken === null) return { kind: 'memory', because: 'notOffered' };
  return (await vault.canKeep()) ? { kind: 'system' } : { kind: 'memory', because: 'noKeyring' };
}

/** Makes a session durable, or makes sure that nothing of an earlier one comes back at the next start. */
export async function keepSession(
  session: KeptSession,
  storage: SignInStorage,
  vault: Vault,
): Promise<Result<null>> {
  if (storage.kind === 'system') return vault.adopt(session);
  // Without a keyring what it sealed earlier can't be judged, and so is left alone.
  if (storage.because === 'noKeyring') return success(null);
  return vault.wipe(session.account.key);
}
