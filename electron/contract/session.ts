import { z } from 'zod';
import type { InstanceSummary } from './instance.ts';

/**
 * The signed-in user. `id` is the stable key: login, name and e-mail address may change.
 * @see ERP.net docs, building-apps/concepts/profile-site-endpoints.md
 */
export const userSchema = z.object({
  id: z.string().min(1),
  login: z.string(),
  name: z.string(),
  email: z.string(),
});

/** The signed-in user. */
export type User = z.infer<typeof userSchema>;

/** Where the sign-in is kept between starts, and if it is not, why. */
export type SignInStorage =
  | { kind: 'system' }
  | { kind: 'memory'; because: 'notAsked' | 'noKeyring' };

/** One person on one instance. */
export interface Account {
  /** Stable key of instance and user; safe as a file name. */
  readonly key: string;
  readonly instance: InstanceSummary;
  readonly user: User;
  readonly storage: SignInStorage;
}

/**
 * Why a full sign-in is needed again.
 * - `rejected`: the instance ended the session (sign-out elsewhere, changed password).
 * - `expired`: the app was away for longer than the instance keeps a sign-in.
 * - `notRenewable`: the instance gave no means to renew the access, and it has run out.
 * - `interrupted`: a renewal was cut off between the instance and this computer, and what the instance answered is lost.
 * - `appRefused`: the Trusted Application was disabled or changed; what is kept may be good again later.
 * - `undecryptable`: what was kept on this computer can't be opened any more.
 * - `moved`: the instance answers under another address now.
 */
export type NeedsSignInReason =
  | 'rejected'
  | 'expired'
  | 'notRenewable'
  | 'interrupted'
  | 'appRefused'
  | 'undecryptable'
  | 'moved';

/**
 * How the renewal of the access fares.
 * - `well`: nothing stands in its way.
 * - `offline`: identity can't be reached, and nothing was sent. It goes on by itself.
 * - `ambiguous`: the answer to a renewal was lost. One deliberate attempt follows when the network is proven.
 * - `storageFailed`, `storageLocked`: the renewed sign-in can't be saved; the save is repeated, never the renewal.
 */
export type Renewal = 'well' | 'offline' | 'ambiguous' | 'storageFailed' | 'storageLocked';

/** The keyring that sealed a sign-in, and the one that this computer has now. */
export interface KeyringChange {
  readonly sealedBy: string;
  readonly backend: string;
}

/** Who is signed in: a union, never a boolean. */
export type SessionState =
  | { status: 'signedOut' }
  | {
      status: 'signingIn';
      instance: InstanceSummary;
      step: 'openingBrowser' | 'waitingForBrowser' | 'finishing';
      /** When the wait ends by itself, in milliseconds since 1970. */
      until: number;
    }
  | {
      status: 'signedIn' | 'signedInOffline';
      account: Account;
      renewal: Renewal;
      /** When an access that can't be renewed ends, in milliseconds since 1970; null when it is renewed by itself. */
      endsAt: number | null;
    }
  | { status: 'unlocking'; account: Omit<Account, 'storage'> }
  | {
      status: 'needsSignIn';
      account: Omit<Account, 'storage'>;
      reason: NeedsSignInReason;
      /** With `undecryptable`: the keyring is another one than before. */
      keyringChange: KeyringChange | null;
    };

/** One of the accounts of this computer, for switching. */
export interface AccountSummary extends Omit<Account, 'storage'> {
  readonly isCurrent: boolean;
  readonly status: 'signedIn' | 'unlocking' | 'needsSignIn';
}

/** A sign-out that was done on this computer while the instance could not be reached. */
export interface UnfinishedSignOut {
  readonly id: string;
  readonly instance: InstanceSummary;
  readonly user: Pick<User, 'login' | 'name'>;
}

/** The accounts of this computer. */
export interface AccountList {
  /** Ordered by instance and name. */
  readonly accounts: readonly AccountSummary[];
  readonly unfinishedSignOuts: readonly UnfinishedSignOut[];
}

/** Arguments of `signIn`. */
export const signInArguments = z.strictObject({
  host: z.string().min(1).max(300),
  /** "Stay signed in on this computer": decides whether `offline_access` is requested. */
  staySignedIn: z.boolean(),
  /** Ask for user and password even when the browser is signed in already (`prompt=login`). */
  anotherUser: z.boolean(),
  /** The account to sign in again, whose login the sign-in page is given as a hint; null for any. */
  accountKey: z.string().max(64).nullable(),
});

/** Arguments of `signIn`. */
export type SignInArguments = z.infer<typeof signInArguments>;
