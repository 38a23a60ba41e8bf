import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import type { View } from '../../electron/contract/views.ts';
import { viewsOfSet } from '../views/view-content.ts';

/** A group that is no module. */
export type Heading = 'starred' | 'recent' | 'kept';

/** One line of the list of navigators. */
export type SetLine =
  | {
      kind: 'group';
      /** Stable and unique among all lines. */
      key: string;
      /** A heading of ours, or null for a module, which is called by `label`. */
      heading: Heading | null;
      label: string;
      level: number;
      expanded: boolean;
    }
  | {
      kind: 'set';
      key: string;
      set: EntitySetSummary;
      level: number;
      /** The name that it was found by, when that is neither its label nor its technical name. */
      otherName: string | null;
      /** Its views are shown; null when it has none. */
      expanded: boolean | null;
    }
  | { kind: 'view'; key: string; view: View; level: number };

interface Module {
  readonly path: string;
  readonly label: string;
  readonly modules: Map<string, Module>;
  readonly sets: EntitySetSummary[];
}

/** What the list is made of. */
export interface SetTreeInput {
  readonly sets: readonly EntitySetSummary[];
  readonly starred: readonly string[];
  readonly recent: readonly string[];
  /** Sets that are kept offline. */
  readonly kept: readonly string[];
  readonly views: readonly View[];
  /** Keys of the groups, and of sets with views, whose state is not the one that they start in. */
  readonly toggled: ReadonlySet<string>;
}

/** The lines in sight: Starred, Recent, Kept offline, then the modules; these start closed, the others open. */
export function setLines(input: SetTreeInput): SetLine[] {
  const { sets, starred, recent, kept, views, toggled } = input;
  const byName = new Map(sets.map((set) => [set.name, set]));
  const linesOf = (set: EntitySetSummary, under: string, level: number): SetLine[] => {
    const key = `${under}/${set.name}`;
    const own = viewsOfSet(views, set.name);
    const expanded = own.length === 0 ? null : toggled.has(key);
    const line: SetLine = { kind: 'set', key, set, level, otherName: null, expanded };
    return expanded === true
      ? [line, ...own.map((view) => viewLine(view, key, level + 1))]
      : [line];
  };
  return [
    ...headed('starred', starred, byName, toggled, linesOf),
    ...headed('recent', recent, byName, toggled, linesOf),
    ...headed('kept', kept, byName, toggled, linesOf),
    ...moduleLines(moduleTree(sets), 1, toggled, linesOf),
  ];
}

function headed(
  heading: Heading,
  names: readonly string[],
  byName: ReadonlyMap<string, EntitySetSummary>,
  toggled: ReadonlySet<string>,
  linesOf: LinesOf,
): SetLine[] {
  const sets = names.flatMap((name) => byName.get(name) ?? []);
  if (sets.length === 0) return [];
  const key = `#${heading}`;
  const expanded = !toggled.has(key);
  const group: SetLine = { kind: 'group', key, heading, label: '', level: 1, expanded };
  return expanded ? [group, ...sets.flatMap((set) => linesOf(set, key, 2))] : [group];
}

/** The lines of a set under the line with a key: itself and, when they are shown, its views. */
type LinesOf = (set: EntitySetSummary, under: string, level: number) => SetLine[];

function viewLine(view: View, under: string, level: number): SetLine {
  return { kind: 'view', key: `${under}/${view.id}`, view, level };
}

function moduleTree(sets: readonly EntitySetSummary[]): Module {
  const root: Module = { path: '', label: '', modules: new Map(), sets: [] };
  for (const set of sets) {
    let module = root;
    for (const part of set.module.split('.').filter((word) => word !== '')) {
      const path = `${module.path}.${part}`;
      const inner = module.modules.get(part) ?? {
        path,
        label: spaced(part),
        modules: new Map(),
        sets: [],
      };
      module.modules.set(part, inner);
      module = inner;
    }
    module.sets.push(set);
  }
  return root;
}

function moduleLines(
  module: Module,
  level: number,
  toggled: ReadonlySet<string>,
  linesOf: LinesOf,
): SetLine[] {
  const inner = [...module.modules.values()].sort(byLabel).flatMap((child): SetLine[] => {
    const expanded = toggled.has(child.path);
    const { path: key, label } = child;
    const group: SetLine = { kind: 'group', key, heading: null, label, level, expanded };
    return expanded ? [group, ...moduleLines(child, level + 1, toggled, linesOf)] : [group];
  });
  const sets = module.sets.toSorted(byLabel).flatMap((set) => linesOf(set, module.path, level));
  return [...inner, ...sets];
}

function byLabel(left: { readonly label: string }, right: { readonly label: string }): number {
  return left.label.localeCompare(right.label);
}

/** What to call a set before its label is known: `Crm_Sales_SalesOrders` is `Sales Orders`. */
export function provisionalLabel(name: string): string {
  return spaced(name.slice(name.lastIndexOf('_') + 1));
}

/** `MasterData` as people read it: `Master Data`; and `Crm`, which is short for something: `CRM`. */
function spaced(module: string): string {
  return abbreviations.has(module)
    ? module.toUpperCase()
    : module.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}

const abbreviations: ReadonlySet<string> = new Set(['Bpm', 'Crm', 'Edi', 'Hr', 'Pos', 'Wms']);

/** The key of the group that a line is in; null at the top. */
export function parentKey(lines: readonly SetLine[], index: number): string | null {
  const level = lines[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) {
    const line = lines[above];
    if (line !== undefined && line.level < level) return line.key;
  }
  return null;
}
