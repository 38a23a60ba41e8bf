import type { z } from 'zod';
import { parsedJson } from '../disk/parsed-json.ts';
import type { Library } from '../library/library.ts';
import { done, type Outcome } from '../library/outcome.ts';

/**
 * Reads what the state of a local copy has under a name; null when there is nothing, or nothing that the schema knows any more.
 * Failures are those of asking the library.
 */
export async function readKeptState<Schema extends z.ZodType>(
  askState: Library['ask'],
  name: string,
  schema: Schema,
): Promise<Outcome<z.infer<Schema> | null>> {
  const kept = await askState('readState', { name });
  if (!kept.ok) return kept;
  return done(kept.value === null ? null : (parsedJson(kept.value.json, schema) ?? null));
}
