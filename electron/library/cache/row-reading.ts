import type { CellValue, Row } from '../../contract/rows.ts';
import { cellSource } from './cell-source.ts';
import { parseCells } from './cell-text.ts';
import type { KeptRow } from './row-record.ts';
import { type SetColumn, type SetTable, valueColumn } from './set-table.ts';

/** A record as SQLite returns it: id, title, age, other ages, then the JSON of each column. */
export type RowRecord = [string, string | null, number, string | null, ...(string | null)[]];

/** How many of its values come before those of the columns. */
export const ownSources = 4;

/** What to select for {@link readRecord}. */
export function rowColumns(columns: readonly SetColumn[]): string {
  return ['id', 'title', 'seen_at', 'older', ...columns.map(valueColumn)].join(', ');
}

/** A record as a row with the values that are known. */
export function readRecord(record: RowRecord, columns: readonly SetColumn[]): KeptRow {
  const [id, title, seenAt, older, ...texts] = record;
  const values = parseCells(texts);
  const cells = new Map<SetColumn, CellValue>();
  columns.forEach((column, index) => {
    if (texts[index] !== null) cells.set(column, values[index] ?? null);
  });
  return { id, title, seenAt, cells, older: older === null ? {} : parseAges(older) };
}

/** A row out of the local copy, with the age of what it shows. */
export interface AgedRow extends Row {
  /** When its values were received, in milliseconds since 1970. */
  readonly seenAt: number;
  /** The columns whose values came with an earlier answer, and when. */
  readonly older?: Readonly<Record<string, number>>;
  /** The asked columns whose values are not known here; their cells are null. */
  readonly unknown?: readonly string[];
}

/**
 * An {@link AgedRow} as it travels: its JSON, put together from that of its cells, so that nothing is parsed and written anew
 * on the way from the file to the main process.
 */
export interface AgedRowText {
  readonly text: string;
  /** The age of its oldest value, in milliseconds since 1970. */
  readonly oldest: number;
}

/** The JSON of several rows. */
export function pageText(rows: readonly AgedRowText[]): string {
  return `[${rows.map(({ text }) => text).join(',')}]`;
}

/** What stands before the made-up id of a row of a view that has none; no id of the instance begins so. */
export const madeUp = '#';

/** Reads records as rows with the asked columns, in the order in which they were asked. */
export function agedRows(
  set: SetTable,
  names: readonly string[],
): {
  readonly select: string;
  /** @param cells the JSON of the asked columns' cells where it is not what the record has; null for those not known */
  readonly toText: (record: RowRecord, cells?: readonly (string | null)[]) => AgedRowText;
} {
  const byName = new Map(set.columns.map((column) => [column.name, column]));
  const asked = names.map((name) => byName.get(name));
  const places = names.map((name) => cellSource(set, name) ?? 'NULL');

  function askedAges(older: string): readonly (readonly [string, number])[] {
    return Object.entries(parseAges(older)).flatMap(([number, age]) => {
      const column = asked.find((one) => one?.number === Number(number));
      return column === undefined ? [] : [[column.name, age] as const];
    });
  }

  return {
    select: ['id', 'title', 'seen_at', 'older', ...places].join(', '),
    toText([id, title, seenAt, older, ...rest], cells = rest.slice(0, names.length)) {
      const own = JSON.stringify(id.startsWith(madeUp) ? null : id);
      const ages = older === null ? [] : askedAges(older);
      const olderText =
        ages.length > 0 ? `,"older":${JSON.stringify(Object.fromEntries(ages))}` : '';
      // What is null is written as nothing between two commas by `join`, which is no JSON.
      const isKnown = !cells.includes(null);
      const unknown = isKnown ? [] : names.filter((_, index) => cells[index] === null);
      const unknownText = isKnown ? '' : `,"unknown":${JSON.stringify(unknown)}`;
      const known = (isKnown ? cells : cells.map((cell) => cell ?? 'null')).join(',');
      return {
        text: `{"id":${own},"title":${JSON.stringify(title)},"cells":[${known}],"seenAt":${seenAt}${olderText}${unknownText}}`,
        oldest: Math.min(seenAt, ...ages.map(([, age]) => age)),
      };
    },
  };
}

/** The ages that a record lists by column number; written by this program, read back as they are. */
function parseAges(text: string): Readonly<Record<string, number>> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([column, age]: [string, unknown]) =>
      typeof age === 'number' ? [[column, age]] : [],
    ),
  );
}
