import type { KeptPart } from '../contract/local-copy.ts';
import { queryKey } from '../query/canonical-query.ts';
import { digest } from './digest.ts';

/** The name of a part: of all the ways to write the same one, with words as they were typed. */
export function partName({ where, search }: Omit<KeptPart, 'words'>): string {
  return digest(queryKey({ set: '', columns: [], where, search, order: [] }));
}
