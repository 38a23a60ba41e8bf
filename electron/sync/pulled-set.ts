import type { Language } from '../contract/languages.ts';
import type { Column } from '../contract/rows.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { serverAddress } from '../instance/odata-query.ts';
import type { Literal, ServerQuery, ServerTerm } from '../instance/server-query.ts';
import type { KnownColumn } from '../library/cache/entity-sets.ts';
import type { Member } from '../query/member.ts';
import { digest } from './digest.ts';
import { largestPage } from './pages.ts';
import type { PartMeaning } from './part-meaning.ts';

/** When a row's aggregate was changed last, by the server's clock; only aggregate roots have it. */
const lastUpdate = 'AggregateLastUpdateTimeUtc';

/** The server works it out for each row, at a price (ERP.net docs, data-sync/object-version.md). */
const tooDear: ReadonlySet<string> = new Set(['ObjectVersion']);

/**
 * How much earlier than the watermark changes are asked for, in milliseconds: a change may be committed some time after the
 * moment that it is stamped with (ERP.net docs, data-sync/incremental-pull.md).
 */
const overlapMs = 5 * 60_000;

/** A set as it is pulled: which columns, and how it is asked for. */
export interface PulledSet {
  readonly name: string;
  readonly columns: readonly KnownColumn[];
  /** One for each column, for reading the answers. */
  readonly fields: readonly Member[];
  /** Only some rows of the set are pulled. */
  readonly isPart: boolean;
  /** What these rows mean; null for all of them. */
  readonly meaning: PartMeaning['resolved'] | null;
  /** Digest of what the rows are and look like: the part, columns, their types, and the language of their texts. */
  readonly shape: string;
  /** Whether rows that were pulled in an earlier shape have the same columns and language, whatever they mean. */
  isComparable(shape: string | null): boolean;
  /** Where among the columns the time of the last update is; null when the set can't be followed by it. */
  readonly updateColumn: number | null;
  /** All rows, with their number. A part may take several addresses, and a row may come by more than one. */
  pullAddresses(): readonly string[];
  /** Rows **of the set** changed at a watermark or after it; all rows when there is none. */
  followAddress(watermark: number | null): string;
  /** One row of the set that was changed at a time or after it, with nothing but when. */
  recentAddress(since: number): string;
  /** The ids of all rows. */
  sweepAddresses(): readonly string[];
  /** The number of rows, beside as few of them as can be asked for. */
  countAddresses(): readonly string[];
  /** The rows of the set with some ids; null where it does not find rows by them. */
  idsAddress(ids: readonly string[]): string | null;
}

const all: PartMeaning['queries'] = [{ terms: [], search: '' }];

/** What is pulled of a set or a part of it: every column that can be listed. Pictures come afterwards, each by itself. */
export function pulledSet(
  model: EntitySetModel,
  culture: Language,
  part: PartMeaning | null = null,
  pageSize = largestPage,
): PulledSet {
  const columns = model.detail.columns.filter(({ name }) => !tooDear.has(name));
  const fields = columns.flatMap((column) => fieldOf(model, column));
  const references = new Set(
    columns.flatMap(({ name, type }) => (type === 'reference' ? [name] : [])),
  );
  const updateColumn = fields.findIndex(isFollowedBy);
  const queries = part?.queries ?? all;
  const meaning = part?.resolved ?? null;
  const look = digest([culture, fields.map(({ column: { name, type } }) => [name, type])]);
  const isFoundById = model.members.get('Id')?.filters.has('EqualsIn') === true;

  const rowsAddress = (query: RowsAsked, count: boolean): string =>
    serverAddress(
      { model, fields: fields.map(({ names }) => names), ...query, order: [] },
      references,
      { culture, top: pageSize, count },
    );
  const idsAddress = (query: RowsAsked, top: number, count: boolean): string =>
    serverAddress({ model: withKeyOnly(model), fields: [], ...query, order: [] }, new Set(), {
      culture,
      top,
      count,
    });

  return {
    name: model.detail.name,
    columns: fields.map(({ column: { name, type } }) => ({ name, type })),
    fields,
    ...{ isPart: part !== null, meaning },
    shape: meaning === null ? look : `${look} ${digest(meaning)}`,
    isComparable: (shape) => shape !== null && shape.split(' ')[0] === look,
    updateColumn: updateColumn < 0 ? null : updateColumn,
    pullAddresses: () => queries.map((query) => rowsAddress(query, true)),
    followAddress: (watermark) =>
      rowsAddress(asked(watermark === null ? [] : [changedSince(watermark)]), false),
    recentAddress: (since) =>
      serverAddress(
        {
          model: withKeyOnly(model),
          fields: [[lastUpdate]],
          ...asked([changedSince(since)]),
          order: [],
        },
        new Set(),
        { culture, top: 1 },
      ),
    sweepAddresses: () => queries.map((query) => idsAddress(query, pageSize, false)),
    countAddresses: () => queries.map((query) => idsAddress(query, 1, true)),
    idsAddress: (ids) => (isFoundById ? rowsAddress(asked([isOneOf('Id', ids)]), false) : null),
  };
}

