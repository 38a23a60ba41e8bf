import { z } from 'zod';
import { keyLength } from '../database/key-check.ts';
import { libraryFailureCodes } from '../outcome.ts';

const id = z.int().nonnegative();

/** How an account is opened. */
const openGiven = z.strictObject({
  /** Absolute path of the account's own folder. */
  folder: z.string().min(1),
  /** Numbers and no buffer: what is transferred may be lost on the way (electron issue 34905). */
  key: z.array(z.int().min(0).max(255)).length(keyLength).readonly(),
  /** Of the translations that texts are ordered by. */
  language: z.string().min(2).max(10),
  /** What `cache.db` may take, without the sets that are kept offline. */
  limitBytes: z.int().nonnegative(),
});

/** How an account is opened. */
export type OpenGiven = z.infer<typeof openGiven>;

const mending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stateRestored'), asOf: z.number() }),
  z.object({ kind: z.literal('stateLost') }),
  z.object({ kind: z.literal('cacheRebuilt') }),
]);

/** What was mended while opening. */
export const openAnswer = z.object({ mendings: z.array(mending).readonly() });

/** What the main process sends. */
export const toProcess = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), id, given: openGiven }),
  z.strictObject({ kind: z.literal('close'), id }),
  z.strictObject({ kind: z.literal('ask'), id, name: z.string(), given: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id }),
]);

/** What the main process sends. */
export type ToProcess = z.infer<typeof toProcess>;

const outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.enum(libraryFailureCodes), detail: z.string().optional() }),
  }),
]);

/** What the process sends: answers, and news that nobody asked for. */
export const fromProcess = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), id, outcome }),
  z.object({ kind: z.literal('mended'), mending }),
]);

/** What the process sends. */
export type FromProcess = z.infer<typeof fromProcess>;
