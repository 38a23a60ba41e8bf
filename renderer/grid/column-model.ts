import {
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import { boundedWidth, narrowest, startingWidth, widest } from './column-width.ts';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });

// The rows stay with their loader: a table would build an object per row of them, and does nothing with rows here.
const noData: readonly never[] = [];

/** Widths in CSS pixels by column name; columns that nobody changed are missing. */
export type ColumnWidths = Readonly<Record<string, number>>;

/** The columns of a grid with their widths. */
export interface ColumnModel {
  /** Widths by place; a new array only when one has changed. */
  readonly sizes: readonly number[];
  /** The column whose edge is being dragged. */
  readonly resizing: string | null;
  /** Starts to drag the edge of the column at a place. */
  readonly resizeHandler: (index: number) => (event: unknown) => void;
}

/**
 * Keeps columns and their widths.
 *
 * @param widths - changed widths
 * @param onWidths - receives all changed widths after each change
 */
export function useColumnModel(
  columns: readonly Column[],
  widths: ColumnWidths,
  onWidths: (widths: ColumnWidths) => void,
): ColumnModel {
  const sizes = useMemo(
    () => columns.map((column) => boundedWidth(widths[column.name] ?? startingWidth(column))),
    [columns, widths],
  );
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.name,
        size: startingWidth(column),
        minSize: narrowest,
        maxSize: widest,
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noData,
    columnResizeMode: 'onChange',
    state: { columnSizing: { ...widths } },
    onColumnSizingChange: (updater) => {
      const next = typeof updater === 'function' ? updater({ ...widths }) : updater;
      const bounded = Object.entries(next).map(([name, width]) => [name, boundedWidth(width)]);
      onWidths(Object.fromEntries(bounded));
    },
  });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const resizing = table.state.columnResizing.isResizingColumn;
  return {
    sizes,
    resizing: resizing === false ? null : resizing,
    resizeHandler: (index) => headers[index]?.getResizeHandler() ?? (() => {}),
  };
}
