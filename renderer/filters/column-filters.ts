import type { NavigatorContent } from '../../electron/contract/workspace.ts';

/** Records that were chosen for a filter, with the words that they are shown by. */
export type Chosen = NavigatorContent['chosen'][string];

/** What the filter of one column says: what was typed, or what was chosen; a row is found by either. */
export interface ColumnFilter {
  readonly text: string;
  readonly chosen: Chosen;
}

/** The filters of all columns. */
export type ColumnFilters = Pick<NavigatorContent, 'filters' | 'chosen'>;

/** Nothing is filtered by the column. */
export const noFilter: ColumnFilter = { text: '', chosen: [] };

/** What the filter of a column says. */
export function columnFilter({ filters, chosen }: ColumnFilters, column: string): ColumnFilter {
  return { text: filters[column] ?? '', chosen: chosen[column] ?? [] };
}

/** Puts another filter in the place of a column's; one that says nothing is taken away. */
export function withColumnFilter(
  { filters, chosen }: ColumnFilters,
  column: string,
  { text, chosen: records }: ColumnFilter,
): ColumnFilters {
  return {
    filters: replaced(filters, column, text.trim() === '' ? null : text.trim()),
    chosen: replaced(chosen, column, records.length === 0 ? null : records),
  };
}

/** What stood there stays in its place, so that chips don't move when one of them is changed. */
function replaced<Value>(
  all: Readonly<Record<string, Value>>,
  key: string,
  value: Value | null,
): Record<string, Value> {
  const entries = Object.entries(all).flatMap(([name, old]) => {
    if (name !== key) return [[name, old] as const];
    return value === null ? [] : [[name, value] as const];
  });
  const isNew = value !== null && !(key in all);
  return Object.fromEntries(isNew ? [...entries, [key, value] as const] : entries);
}

/** Whether two filters of a column say the same. */
export function isSameFilter(one: ColumnFilter, other: ColumnFilter): boolean {
  const ids = ({ chosen }: ColumnFilter) => chosen.map(({ id }) => id).join();
  return one.text.trim() === other.text.trim() && ids(one) === ids(other);
}
