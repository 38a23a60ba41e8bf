import type { Column } from '../../electron/contract/rows.ts';

/** The narrowest and the widest column, in CSS pixels, as the workspace keeps them. */
export const narrowest = 48;
export const widest = 1200;

/** How much one key press changes a width, in CSS pixels. */
export const widthStep = 16;

const widths: Record<Column['type'], number> = {
  text: 180,
  multilingual: 220,
  boolean: 80,
  integer: 90,
  decimal: 120,
  percent: 90,
  amount: 140,
  quantity: 140,
  date: 104,
  dateTime: 188,
  enum: 130,
  guid: 280,
  reference: 220,
  custom: 150,
  binary: 110,
  other: 160,
};

/**
 * The width of a column that nobody has changed, in CSS pixels: by its type, and wide enough for its label and the arrow
 * of its order.
 */
export function startingWidth(column: Column): number {
  const label = column.label.length * 7.5 + (column.orderable ? 66 : 34);
  return Math.round(Math.min(Math.max(widths[column.type], label), 360));
}

/** A width within the bounds. */
export function boundedWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, narrowest), widest));
}