type RowsAsked = Pick<ServerQuery, 'terms' | 'search'>;

function asked(terms: readonly ServerTerm[]): RowsAsked {
  return { terms, search: '' };
}

function isOneOf(name: string, ids: readonly string[]): ServerTerm {
  const values = ids.map((guid): Literal => ({ kind: 'guid', guid }));
  return { names: [name], isMeasure: false, test: 'in', values };
}

function fieldOf({ members }: EntitySetModel, column: Column): readonly Member[] {
  const facts = members.get(column.name);
  if (facts === undefined) return [];
  return [{ path: column.name, names: [column.name], column, facts, canBeReached: true }];
}

function isFollowedBy({ path, facts }: Member): boolean {
  return path === lastUpdate && facts.filters.has('GreaterThanOrLessThan');
}

/** Ids come with every row; a display text, which is all that base sets have besides, is worked out for each. */
function withKeyOnly(model: EntitySetModel): EntitySetModel {
  const [key = 'DisplayText'] = model.rowAttributes;
  return { ...model, rowAttributes: [key] };
}

/**
 * A server that cuts the literal to the minute, or to the day, answers with more rows than were asked for and with none fewer,
 * so both readings of the documentation lead to the same copy.
 */
function changedSince(watermark: number): ServerTerm {
  const minute = 60_000;
  const since = Math.floor((watermark - overlapMs) / minute) * minute;
  const instant = new Date(since).toISOString().replace('.000Z', 'Z');
  return {
    names: [lastUpdate],
    isMeasure: false,
    test: 'ge',
    values: [{ kind: 'instant', instant }],
  };
}

/** How far clocks may differ, in milliseconds, before a time that lies ahead is taken for a mistake. */
const aheadMs = 24 * 60 * 60_000;

/**
 * The newest last update among rows, in milliseconds since 1970 by the server's clock; null when none of them has one. A row
 * that somebody has stamped with a time to come says nothing: nothing would be asked for until then.
 * @param now milliseconds since 1970
 */
export function newestUpdate(
  { updateColumn }: Pick<PulledSet, 'updateColumn'>,
  rows: readonly { readonly cells: readonly unknown[] }[],
  now: number,
): number | null {
  if (updateColumn === null) return null;
  let newest: number | null = null;
  for (const { cells } of rows) {
    const instant = instantOf(cells[updateColumn]);
    if (instant === null || instant > now + aheadMs) continue;
    if (newest === null || instant > newest) newest = instant;
  }
  return newest;
}

/** The later one of two times that may not be known. */
export function laterOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** A time without an offset is UTC, as its name says. */
function instantOf(cell: unknown): number | null {
  if (typeof cell !== 'string') return null;
  const hasZone = /(?:Z|[+-]\d{2}:\d{2})$/.test(cell);
  const instant = Date.parse(hasZone ? cell : `${cell}Z`);
  return Number.isNaN(instant) ? null : instant;
}
