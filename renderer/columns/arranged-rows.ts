import { useMemo } from 'react';
import type { Column, Row } from '../../electron/contract/rows.ts';
import type { SetRows } from '../navigator/set-rows.ts';
import { areInPlace, cellPlaces, rearranged } from '../rows/row-cells.ts';
import type { RowPages } from '../rows/row-pages.ts';

/** Puts the cells of one row in other places; the same row always comes back as the same. */
type Arrange = (row: Row) => Row;

function arrangement(asked: readonly string[], names: readonly string[]): Arrange | null {
  const places = cellPlaces(asked, names);
  if (areInPlace(places, asked)) return null;
  const known = new WeakMap<Row, Row>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const made = rearranged(row, places);
    known.set(row, made);
    return made;
  };
}

function arrangedPages(pages: RowPages, columns: readonly string[], arrange: Arrange): RowPages {
  const { distant, rows } = pages;
  const blocks = [...distant.blocks].map(
    ([place, block]) => [place, { ...block, rows: block.rows.map(arrange) }] as const,
  );
  return {
    ...pages,
    columns,
    rows: rows.map(arrange),
    distant: { ...distant, blocks: new Map(blocks) },
  };
}

/**
 * Rows with their cells where the columns are that show them, which need not be where they were asked for: moving or hiding a
 * column asks nobody for anything.
 */
export function useArrangedRows(rows: SetRows, columns: readonly Column[]): SetRows {
  const { pages } = rows;
  const asked = pages.columns;
  const names = useMemo(() => columns.map(({ name }) => name), [columns]);
  const arrange = useMemo(() => arrangement(asked, names), [asked, names]);
  const arranged = useMemo(
    () => (arrange === null ? pages : arrangedPages(pages, names, arrange)),
    [pages, names, arrange],
  );
  return { ...rows, pages: arranged };
}
