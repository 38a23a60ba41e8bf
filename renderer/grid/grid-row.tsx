import { memo } from 'react';
import type { CellValue, Column, Row } from '../../electron/contract/rows.ts';
import type { Formats } from '../values/formats.ts';
import { isNumeric, shownValue } from '../values/shown-value.ts';
import { ShownCell } from './shown-cell.tsx';

/** A column where it stands. */
export interface PlacedColumn {
  readonly column: Column;
  /** Place among all columns, from 0. */
  readonly index: number;
  /** Left edge and width in CSS pixels. */
  readonly start: number;
  readonly size: number;
}

interface GridRowProps {
  readonly row: Row;
  /** Place among all rows, from 0 without the headers. */
  readonly index: number;
  /** Top edge in CSS pixels. */
  readonly top: number;
  readonly columns: readonly PlacedColumn[];
  /** The active cell's column when it is in this row; -1 else. */
  readonly activeColumn: number;
  readonly stale: boolean;
  readonly voided: boolean;
  readonly cellId: (row: number, column: number) => string;
  readonly formats: Formats;
}

/** One row: only the columns in sight. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, columns, activeColumn, cellId } = props;
  return (
    <tr
      className="grid-row"
      aria-rowindex={index + 2}
      data-active={activeColumn >= 0 || undefined}
      data-stale={props.stale || undefined}
      data-void={props.voided || undefined}
      data-odd={index % 2 === 1 || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((placed) => (
        <GridCellView
          key={placed.column.name}
          id={cellId(index + 1, placed.index)}
          value={row.cells[placed.index] ?? null}
          placed={placed}
          active={placed.index === activeColumn}
          formats={props.formats}
        />
      ))}
    </tr>
  );
});

interface GridCellProps {
  readonly id: string;
  readonly value: CellValue;
  readonly placed: PlacedColumn;
  readonly active: boolean;
  readonly formats: Formats;
}

function GridCellView({ id, value, placed, active, formats }: GridCellProps) {
  const shown = shownValue(value, placed.column, formats);
  return (
    <td
      id={id}
      className="grid-cell"
      aria-colindex={placed.index + 1}
      data-active={active || undefined}
      data-align={isNumeric(placed.column) ? 'end' : undefined}
      data-quiet={shown.quiet || undefined}
      data-negative={shown.negative || undefined}
      title={shown.title || undefined}
      style={{ left: placed.start, width: placed.size }}
    >
      <ShownCell shown={shown} />
    </td>
  );
}
