import { z } from 'zod';
import type { Tokens } from './tokens.ts';

/**
 * What was learned about how long refresh tokens of an account live, in milliseconds: the age of the oldest that still
 * worked, and of the youngest that was refused as too old.
 */
export const refreshLifeSchema = z.object({
  longestAlive: z.number().nonnegative(),
  shortestDead: z.number().positive().nullable(),
});

/** What was learned about how long refresh tokens of an account live. */
export type RefreshLife = z.infer<typeof refreshLifeSchema>;

/** Nothing was learned yet. */
export const unknownLife: RefreshLife = { longestAlive: 0, shortestDead: null };

const hour = 3_600_000;

/**
 * What ERP.net documents, until the instance shows otherwise. Other pages contradict it, and sliding or absolute is not
 * said: so it is where learning starts and nothing more.
 * @see ERP.net docs, auth/tokens/token-lifetime.md
 */
const documented = { public: 24 * hour, confidential: 30 * 24 * hour };

/** Which kind of client the app is registered as, RFC 6749 section 2.1. */
export type ClientType = keyof typeof documented;

/** How long a refresh token of these can be expected to live from the moment it was given, in milliseconds. */
export function expectedLife(
  tokens: Pick<Tokens, 'refreshLifetime'>,
  learned: RefreshLife,
  client: ClientType,
): number {
  if (tokens.refreshLifetime !== null) return tokens.refreshLifetime;
  const assumed = Math.max(documented[client], learned.longestAlive);
  return learned.shortestDead === null ? assumed : Math.min(assumed, learned.shortestDead);
}

/** How much of a refresh token's life passes before it is renewed although nobody needs an access token. */
const keepAliveShare = 0.75;

/** At which age a refresh token is renewed for its own sake, in milliseconds. */
export function keepAliveAge(life: number): number {
  return life * keepAliveShare;
}

/** A refresh token of this age, in milliseconds, worked. */
export function learnAlive(before: RefreshLife, age: number): RefreshLife {
  const { shortestDead } = before;
  return {
    longestAlive: Math.max(before.longestAlive, age),
    // It died of something else then, a changed password for one.
    shortestDead: shortestDead !== null && shortestDead <= age ? null : shortestDead,
  };
}

/** Below this age a refusal has another reason than age. */
const youngest = 2 * hour;

/** A refresh token of this age, in milliseconds, was refused, and no answer to an earlier use of it was lost. */
export function learnDead(before: RefreshLife, age: number): RefreshLife {
  if (age < youngest || age <= before.longestAlive) return before;
  return { ...before, shortestDead: Math.min(before.shortestDead ?? age, age) };
}
