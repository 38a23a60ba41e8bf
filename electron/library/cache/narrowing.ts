import type { ColumnType } from '../../contract/rows.ts';
import { daysLater } from '../../query/calendar-day.ts';
import { isNumeric } from '../../query/condition-fit.ts';
import type { LocalField, LocalQuery } from '../../query/local-query.ts';
import type { PlainCondition, PlainGroup } from '../../query/plain-query.ts';
import { searchedColumns } from '../../query/searched-columns.ts';
import { sortKeyBounds } from '../../query/sort-key.ts';
import type { Connection } from '../database/cipher.ts';
import { containing, indexedContaining } from './search-index.ts';
import { searchedTypes } from './search-text.ts';
import { keyColumn, rowsTable, type SetColumn, type SetTable, valueColumn } from './set-table.ts';
import { hasKeyIndex } from './sort-columns.ts';

/** A condition in SQL, with its parameters. */
interface Sql {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** What holds for every row that passes a test, and for others, too. */
export interface Narrowing {
  /** To be tried on a row that is read anyway. */
  readonly tried: Sql;
  /** Selects the numbers of the rows out of an index; null where none tells. */
  readonly indexed: Sql | null;
}

/** What is narrowed: only columns that every row has, for a row of which a value is not known has to be noticed. */
interface Narrowed {
  readonly connection: Connection;
  readonly set: SetTable;
  readonly field: LocalField;
  readonly column: SetColumn;
}

function infix(set: SetTable, text: string): Narrowing {
  return { tried: containing(text), indexed: indexedContaining(set, text) };
}

function tried(sql: string, ...parameters: readonly (string | number)[]): Narrowing {
  return { tried: { sql, parameters }, indexed: null };
}

function joined(all: readonly Sql[], word: 'OR' | 'UNION'): Sql {
  return {
    sql: all.map(({ sql }) => sql).join(` ${word} `),
    parameters: all.flatMap(({ parameters }) => parameters),
  };
}

/** One of all these; null when one of them narrows nothing. */
function eitherOf(all: readonly (Narrowing | null)[]): Narrowing | null {
  const known = all.filter((each) => each !== null);
  if (known.length < all.length || all.length === 0) return null;
  const indexed = known.flatMap((each) => each.indexed ?? []);
  const { sql, parameters } = joined(
    known.map((each) => each.tried),
    'OR',
  );
  return {
    tried: { sql: `(${sql})`, parameters },
    indexed: indexed.length === known.length ? joined(indexed, 'UNION') : null,
  };
}

/** Types whose order in the index is that of ranges. */
function hasKeyRanges(type: ColumnType): boolean {
  return isNumeric(type) || ['date', 'dateTime', 'text'].includes(type);
}

/** No zone is further from UTC than this, so a day lies between the moments of its neighbours. */
const daysAround = 1;

/** A range by the index over a column's keys; null where there is none. */
function keyRange(
  { connection, set, field, column }: Narrowed,
  from: string | null,
  to: string | null,
): Narrowing | null {
  const { type } = column;
  if (!hasKeyRanges(type) || !hasKeyIndex(connection, set, column)) return null;
  const isDay = type === 'date';
  const first = isDay && from !== null ? daysLater(from, -daysAround) : from;
  const last = isDay && to !== null ? daysLater(to, daysAround + 1) : to;
  const { least, most } = sortKeyBounds(field, first, last);
  const ends = [
    ...(least === null ? [] : [{ sign: '>=', bound: least }]),
    ...(most === null ? [] : [{ sign: '<=', bound: most }]),
  ];
  const compared = (key: string): Sql => ({
    sql: ends.map(({ sign }) => `${key} ${sign} ?`).join(' AND '),
    parameters: ends.map(({ bound }) => bound),
  });
  const { sql, parameters } = compared(keyColumn(column));
  const table = rowsTable(set, set.generation);
  return {
    // The plus sign keeps the index out of where rows are read by their numbers.
    tried: compared(`+${keyColumn(column)}`),
    indexed: { sql: `SELECT number FROM ${table} WHERE ${sql}`, parameters },
  };
}

/** One value that a cell may be. */
function oneValue(
  narrowed: Narrowed,
  value: Exclude<(PlainCondition & { test: 'oneOf' })['values'][number], null>,
): Narrowing | null {
  const { set, column } = narrowed;
  const cell = valueColumn(column);
  if (typeof value === 'object') {
    return tried(`instr(lower(${cell}), ?) > 0`, value.id.toLowerCase());
  }
  if (typeof value === 'boolean' || column.type === 'enum') {
    return tried(`${cell} = ?`, JSON.stringify(value));
  }
  const range = keyRange(narrowed, value, value);
  if (range !== null) return range;
  return searchedTypes.has(column.type) && value !== '' ? infix(set, value) : null;
}

function conditionNarrowing(narrowed: Narrowed, condition: PlainCondition): Narrowing | null {
  const { set, column } = narrowed;
  switch (condition.test) {
    case 'oneOf':
      return eitherOf(
        condition.values.map((value) => (value === null ? null : oneValue(narrowed, value))),
      );
    case 'range':
      return keyRange(narrowed, condition.from, condition.to);
    case 'measure': {
      const { from, to } = condition;
      return from === null && to === null ? null : keyRange(narrowed, from, to);
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return searchedTypes.has(column.type) ? infix(set, condition.text) : null;
    case 'notEmpty':
      return tried(`${valueColumn(column)} <> 'null'`);
  }
}

function filledColumn(set: SetTable, { path, column: { type } }: LocalField): SetColumn | null {
  const column = set.columns.find(({ name }) => name === path);
  return column?.isFilled === true && column.type === type ? column : null;
}

function groupNarrowing(
  connection: Connection,
  set: SetTable,
  fields: readonly LocalField[],
  group: PlainGroup,
): Narrowing | null {
  return eitherOf(
    group.map((condition) => {
      const field = fields.find(({ path }) => path === condition.path);
      const column = field === undefined ? null : filledColumn(set, field);
      if (field === undefined || column === null) return null;
      return conditionNarrowing({ connection, set, field, column }, condition);
    }),
  );
}

function searchNarrowing(set: SetTable, { fields, search }: LocalQuery): Narrowing | null {
  if (search === '') return null;
  const own = fields.filter(({ names }) => names.length === 1);
  const searched = new Set(searchedColumns(own.map(({ column }) => column)));
  const isAllHere = own.every((field) => !searched.has(field.path) || filledColumn(set, field));
  return isAllHere ? infix(set, search) : null;
}

/**
 * What of a query narrows the rows that have to be looked at, each group and the search by itself. It is true of what the
 * tests of `local-rows.ts` let through, and they decide.
 */
export function narrowings(
  connection: Connection,
  set: SetTable,
  query: LocalQuery,
): readonly Narrowing[] {
  const groups = query.where.map((group) => groupNarrowing(connection, set, query.fields, group));
  return [...groups, searchNarrowing(set, query)].filter((each) => each !== null);
}

/**
 * The numbers of the rows that may belong to the answer, ascending, as far as indexes tell; null when they would be too many for
 * indexes to be any help.
 */
export function candidates(
  connection: Connection,
  set: SetTable,
  all: readonly Narrowing[],
): readonly number[] | null {
  const most = Math.floor(set.rows / 4);
  let found: readonly number[] | null = null;
  for (const { sql, parameters } of all.flatMap(({ indexed }) => indexed ?? [])) {
    const numbers = connection
      .prepare<unknown[], number>(`SELECT number FROM (${sql}) LIMIT ?`)
      .pluck()
      .all(...parameters, most + 1);
    if (numbers.length > most) continue;
    const before: ReadonlySet<number> | null = found === null ? null : new Set(found);
    found = before === null ? numbers : numbers.filter((number) => before.has(number));
  }
  return found?.toSorted((a, b) => a - b) ?? null;
}

/** Whether a query looks for text that an index over all text would find. */
export function looksForText({ where, search }: LocalQuery): boolean {
  return search !== '' || where.flat().some((condition) => 'text' in condition);
}
