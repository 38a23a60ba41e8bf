import type { Row } from '../../electron/contract/rows.ts';

/** The rows of a grid: all have a place, and those that somebody has looked at are here. */
export interface GridRows {
  readonly count: number;
  /** Undefined for a place without a row, and while the row is not here. */
  readonly at: (place: number) => Row | undefined;
}
