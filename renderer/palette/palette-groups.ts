import type { FoundMembers } from '../../electron/contract/model-search.ts';
import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import type { AccountSummary } from '../../electron/contract/session.ts';
import type { View } from '../../electron/contract/views.ts';
import type { CommandId } from '../commands/commands.ts';
import { findNames, nameIndex } from '../find/found-names.ts';
import { matchName, type NameSearch, nameSearch, searchedName } from '../find/name-match.ts';
import type { FoundSet, SetSearch } from '../navigator/set-search.ts';
import type { FoundRecord } from './record-search.ts';

/** A column of some set. */
export interface FoundMember {
  readonly set: string;
  readonly name: string;
  readonly label: string;
}

/** Something that can be chosen in the palette. */
export type PaletteItem =
  | { readonly kind: 'set'; readonly set: EntitySetSummary; readonly otherName: string | null }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'record'; readonly record: FoundRecord }
  | { readonly kind: 'member'; readonly member: FoundMember }
  | { readonly kind: 'command'; readonly id: CommandId }
  | { readonly kind: 'account'; readonly account: AccountSummary };

/** Items of one kind under a heading. */
export interface PaletteGroup {
  readonly heading: 'recent' | 'sets' | 'views' | 'commands' | 'members' | 'records' | 'accounts';
  readonly items: readonly PaletteItem[];
}

/** What the palette finds things in. */
export interface PaletteSources {
  readonly sets: readonly EntitySetSummary[];
  readonly findSets: SetSearch;
  /** Sets that were opened lately, newest first. */
  readonly recent: readonly string[];
  /** Records that were seen lately, newest first. */
  readonly recentRecords: readonly FoundRecord[];
  readonly views: readonly View[];
  /** The open set; null when none is. */
  readonly openSet: string | null;
  /** Those that can be given now, with their words in every language. */
  readonly commands: readonly { readonly id: CommandId; readonly names: readonly string[] }[];
  /** The other accounts of this computer, with the words that they are found by. */
  readonly accounts: readonly { readonly account: AccountSummary; readonly names: string[] }[];
  /** What the search in the model has found. */
  readonly members: FoundMembers['names'];
  /** What the search for records has found. */
  readonly records: readonly FoundRecord[];
  readonly labelOf: (set: string) => string;
}

/** How many of each kind are shown. */
const most = { recent: 8, sets: 8, views: 6, commands: 6, accounts: 4, members: 8, records: 12 };

/** Tells items apart. */
export function itemKey(item: PaletteItem): string {
  switch (item.kind) {
    case 'set':
      return `set ${item.set.name}`;
    case 'view':
      return `view ${item.view.id}`;
    case 'record':
      return `record ${item.record.set} ${item.record.id}`;
    case 'member':
      return `member ${item.member.set} ${item.member.name}`;
    case 'command':
      return `command ${item.id}`;
    case 'account':
      return `account ${item.account.key}`;
  }
}

/**
 * What the palette shows for what was typed. Groups that are known at once come first, the one with the best match before the
 * others; columns and records, which come later, stand below and move nothing.
 */
export function paletteGroups(text: string, sources: PaletteSources): readonly PaletteGroup[] {
  const search = nameSearch(text);
  const groups = search === null ? firstGroups(sources) : foundGroups(text, search, sources);
  return groups.filter(({ items }) => items.length > 0);
}

function firstGroups(sources: PaletteSources): readonly PaletteGroup[] {
  const { sets, recent, recentRecords, views, openSet, commands, accounts } = sources;
  const byName = new Map(sets.map((set) => [set.name, set]));
  const recentSets = recent
    .filter((name) => name !== openSet)
    .flatMap((name) => byName.get(name) ?? []);
  const items: PaletteItem[] = [
    ...recentRecords
      .slice(0, most.recent / 2)
      .map((record) => ({ kind: 'record' as const, record })),
    ...recentSets.map((set) => ({ kind: 'set' as const, set, otherName: null })),
  ];
  return [
    { heading: 'recent', items: items.slice(0, most.recent) },
    {
      heading: 'views',
      items: views
        .filter(({ set }) => set === openSet)
        .map((view) => ({ kind: 'view' as const, view })),
    },
    { heading: 'commands', items: commands.map(({ id }) => ({ kind: 'command' as const, id })) },
    {
      heading: 'accounts',
      items: accounts.map(({ account }) => ({ kind: 'account' as const, account })),
    },
  ];
}

interface RankedGroup extends PaletteGroup {
  /** Of its best item, the lower the better. */
  readonly rank: number;
}

function foundGroups(
  text: string,
  search: NameSearch,
  sources: PaletteSources,
): readonly PaletteGroup[] {
  const { findSets, records, labelOf } = sources;
  const atOnce = [
    setGroup(findSets(text)),
    namedGroup(
      'views',
      sources.views.map((view) => ({
        item: { kind: 'view', view },
        names: [view.name, `${labelOf(view.set)} ${view.name}`],
      })),
      search,
    ),
    namedGroup(
      'commands',
      sources.commands.map(({ id, names }) => ({ item: { kind: 'command', id }, names })),
      search,
    ),
    namedGroup(
      'accounts',
      sources.accounts.map(({ account, names }) => ({ item: { kind: 'account', account }, names })),
      search,
    ),
  ].toSorted((left, right) => left.rank - right.rank);
  return [
    ...atOnce,
    { heading: 'members', items: memberItems(search, sources) },
    {
      heading: 'records',
      items: records.slice(0, most.records).map((record) => ({ kind: 'record', record })),
    },
  ];
}

const worst = Number.POSITIVE_INFINITY;

function setGroup(found: readonly FoundSet[]): RankedGroup {
  const items = found
    .slice(0, most.sets)
    .map(({ set, otherName }) => ({ kind: 'set' as const, set, otherName }));
  return { heading: 'sets', items, rank: found[0]?.rank ?? worst };
}

function namedGroup(
  heading: 'views' | 'commands' | 'accounts',
  things: readonly { readonly item: PaletteItem; readonly names: readonly string[] }[],
  search: NameSearch,
): RankedGroup {
  const index = nameIndex(things.map(({ item, names }) => ({ thing: item, names })));
  const found = findNames(index, search);
  return {
    heading,
    items: found.slice(0, most[heading]).map(({ thing }) => thing),
    rank: found[0]?.match.rank ?? worst,
  };
}

/** Columns, the best match first; what the set is called may be a part of what was typed. */
function memberItems(
  search: NameSearch,
  { members, labelOf, recent }: PaletteSources,
): readonly PaletteItem[] {
  const places = new Map(recent.map((set, place) => [set, place]));
  return members
    .flatMap(({ set, member: name, label }) => {
      if (name === null) return [];
      const match = matchName(search, searchedName([label, name, labelOf(set)]));
      const place = places.get(set) ?? recent.length;
      return match === null ? [] : [{ member: { set, name, label }, rank: match.rank, place }];
    })
    .sort((left, right) => left.rank - right.rank || left.place - right.place)
    .slice(0, most.members)
    .map(({ member }) => ({ kind: 'member', member }));
}
