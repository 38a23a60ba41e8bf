import { useLayoutEffect, useRef } from 'react';
import type { GridRows } from './grid-rows.ts';
import type { RowScroll } from './row-scroll.ts';

/** How many rows below one that is gone are tried in its place. */
const reach = 20;
/** How far away a row is looked for. */
const farthest = 2000;

/**
 * Where a row is after others came or went: the row is told by its id, and one that is gone by those that followed it.
 *
 * @returns its place now, the same place when nothing tells
 */
export function placeAfter(before: GridRows, after: GridRows, place: number): number {
  for (let step = 0; step < reach; step += 1) {
    const id = before.at(place + step)?.id ?? null;
    if (id === null) return place;
    const found = nearest(after, place + step, id);
    if (found !== null) return Math.max(0, found - step);
  }
  return place;
}

/** The place nearest to another one that has the row with an id; null when none has. */
export function nearest(rows: GridRows, place: number, id: string): number | null {
  for (let away = 0; away <= farthest; away += 1) {
    if (rows.at(place + away)?.id === id) return place + away;
    if (rows.at(place - away)?.id === id) return place - away;
  }
  return null;
}

interface AnchorOptions {
  readonly scroll: RowScroll;
  readonly rows: GridRows;
  /** What the rows answer; another question is read from its first row on. */
  readonly question: string;
}

/** Keeps the row under the eyes where it is while rows come and go above it. Who is at the top stays at the top. */
export function useRowAnchor({ scroll, rows, question }: AnchorOptions) {
  const before = useRef({ rows, question });
  useLayoutEffect(() => {
    const { rows: old, question: answered } = before.current;
    before.current = { rows, question };
    const { first } = scroll.get();
    if (question !== answered) scroll.toTop();
    else if (rows !== old && !scroll.isAtTop()) scroll.moveBy(placeAfter(old, rows, first) - first);
  }, [scroll, rows, question]);
}
