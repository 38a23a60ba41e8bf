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
  | { kind: 'memory'; because: 'notAsked' | 'noKeyring' | 'notOffered' };

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
 * - `rejected`: the instance ended the session (sign-out elsewhere, changed password, too long away).
 * - `expired`: the instance gave no means to renew the access, and it has run out.
 * - `appRefused`: the Trusted Application was disabled or changed.
 * - `undecryptable`: what was kept on this computer can't be opened any more.
 */
export type NeedsSignInReason = 'rejected' | 'expired' | 'appRefused' | 'undecryptable';

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
  | { status: 'signedIn'; account: Account }
  | { status: 'signedInOffline'; account: Account }
  | { status: 'unlocking'; account: Omit<Account, 'storage'> }
  | {
      status: 'needsSignIn';
      account: Omit<Account, 'storage'>;
      reason: NeedsSignInReason;
    };

/** Arguments of `signIn`. */
export const signInArguments = z.strictObject({
  host: z.string().min(1).max(300),
  /** "Stay signed in on this computer": decides whether `offline_access` is requested. */
  staySignedIn: z.boolean(),
  /** Ask for user and password even when the browser is signed in already (`prompt=login`). */
  anotherUser: z.boolean(),
});

/** Arguments of `signIn`. */
export type SignInArguments = z.infer<typeof signInArguments>;
