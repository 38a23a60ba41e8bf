import type { SessionState, SignInArguments } from '../../electron/contract/session.ts';

/** The states in which the window is somebody's, whether they may use it just now or not. */
export type HeldSession = Extract<SessionState, { account: unknown }>;

/** The states in which somebody is signed in. */
export type SignedInSession = Extract<SessionState, { status: 'signedIn' | 'signedInOffline' }>;

/** Tells whether somebody is signed in. */
export function isSignedIn(session: SessionState): session is SignedInSession {
  return session.status === 'signedIn' || session.status === 'signedInOffline';
}

/**
 * Whether what is on this computer may be read. A sign-in that has ended takes nothing away at once, for that there is the
 * administrator's limit; but it must be certain who is there.
 */
export function mayRead(held: HeldSession): boolean {
  if (held.status === 'unlocking') return false;
  if (held.status !== 'needsSignIn') return true;
  return held.reason !== 'undecryptable';
}

/**
 * How the same person signs in again.
 *
 * @param setting - "Stay signed in on this computer", for when nothing tells what was chosen last time
 */
export function signInAgain(held: HeldSession, setting: boolean): SignInArguments {
  const { key, instance } = held.account;
  const storage = isSignedIn(held) ? held.account.storage : null;
  const leftOff = storage?.kind === 'memory' && storage.because === 'notAsked';
  return {
    host: instance.host,
    staySignedIn: storage === null ? setting : !leftOff,
    anotherUser: false,
    accountKey: key,
  };
}
