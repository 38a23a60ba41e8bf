import { z } from 'zod';
import { instanceSchema } from '../contract/instance.ts';
import { userSchema } from '../contract/session.ts';
import { accountKeyPattern } from './account-key.ts';
import { refreshLifeSchema, unknownLife } from './refresh-life.ts';
import { tokensSchema } from './tokens.ts';

/** One person on one instance, without any secret. */
export const knownAccountSchema = z.object({
  key: z.string().regex(accountKeyPattern),
  instance: instanceSchema,
  user: userSchema,
});

/** One person on one instance, without any secret. */
export type KnownAccount = z.infer<typeof knownAccountSchema>;

/**
 * A session as it is sealed. The account and its instance are in here too, and not only in the clear file, so that
 * nobody who can write that file can have the tokens sent elsewhere.
 */
export const keptSessionSchema = z.object({
  version: z.literal(1),
  account: knownAccountSchema,
  /** `ApplicationUri` of the Trusted Application that signed in. */
  clientId: z.string().min(1),
  /** The app showed a secret, as one that is registered as Confidential. */
  isConfidential: z.boolean().default(false),
  /** The loopback ports that were in force then, for the way back from signing out; none with a scheme redirect. */
  redirectPorts: z.array(z.number().int()),
  tokens: tokensSchema,
  /** The id_token of the sign-in, which signing out needs as a hint. */
  idToken: z.string(),
});

/** A session as it is sealed. */
export type KeptSession = z.infer<typeof keptSessionSchema>;

/** Why an account that was kept can't go on; kept with it, so that a refused refresh token is not sent again. */
export const endedSchema = z.enum(['rejected', 'expired', 'interrupted', 'notRenewable']);

/** Why an account that was kept can't go on. */
export type Ended = z.infer<typeof endedSchema>;

/** The clear file of an account: names it when its session can't be opened. */
export const accountFileSchema = z.object({
  version: z.literal(1),
  account: knownAccountSchema,
  ended: endedSchema.nullable(),
  refreshLife: refreshLifeSchema.default(unknownLife),
});

/** The file that tells whose session is opened at start. */
export const currentFileSchema = z.object({
  version: z.literal(1),
  key: z.string().regex(accountKeyPattern),
});

/** The clear file of an account. */
export type AccountFile = z.infer<typeof accountFileSchema>;
