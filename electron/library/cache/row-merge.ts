import type { CellValue } from '../../contract/rows.ts';
import type { KeptRow } from './row-record.ts';
import { isPath, type SetColumn } from './set-table.ts';

/**
 * Two states of one row as one: each column from the one that has seen it last. Answers need not arrive in the order in which
 * the instance gave them. What a reference led to is forgotten when it leads elsewhere now.
 */
export function mergeRows(one: KeptRow, other: KeptRow): KeptRow {
  const [later, earlier] = one.seenAt >= other.seenAt ? [one, other] : [other, one];
  const cells = new Map<SetColumn, CellValue>();
  const older: Record<string, number> = {};
  for (const column of new Set([...earlier.cells.keys(), ...later.cells.keys()])) {
    const ages = [ageOf(later, column), ageOf(earlier, column)] as const;
    const source = ages[0] >= ages[1] ? later : earlier;
    const cell = source.cells.get(column);
    if (cell === undefined || (source === earlier && hasMoved(column, earlier, later))) continue;
    cells.set(column, cell);
    const age = Math.max(...ages);
    if (age !== later.seenAt) older[column.number] = age;
  }
  return { id: later.id, title: later.title ?? earlier.title, seenAt: later.seenAt, cells, older };
}

/** Whether the reference that a path begins with is known to lead to another row in the later state. */
function hasMoved({ name }: SetColumn, earlier: KeptRow, later: KeptRow): boolean {
  if (!isPath(name)) return false;
  const reference = name.slice(0, name.indexOf('/'));
  const now = targetOf(later, reference);
  return now !== undefined && now !== targetOf(earlier, reference);
}

/** The id that a reference leads to, null for nothing; undefined where it is not known. */
function targetOf({ cells }: KeptRow, reference: string): string | null | undefined {
  for (const [{ name }, cell] of cells) {
    if (name === reference) {
      return cell !== null && typeof cell === 'object' && 'id' in cell ? cell.id : null;
    }
  }
  return undefined;
}

/** When a column's value was seen; before all times where it is not known. */
function ageOf(row: KeptRow, column: SetColumn): number {
  if (!row.cells.has(column)) return Number.NEGATIVE_INFINITY;
  return row.older[column.number] ?? row.seenAt;
}
