import type { EntitySetSummary } from '../../electron/contract/rows.ts';

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
  /** Sets that are kept offline. */
  readonly kept: readonly string[];
  /** Keys of the groups whose state is not the one that they start in. */
  readonly toggled: ReadonlySet<string>;
}

/** The lines in sight: Starred, Recent, Kept offline, then the modules; these start closed, the others open. */
export function setLines({ sets, starred, recent, kept, toggled }: SetTreeInput): SetLine[] {
  const byName = new Map(sets.map((set) => [set.name, set]));
  return [
    ...headed('starred', starred, byName, toggled),
    ...headed('recent', recent, byName, toggled),
    ...headed('kept', kept, byName, toggled),
    ...moduleLines(moduleTree(sets), 1, toggled),
  ];
}

function headed(
  heading: Heading,
  names: readonly string[],
  byName: ReadonlyMap<string, EntitySetSummary>,
  toggled: ReadonlySet<string>,
): SetLine[] {
  const sets = names.flatMap((name) => byName.get(name) ?? []);
  if (sets.length === 0) return [];
  const key = `#${heading}`;
  const expanded = !toggled.has(key);
  const group: SetLine = { kind: 'group', key, heading, label: '', level: 1, expanded };
  return expanded ? [group, ...sets.map((set) => setLine(set, key, 2))] : [group];
}

function setLine(set: EntitySetSummary, under: string, level: number): SetLine {
  return { kind: 'set', key: `${under}/${set.name}`, set, level, otherName: null };
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

function moduleLines(module: Module, level: number, toggled: ReadonlySet<string>): SetLine[] {
  const inner = [...module.modules.values()].sort(byLabel).flatMap((child): SetLine[] => {
    const expanded = toggled.has(child.path);
    const { path: key, label } = child;
    const group: SetLine = { kind: 'group', key, heading: null, label, level, expanded };
    return expanded ? [group, ...moduleLines(child, level + 1, toggled)] : [group];
  });
  const sets = module.sets.toSorted(byLabel).map((set) => setLine(set, module.path, level));
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
