import { createHash } from 'node:crypto';

/** What {@link accountKey} returns, to check names of folders with. */
export const accountKeyPattern = /^[0-9a-f]{32}$/;

/**
 * The stable key of one person on one instance: safe as a file name, and it tells neither.
 *
 * @param issuer of the instance, without a trailing slash.
 * @param userId the user's `id`, which stays when login, name and address change.
 */
export function accountKey(issuer: string, userId: string): string {
  return createHash('sha256').update(`${issuer}\n${userId}`).digest('hex').slice(0, 32);
}
