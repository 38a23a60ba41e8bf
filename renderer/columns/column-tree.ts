import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { matchName, type NameSearch, nameSearch, searchedName } from '../find/name-match.ts';
import { type KnownSets, pathColumn } from './path-columns.ts';

/** A column to choose, and those of what it refers to. */
export interface ColumnNode {
  /** The path of the column: lists tell their items by this. */
  readonly id: string;
  readonly column: Column;
  /** What it is called in its own set. */
  readonly label: string;
  /** The set that its columns are of, if it is a reference that can be followed further. */
  readonly referencedSet: string | null;
  /** Null while they are not wanted, or not known. */
  readonly children: readonly ColumnNode[] | null;
}

/** So many references a path may follow. */
const mostSteps = 4;

function nodes(
  set: EntitySetDetail,
  above: readonly Column[],
  opened: ReadonlySet<string>,
  known: KnownSets,
): readonly ColumnNode[] {
  return set.columns.flatMap((own) => {
    const steps = [...above, own];
    const column = pathColumn(steps);
    if (column === null) return [];
    const leadsOn = own.referencedSet !== undefined && steps.length <= mostSteps;
    const next = leadsOn && opened.has(column.name) ? known.get(own.referencedSet ?? '') : null;
    return [
      {
        id: column.name,
        column,
        label: own.label,
        referencedSet: leadsOn ? (own.referencedSet ?? null) : null,
        children: next == null ? null : nodes(next, steps, opened, known),
      },
    ];
  });
}

/** By what people call a column, by what the model calls it, and by every step of the way there. */
function isFound({ label, name, steps }: Column, search: NameSearch): boolean {
  return matchName(search, searchedName([label, name, ...(steps ?? [])])) !== null;
}

function sifted(all: readonly ColumnNode[], search: NameSearch): readonly ColumnNode[] {
  return all.flatMap((node) => {
    const children = node.children === null ? null : sifted(node.children, search);
    const isKept = isFound(node.column, search) || (children?.length ?? 0) > 0;
    return isKept ? [{ ...node, children }] : [];
  });
}

/**
 * The columns that can be chosen for a set: its own, and below the references that are opened those of what they point to.
 *
 * @param opened - references by path
 * @param typed - only what has these words in its names, and what leads there
 */
export function columnTree(
  set: EntitySetDetail,
  opened: ReadonlySet<string>,
  known: KnownSets,
  typed: string,
): readonly ColumnNode[] {
  const all = nodes(set, [], opened, known);
  const search = nameSearch(typed);
  return search === null ? all : sifted(all, search);
}

/** All columns of a tree by their path. */
export function byPath(tree: readonly ColumnNode[]): ReadonlyMap<string, Column> {
  return new Map(
    tree.flatMap(({ column, children }) => [
      [column.name, column] as const,
      ...byPath(children ?? []),
    ]),
  );
}

/** The sets that opened references lead to. */
export function openedSets(
  tree: readonly ColumnNode[],
  opened: ReadonlySet<string>,
): readonly string[] {
  const sets = tree.flatMap(({ column, referencedSet, children }) => [
    ...(referencedSet !== null && opened.has(column.name) ? [referencedSet] : []),
    ...openedSets(children ?? [], opened),
  ]);
  return [...new Set(sets)];
}
