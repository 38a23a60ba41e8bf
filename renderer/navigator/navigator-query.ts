import type { Condition, StructuredQuery } from '../../electron/contract/query.ts';
import type { NavigatorContent } from '../../electron/contract/workspace.ts';

/** What a navigator is narrowed by, and how it is ordered. */
export type AskedContent = Pick<
  NavigatorContent,
  'search' | 'filters' | 'chosen' | 'advanced' | 'order'
>;

/** Asks for what a navigator shows. What was typed and what was chosen for one column is joined by `or`. */
export function navigatorQuery(
  set: string,
  { search, filters, chosen, advanced, order }: AskedContent,
  columns: readonly string[],
): StructuredQuery {
  const paths = new Set([...Object.keys(filters), ...Object.keys(chosen)]);
  const filterRow = [...paths].map((path) => [
    ...typed(path, filters[path]),
    ...oneOfRecords(path, chosen[path]),
  ]);
  return { set, columns: [...columns], where: [...filterRow, ...advanced], search, order };
}

function typed(path: string, text = ''): Condition[] {
  return text === '' ? [] : [{ test: 'expression', path, text }];
}

function oneOfRecords(path: string, records: NavigatorContent['chosen'][string] = []): Condition[] {
  if (records.length === 0) return [];
  return [{ test: 'oneOf', path, values: records.map(({ set, id }) => ({ set, id })) }];
}

/** Takes away all that narrows the rows. */
export const nothingNarrowed = { search: '', filters: {}, chosen: {}, advanced: [] };

/** Whether anything narrows the rows. */
export function isNarrowed({ search, filters, chosen, advanced }: Omit<AskedContent, 'order'>) {
  const columns = [...Object.keys(filters), ...Object.keys(chosen)];
  return search !== '' || columns.length + advanced.length > 0;
}
