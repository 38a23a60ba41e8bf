import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';

/** The sets that are known, by name; null for one that can't be had. */
export type KnownSets = ReadonlyMap<string, EntitySetDetail | null>;

/** A path as far as it can be followed. */
type Followed =
  | { readonly column: Column }
  /** The next set has to be known first. */
  | { readonly needed: string }
  /** It leads nowhere. */
  | null;

/** What stands between the steps of a path when people read it. */
export const stepMark = ' › ';

/** A column of what references lead to, under the name of its path: `Customer › … › Name`. */
export function pathColumn(steps: readonly Column[]): Column | null {
  const [first, ...rest] = steps;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return first ?? null;
  const labels = steps.map(({ label }) => label);
  const short = labels.length > 2 ? [first.label, '…', last.label] : labels;
  return {
    ...last,
    name: steps.map(({ name }) => name).join('/'),
    label: short.join(stepMark),
    // The server orders by attributes of the set itself only.
    orderable: false,
    shownByDefault: false,
    steps: labels,
  };
}

/** What a column is called in full, every step of its path. */
export function fullLabel({ label, steps }: Column): string {
  return steps?.join(stepMark) ?? label;
}

function follow(set: EntitySetDetail, path: string, known: KnownSets): Followed {
  let at: EntitySetDetail | null = set;
  const steps: Column[] = [];
  for (const name of path.split('/')) {
    const reference = steps.at(-1)?.referencedSet;
    if (steps.length > 0) {
      if (reference === undefined) return null;
      const next = known.get(reference);
      if (next === undefined) return { needed: reference };
      at = next;
    }
    const column: Column | undefined = at?.columns.find((each) => each.name === name);
    if (column === undefined) return null;
    steps.push(column);
  }
  const column = pathColumn(steps);
  return column && { column };
}

/** Columns by their paths, and the sets that have to be known for the rest of them. */
export interface ResolvedColumns {
  readonly columns: readonly Column[];
  readonly needed: readonly string[];
}

/** Follows paths from a set through those that are known; what leads nowhere is left out. */
export function resolvedColumns(
  set: EntitySetDetail,
  paths: readonly string[],
  known: KnownSets,
): ResolvedColumns {
  const followed = paths.map((path) => follow(set, path, known));
  return {
    columns: followed.flatMap((each) => (each !== null && 'column' in each ? [each.column] : [])),
    needed: [
      ...new Set(
        followed.flatMap((each) => (each !== null && 'needed' in each ? [each.needed] : [])),
      ),
    ],
  };
}

const mostColumns = 60;

/** The columns that the model chooses for a set, or all of one for which it chooses none. */
export function standardColumns(set: EntitySetDetail): readonly Column[] {
  const standard = set.columns.filter((column) => column.shownByDefault);
  return (standard.length > 0 ? standard : set.columns).slice(0, mostColumns);
}
