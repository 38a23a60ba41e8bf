import type { KeptPart, KeptSet } from '../../electron/contract/local-copy.ts';
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
  | { kind: 'view'; key: string; view: View; level: number }
  /** Some rows of a set that are kept offline. */
  | {
      kind: 'part';
      key: string;
      set: EntitySetSummary;
      part: KeptPart;
      kept: KeptSet;
      level: number;
    };

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
  /** Sets and parts of sets that are kept offline. */
  readonly kept: readonly KeptSet[];
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
  const ofSets =
    (names: readonly string[]): GroupLines =>
    (under, level) =>
      names.flatMap((name) => {
        const set = byName.get(name);
        return set === undefined ? [] : linesOf(set, under, level);
      });
  return [
    ...headed('starred', ofSets(starred), toggled),
    ...headed('recent', ofSets(recent), toggled),
    ...headed('kept', keptLines(kept, byName, linesOf), toggled),
    ...moduleLines(moduleTree(sets), 1, toggled, linesOf),
  ];
}

/** What stands under a heading with a key. */
type GroupLines = (under: string, level: number) => SetLine[];

function headed(heading: Heading, linesOf: GroupLines, toggled: ReadonlySet<string>): SetLine[] {
  const key = `#${heading}`;
  const lines = linesOf(key, 2);
  if (lines.length === 0) return [];
  const expanded = !toggled.has(key);
  const group: SetLine = { kind: 'group', key, heading, label: '', level: 1, expanded };
  return expanded ? [group, ...lines] : [group];
}

/** Whole sets with their views, and parts of sets each by itself: of such a set other rows may not be here. */
function keptLines(
  kept: readonly KeptSet[],
  byName: ReadonlyMap<string, EntitySetSummary>,
  linesOf: LinesOf,
): GroupLines {
  return (under, level) =>
    kept.flatMap((each): SetLine[] => {
      const set = byName.get(each.set);
      const { part } = each;
      if (set === undefined) return [];
      if (part === null) return linesOf(set, under, level);
      const key = `${under}/${each.set} ${JSON.stringify(part)}`;
      return [{ kind: 'part', key, set, part, kept: each, level }];
    });
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
