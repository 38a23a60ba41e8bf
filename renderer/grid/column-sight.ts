import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { frozenCount, widthOf } from './frozen-columns.ts';

interface ColumnSightOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Widths of the columns in CSS pixels. */
  readonly sizes: readonly number[];
  /** How many of the first columns are to stay in sight. */
  readonly frozen: number;
  /** CSS pixels from the left edge at the start. */
  readonly left: number;
}

/** Which columns are in sight. */
export interface ColumnSight {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** How many of the first columns stay in sight, where there is room for others beside them. */
  readonly frozen: number;
  /** How much of the left edge these cover, in CSS pixels. */
  readonly covered: number;
}

/** Follows which columns are in sight, and lets only as many be frozen as leave room for others. */
export function useColumnSight(options: ColumnSightOptions): ColumnSight {
  const { scroller, sizes, left } = options;
  const [sight, setSight] = useState(0);
  const frozen = frozenCount(sizes, options.frozen, sight);
  const covered = widthOf(sizes, frozen);
  // oxlint-disable-next-line react/incompatible-library -- what it returns is read while rendering, never memoised
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: sizes.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizes[index] ?? 0,
    initialOffset: left,
    scrollPaddingStart: covered,
    overscan: 2,
  });
  const measured = virtualizer.scrollRect?.width ?? 0;
  // How many columns may stay in sight follows from how many fit.
  if (measured !== sight) setSight(measured);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measuring again is what a changed size calls for
  useLayoutEffect(() => virtualizer.measure(), [sizes, virtualizer]);
  return { virtualizer, frozen, covered };
}
