import { setFromJson } from '../../model/model-json.ts';
import type { Connection } from '../database/cipher.ts';
import type { ModelSetName } from './models.ts';

/** A reference of the kept model. */
export interface KeptReference {
  readonly set: string;
  readonly column: string;
  readonly label: string;
}

/**
 * The references of all sets that lead to a set; null when the whole model was never read in the language, so that some would be
 * missing.
 */
export function readSetReferences(
  connection: Connection,
  { language, set }: ModelSetName,
): readonly KeptReference[] | null {
  const isWhole = connection
    .prepare<[string], number>('SELECT 1 FROM model_index WHERE language = ?')
    .pluck()
    .get(language);
  if (isWhole === undefined) return null;
  // Of hundreds of sets a few dozen have such a reference: the others need not be parsed.
  const details = connection
    .prepare<[string, string], string>(
      'SELECT detail FROM model_set WHERE language = ? AND instr(detail, ?) > 0 ORDER BY name',
    )
    .pluck()
    .all(language, `"referencedSet":${JSON.stringify(set)}`);
  return details.flatMap((json) => {
    const detail = setFromJson(json)?.detail;
    return (detail?.columns ?? [])
      .filter(({ referencedSet }) => referencedSet === set)
      .map(({ name, label }) => ({ set: detail?.name ?? '', column: name, label }));
  });
}
