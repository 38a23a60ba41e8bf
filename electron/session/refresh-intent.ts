import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * What is written down before a refresh token is sent: that this one may be used up from here on. Clear text, because it
 * has to be readable whatever the keyring does; a hash of a random token gives nothing away.
 */
export const refreshIntentSchema = z.object({
  version: z.literal(1),
  /** Of {@link refreshTokenHash}. */
  refreshTokenHash: z.string(),
  /** By this computer's wall clock, milliseconds since 1970. */
  at: z.number(),
});

/** What is written down before a refresh token is sent. */
export type RefreshIntent = z.infer<typeof refreshIntentSchema>;

/** SHA-256 of a refresh token, in hexadecimal. */
export function refreshTokenHash(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('hex');
}
