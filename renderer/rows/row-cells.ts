import type { Row } from '../../electron/contract/rows.ts';

/** Where the columns that are wanted are among those that rows have; -1 for one that they have not. */
export function cellPlaces(
  columns: readonly string[],
  wanted: readonly string[],
): readonly number[] {
  return wanted.map((name) => columns.indexOf(name));
}

/** Whether rows have just the wanted columns, in their order. */
export function areInPlace(places: readonly number[], columns: readonly string[]): boolean {
  return places.length === columns.length && places.every((place, index) => place === index);
}

/** A row with its cells in other places. What it has no cell for is as good as not here. */
export function rearranged(row: Row, places: readonly number[]): Row {
  const { id, title, cells } = row;
  const absent = places.flatMap((place, index) =>
    place < 0 || row.absent?.includes(place) === true ? [index] : [],
  );
  return {
    ...{ id, title },
    cells: places.map((place) => cells[place] ?? null),
    ...(absent.length > 0 ? { absent } : {}),
  };
}
