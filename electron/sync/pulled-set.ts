import { createHash } from 'node:crypto';
import type { Column } from '../contract/rows.ts';
import type { EntitySetModel, Language } from '../instance/model.ts';
import { serverAddress } from '../instance/odata-query.ts';
import type { ServerTerm } from '../instance/server-query.ts';
import type { KnownColumn } from '../library/cache/entity-sets.ts';
import type { Member } from '../query/member.ts';

/** Rows of one page, the most that ERP.net sends (ERP.net docs, domain-api/querying-data/paging.md). */
export const pageSize = 1000;

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
  /** Digest of what the rows look like: columns, their types, and the language of their texts. */
  readonly shape: string;
  /** Where among the columns the time of the last update is; null when the set can't be followed by it. */
  readonly updateColumn: number | null;
  /** All rows, with their number. */
  pullAddress(): string;
  /** Rows changed at a watermark or after it; all rows when there is none. */
  followAddress(watermark: number | null): string;
  /** The ids of all rows. */
  sweepAddress(): string;
  /** The number of rows, beside as few of them as can be asked for. */
  countAddress(): string;
}

/** What is pulled of a set: every column that can be listed, pictures only if they are wished for. */
export function pulledSet(
  model: EntitySetModel,
  culture: Language,
  withPictures: boolean,
): PulledSet {
  const columns = model.detail.columns.filter(
    ({ name, type }) => !tooDear.has(name) && (withPictures || type !== 'binary'),
  );
  const fields = columns.flatMap((column) => fieldOf(model, column));
  const references = new Set(
    columns.flatMap(({ name, type }) => (type === 'reference' ? [name] : [])),
  );
  const updateColumn = fields.findIndex(isFollowedBy);

  const rowsAddress = (terms: readonly ServerTerm[], count: boolean): string =>
    serverAddress(
      { model, fields: fields.map(({ names }) => names), terms, search: '', order: [] },
      references,
      { culture, top: pageSize, count },
    );
  const idsAddress = (top: number, count: boolean): string =>
    serverAddress(
      { model: withKeyOnly(model), fields: [], terms: [], search: '', order: [] },
      new Set(),
      { culture, top, count },
    );

  return {
    name: model.detail.name,
    columns: fields.map(({ column: { name, type } }) => ({ name, type })),
    fields,
    shape: digest([culture, fields.map(({ column: { name, type } }) => [name, type])]),
    updateColumn: updateColumn < 0 ? null : updateColumn,
    pullAddress: () => rowsAddress([], true),
    followAddress: (watermark) =>
      rowsAddress(watermark === null ? [] : [changedSince(watermark)], false),
    sweepAddress: () => idsAddress(pageSize, false),
    countAddress: () => idsAddress(1, true),
  };
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
  { updateColumn }: PulledSet,
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

/** A time without an offset is UTC, as its name says. */
function instantOf(cell: unknown): number | null {
  if (typeof cell !== 'string') return null;
  const hasZone = /(?:Z|[+-]\d{2}:\d{2})$/.test(cell);
  const instant = Date.parse(hasZone ? cell : `${cell}Z`);
  return Number.isNaN(instant) ? null : instant;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
