/** A grid that is measured. */
export interface BenchedGrid {
  /** Shows rows that come lazily, see {@link file://./rows.ts}. */
  readonly show: (root: HTMLElement, rows: number) => void;
  /** The element that scrolls. */
  readonly scroller: (root: HTMLElement) => Element | null;
  /** The row that an element shows, from 0, and the text of its first cell. */
  readonly rowSelector: string;
  readonly placeOf: (row: Element) => number;
  readonly firstCellSelector: string;
}

declare global {
  interface Window {
    /** The element that scrolls in the grid on the page. */
    readonly scroller: () => Element | null;
    /** Places of the rows that show their values, from 0. */
    readonly shownRows: () => readonly number[];
  }
}
