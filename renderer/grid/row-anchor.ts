import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Row } from '../../electron/contract/rows.ts';

/** How many rows below one that is gone are tried in its place. */
const reach = 20;

/**
 * Where a row is after others came or went: the row is told by its id, and one that is gone by those that followed it.
 *
 * @returns its place now, the same place when nothing tells
 */
export function placeAfter(before: readonly Row[], after: readonly Row[], place: number): number {
  for (let step = 0; step < reach; step += 1) {
    const id = before[place + step]?.id ?? null;
    if (id === null) return place;
    if (after[place + step]?.id === id) return place;
    const found = after.findIndex((row) => row.id === id);
    if (found >= 0) return Math.max(0, found - step);
  }
  return place;
}

interface AnchorOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  /** What the rows answer; another question is read from its first row on. */
  readonly question: string;
  /** In CSS pixels. */
  readonly rowHeight: number;
}

/** Keeps the row under the eyes where it is while rows come and go above it. Who is at the top stays at the top. */
export function useRowAnchor({ scroller, rows, question, rowHeight }: AnchorOptions) {
  const before = useRef({ rows, question });
  useLayoutEffect(() => {
    const { rows: old, question: answered } = before.current;
    before.current = { rows, question };
    const element = scroller.current;
    if (element === null) return;
    if (question !== answered) element.scrollTo({ top: 0 });
    if (rows === old || element.scrollTop === 0) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const moved = placeAfter(old, rows, first) - first;
    if (moved !== 0) element.scrollBy({ top: moved * rowHeight });
  }, [scroller, rows, question, rowHeight]);
}
