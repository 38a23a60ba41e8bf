import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { SignInStorage, User } from '../contract/session.ts';
import { accountKey } from './account-key.ts';
import type { Clock } from './clock.ts';
import { identifiedUser } from './identified-user.ts';
import type { KeptSession, KnownAccount } from './kept-session.ts';
import type { SignedIn } from './sign-in.ts';
import type { Vault } from './vault.ts';

/** The registration of the app in an instance, as far as a sign-in needs it. */
export interface Registration {
  /** `ApplicationUri` of the Trusted Application. */
  readonly clientId: string;
  /** Ports of `http://127.0.0.1:PORT/callback`, tried in this order; 0 asks the system for a free one. */
  readonly redirectPorts: readonly number[];
  /** How the browser comes back: to one of the ports, or to the app's own scheme. */
  readonly redirect: 'loopback' | 'scheme';
}

/** What a sign-in was for. */
export interface SignInPurpose {
  readonly instance: Instance;
  readonly registration: Registration;
  /** The user wants to stay signed in on this computer. */
  readonly staySignedIn: boolean;
  /** The account that signs in again; null for any. */
  readonly again: KnownAccount | null;
}

/**
 * Makes a session out of what a sign-in brought: finds out who it is and gives the account its stable key. Somebody who
 * signs in again at the host of before keeps the key also when the instance has been renamed, and with the key the place
 * and the local copy.
 */
export async function newSession(
  { tokens, idToken, claims }: SignedIn,
  { instance, registration, again }: SignInPurpose,
  isConfidential: boolean,
  parts: {
    readonly clock: Clock;
    readonly identify: (accessToken: string, instance: Instance) => Promise<Result<User>>;
  },
): Promise<KeptSession> {
  const identify = (): Promise<Result<User>> => parts.identify(tokens.accessToken, instance);
  const user = await identifiedUser(identify, claims, parts.clock);
  const isSame = again?.user.id === user.id && again.instance.host === instance.host;
  const key = isSame ? again.key : accountKey(instance.issuer, user.id);
  return {
    version: 1,
    account: { key, instance, user },
    clientId: registration.clientId,
    isConfidential,
    redirectPorts: registration.redirect === 'loopback' ? [...registration.redirectPorts] : [],
    tokens,
    idToken,
  };
}

/** Where a new session is to be kept, and if not in the vault, why. `storageLocked` while the keyring gives no key. */
export async function chooseStorage(
  { staySignedIn }: SignInPurpose,
  vault: Vault,
): Promise<Result<SignInStorage>> {
  if (!staySignedIn) return success({ kind: 'memory', because: 'notAsked' });
  switch (await vault.canKeep()) {
    case 'yes':
      return success({ kind: 'system' });
    // It may open in a second, and a sign-in that was not kept would be lost at the end of the app.
    case 'locked':
      return failure({ code: 'storageLocked' });
    case 'no':
      return success({ kind: 'memory', because: 'noKeyring' });
  }
}
