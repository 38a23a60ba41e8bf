import { setFromJson } from '../../model/model-json.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import type { ModelSetName } from './models.ts';

/** A reference of the kept model. */
export interface KeptReference {
  readonly set: string;
  readonly column: string;
  readonly label: string;
}

/** Sets that are looked at at a stretch, before others have their turn. */
const setsInSlice = 50;

/**
 * The references of all sets that lead to a set; null when the whole model was never read in the language, so that some would be
 * missing.
 */
export function* readSetReferences(
  connection: Connection,
  { language, set }: ModelSetName,
): Slices<readonly KeptReference[] | null> {
  const isWhole = connection
    .prepare<[string], number>('SELECT 1 FROM model_index WHERE language = ?')
    .pluck()
    .get(language);
  if (isWhole === undefined) return null;
  const names = connection
    .prepare<[string], string>('SELECT name FROM model_set WHERE language = ? ORDER BY name')
    .pluck()
    .all(language);
  // Of hundreds of sets a few dozen have such a reference: the others need not be parsed.
  const find = connection
    .prepare<[string, string, string], string>(
      'SELECT detail FROM model_set WHERE language = ? AND name = ? AND instr(detail, ?) > 0',
    )
    .pluck();
  const sought = `"referencedSet":${JSON.stringify(set)}`;
  const found: KeptReference[] = [];
  for (const [index, name] of names.entries()) {
    const json = find.get(language, name, sought);
    const columns = json === undefined ? [] : (setFromJson(json)?.detail.columns ?? []);
    for (const { name: column, label, referencedSet } of columns) {
      if (referencedSet === set) found.push({ set: name, column, label });
    }
    if (index % setsInSlice === setsInSlice - 1) yield;
  }
  return found;
}
