import type { EntitySetSummary } from '../../electron/contract/rows.ts';

/**
 * The sets whose label or technical name holds every word of the search, the best first: label begins with it, a word
 * of the label begins with it, then the rest; short labels before long ones.
 */
export function matchingSets(
  sets: readonly EntitySetSummary[],
  search: string,
): readonly EntitySetSummary[] {
  const words = folded(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return sets
    .flatMap((set) => {
      const label = folded(set.label);
      const text = `${label} ${folded(set.name)} ${folded(set.name.replaceAll('_', ' '))}`;
      return words.every((word) => text.includes(word)) ? [{ set, rank: rank(label, words) }] : [];
    })
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        left.set.label.length - right.set.label.length ||
        left.set.label.localeCompare(right.set.label),
    )
    .map(({ set }) => set);
}

function rank(label: string, words: readonly string[]): number {
  const search = words.join(' ');
  if (label === search) return 0;
  if (label.startsWith(search)) return 1;
  if (label.includes(` ${search}`)) return 2;
  return label.includes(search) ? 3 : 4;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
