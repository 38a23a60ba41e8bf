import type { RowChange } from '../../electron/contract/local-copy.ts';

/** What has become of rows since somebody looked last, by id. */
export type RowMarks = ReadonlyMap<string, RowChange>;

/** Nothing is marked. */
export const noMarks: RowMarks = new Map();
