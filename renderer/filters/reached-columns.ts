import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { useShownColumns } from '../columns/shown-columns.ts';

/**
 * The columns of a set by their names, and those that paths lead to, as far as the sets on their way are known.
 *
 * @param set - null until it is known
 */
export function useReachedColumns(
  set: EntitySetDetail | null,
  paths: readonly string[],
  accountKey: string,
): ReadonlyMap<string, Column> {
  const far = [...new Set(paths.filter((path) => path.includes('/')))];
  const reached = useShownColumns(set, far, accountKey, set !== null);
  const known = [...(set?.columns ?? []), ...reached.columns];
  return new Map(known.map((column) => [column.name, column]));
}
