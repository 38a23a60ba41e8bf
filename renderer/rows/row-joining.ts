import type { Row } from '../../electron/contract/rows.ts';

/**
 * What remains of rows from before when a newer page has taken the places of the first of them. Which those are is told
 * by the ids: the page may have rows that were not there before, and some from before may be gone.
 *
 * @param before - rows from the place on where the page begins
 * @param head - all newer rows, the page among them: none of them is there twice
 */
export function remaining(
  before: readonly Row[],
  page: readonly Row[],
  head: readonly Row[],
): readonly Row[] {
  const ids = idsOf(head);
  return before.slice(replacedBy(before, page)).filter(({ id }) => id === null || !ids.has(id));
}

/** How many of the rows from before a page replaces. */
function replacedBy(before: readonly Row[], page: readonly Row[]): number {
  // Rows that have come from far away say nothing about those around them.
  const near = before.slice(0, page.length * 2);
  const places = new Map(near.map(({ id }, place) => [id, place]));
  const last = page.findLast(({ id }) => id !== null && places.has(id));
  return last === undefined ? page.length : (places.get(last.id) ?? 0) + 1;
}

/**
 * Rows with another page of an earlier run below them, without those that are there already.
 *
 * @param place - where the page begins in its own run, for rows that have no id to tell them by
 */
export function joined(rows: readonly Row[], page: readonly Row[], place: number): readonly Row[] {
  const ids = idsOf(rows);
  const fresh = page.filter(({ id }, index) =>
    id === null ? place + index >= rows.length : !ids.has(id),
  );
  return [...rows, ...fresh];
}

function idsOf(rows: readonly Row[]): ReadonlySet<string | null> {
  return new Set(rows.map(({ id }) => id));
}
