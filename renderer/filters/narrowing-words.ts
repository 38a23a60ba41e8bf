import type { NavigatorContent } from '../../electron/contract/workspace.ts';
import { advancedWords } from './advanced-words.ts';
import { useWording, type Wording } from './meaning-words.ts';

/** What narrows the rows of a navigator. */
export type Narrowing = Pick<NavigatorContent, 'search' | 'filters' | 'chosen' | 'advanced'>;

/** All that narrows the rows, in words; none when nothing does. */
export function narrowingWords(
  { search, filters, chosen, advanced }: Narrowing,
  wording: Wording,
): readonly string[] {
  return [
    ...(search === '' ? [] : [search]),
    ...Object.values(filters),
    ...Object.values(chosen).map((records) => records.map(({ text }) => text).join(', ')),
    ...advanced.map((group) => advancedWords(group, new Map(), wording).text),
  ];
}

/** All that narrows the rows, in words of the window's language. */
export function useNarrowingWords(narrowing: Narrowing): readonly string[] {
  return narrowingWords(narrowing, useWording());
}
