import type { KeptPart } from '../../electron/contract/local-copy.ts';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { Column } from '../../electron/contract/rows.ts';
import { advancedWords } from '../filters/advanced-words.ts';
import { columnWords } from '../filters/column-words.ts';
import { useWording, type Wording } from '../filters/meaning-words.ts';
import type { Narrowing } from '../filters/narrowing-words.ts';

/** What narrows a part, in one line. */
export function partText({ words }: KeptPart): string {
  return words.join(' · ');
}

type RowsAsked = Pick<StructuredQuery, 'where' | 'search'>;

/** The rows that a navigator asks for, to be kept; null when they are all rows of the set, or nothing is asked for yet. */
export function usePartOnScreen(
  query: RowsAsked | null,
  narrowing: Narrowing,
  columns: readonly Column[],
): KeptPart | null {
  const wording = useWording();
  if (query === null || (query.where.length === 0 && query.search.trim() === '')) return null;
  const known = new Map(columns.map((column) => [column.name, column]));
  const { where, search } = query;
  return { where, search, words: partWords(narrowing, known, wording) };
}

/** What narrows the rows, as the chips above them say it. */
function partWords(
  { search, filters, chosen, advanced }: Narrowing,
  columns: ReadonlyMap<string, Column>,
  wording: Wording,
): string[] {
  const paths = new Set([...Object.keys(filters), ...Object.keys(chosen)]);
  const worded = [
    ...[...paths].map((path) => columnWords({ filters, chosen }, path, columns, wording)),
    ...advanced.map((group) => advancedWords(group, columns, wording)),
  ];
  const words = worded.map(({ label, text }) => `${label}: ${text}`);
  return search === '' ? words : [search, ...words];
}

function groupsOf({ where }: RowsAsked): ReadonlySet<string> {
  return new Set(where.map((group) => JSON.stringify(group)));
}

/** Whether two parts are written alike but for the order of their groups. */
export function isSamePart(one: RowsAsked, other: RowsAsked): boolean {
  return isWithin(one, other) && isWithin(other, one);
}

/** Whether what is asked for is narrowed by all that narrows a part, so that its rows are among those. */
export function isWithin(asked: RowsAsked, part: RowsAsked): boolean {
  const groups = groupsOf(asked);
  const isSearched = part.search === '' || part.search.trim() === asked.search.trim();
  return isSearched && [...groupsOf(part)].every((group) => groups.has(group));
}
