import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { GridCell } from './grid-cursor.ts';
import type { RowScroll } from './row-scroll.ts';

/** Somebody who went to the end, when more rows have come. */
export interface AtEnd {
  /** How many rows there were when they went there. */
  readonly count: number;
  /** The row with the cursor now, from 1. */
  readonly row: number;
  /** The place of the last row in sight, from 0. */
  readonly lastInSight: number;
}

/** Whether somebody is still where the end was: neither the cursor nor the rows were moved away from it. */
export function isStillAtEnd({ count, row, lastInSight }: AtEnd): boolean {
  return row === count && lastInSight >= count - 1;
}

interface EndFollowingOptions {
  /** All rows by now. */
  readonly count: number;
  readonly active: GridCell;
  readonly scroll: RowScroll;
  /** More rows cost nobody anything: they are on this computer. */
  readonly isFollowed: boolean;
  readonly moveTo: (cell: GridCell) => void;
}

/**
 * Who has gone to the last row wanted the last one that there is: they stay at the end while rows come from this computer, until
 * they go elsewhere. Rows of the instance are not fetched for that, for there may be millions.
 *
 * @returns to be called when somebody has gone to the last row
 */
export function useEndFollowing(options: EndFollowingOptions): () => void {
  const { count } = options;
  const countAtEnd = useRef<number | null>(null);
  const follow = useEffectEvent((now: number) => {
    const { active, scroll, isFollowed, moveTo } = options;
    const before = countAtEnd.current;
    if (before === null || before >= now) return;
    const { last } = scroll.get();
    const stays = isFollowed && isStillAtEnd({ count: before, row: active.row, lastInSight: last });
    countAtEnd.current = stays ? now : null;
    if (stays) moveTo({ ...active, row: now });
  });
  useLayoutEffect(() => follow(count), [count]);
  return () => {
    countAtEnd.current = count;
  };
}
