import { z } from 'zod';

/** What the token endpoint gave, as it is kept. Times in milliseconds. */
export const tokensSchema = z.object({
  accessToken: z.string().min(1),
  /** By this computer's wall clock, milliseconds since 1970. */
  receivedAt: z.number(),
  /** The same moment by the server's clock; null when it did not say. */
  serverTime: z.number().nullable().default(null),
  /** How long the access token lives from then on; null when the server did not say. */
  lifetime: z.number().positive().nullable(),
  /** Null when the server gave none; then the access can't be renewed. */
  refreshToken: z.string().min(1).nullable(),
  /** When the refresh token was given, by this computer's wall clock; null for `receivedAt`. */
  refreshTokenAt: z.number().nullable().default(null),
  /** How long the refresh token lives from then on; null when the server did not say, as is usual. */
  refreshLifetime: z.number().positive().nullable().default(null),
});

/** What the token endpoint gave. Never logged, never sent to the renderer. */
export type Tokens = z.infer<typeof tokensSchema>;

/** @param seconds the `expires_in` of a token answer, RFC 6749 section 5.1. */
export function lifetimeOf(seconds: number | undefined): number | null {
  return seconds !== undefined && seconds > 0 ? seconds * 1000 : null;
}
