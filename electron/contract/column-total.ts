/** What the totals may tell of a column. In a file without schemas, for the window reads it: a library of schemas takes its start long to read. */
export const columnTotals = ['none', 'sum', 'average', 'smallest', 'largest', 'count'] as const;

/** What the totals tell of a column. */
export type ColumnTotal = (typeof columnTotals)[number];
