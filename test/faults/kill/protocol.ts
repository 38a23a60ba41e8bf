import { z } from 'zod';

/** The number or the name of the crash point to die at; null for none. */
const crashAt = z.union([z.number(), z.string()]).nullable();

/** What the test tells an app process, one JSON object a line. */
export const commandSchema = z.discriminatedUnion('command', [
  /** Take up what is kept, until nothing is ambiguous any more. */
  z.object({ command: z.literal('start'), crashAt }),
  /** Renew the access, once. */
  z.object({ command: z.literal('renew'), crashAt }),
  /** Renew the access again and again. */
  z.object({ command: z.literal('renewForEver') }),
  /** Sign in with the browser. */
  z.object({ command: z.literal('signIn') }),
]);

/** What the test tells an app process. */
export type Command = z.infer<typeof commandSchema>;

/** How the app fares, as a person at its window would see it. */
export const reportSchema = z.object({
  status: z.string(),
  reason: z.string().nullable(),
  accountKey: z.string().nullable(),
  /** SHA-256 of the key of the local copy, in hexadecimal; or why there is none. */
  databaseKey: z.string(),
  /** Whether the access token at hand was taken by the instance; the code of the failure when there is none. */
  access: z.string(),
});

/** How the app fares. */
export type Report = z.infer<typeof reportSchema>;

/** What an app process says, one JSON object a line. */
export const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready') }),
  z.object({ event: z.literal('point'), name: z.string() }),
  z.object({ event: z.literal('done'), report: reportSchema }),
]);

/** What an app process needs to know at its start, as its only argument. */
export const originSchema = z.object({
  folder: z.string(),
  origin: z.string(),
  host: z.string(),
});

/** What an app process needs to know at its start. */
export type Origin = z.infer<typeof originSchema>;
