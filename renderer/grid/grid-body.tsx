import type { ReactNode } from 'react';
import { useFormats } from '../values/formats.ts';
import type { GridCell } from './grid-cursor.ts';
import { GridRow, type PlacedColumn } from './grid-row.tsx';
import type { GridRows } from './grid-rows.ts';
import { MissingRow } from './missing-row.tsx';
import type { RowMarks } from './row-marks.ts';
import type { RowScroll } from './row-scroll.ts';
import { useDrawnRows } from './row-window.ts';

interface GridBodyProps {
  readonly scroll: RowScroll;
  readonly rows: GridRows;
  /** In CSS pixels, as is what stands above the first row. */
  readonly rowHeight: number;
  readonly above: number;
  readonly columns: readonly PlacedColumn[];
  readonly columnCount: number;
  readonly active: GridCell;
  /** Rows from here on are about to be replaced. */
  readonly freshRows: number;
  /** Place of the column that says whether a document is void; -1 without one. */
  readonly voidColumn: number;
  readonly marks: RowMarks;
  readonly tail: ReactNode;
  readonly cellId: (row: number, column: number) => string;
}

/** The rows in sight. Scrolling draws these anew, and nothing else of the grid. */
export function GridBody(props: GridBodyProps) {
  const { scroll, rows, rowHeight, above, columns, active, cellId } = props;
  const formats = useFormats();
  const count = rows.count + (props.tail === null ? 0 : 1);
  const { drawn, shift, slots } = useDrawnRows(scroll, count);
  const shown = withActive(drawn, active.row - 1, rows.count);
  return (
    <tbody className="grid-body">
      {shown.map((index) => {
        const row = rows.at(index);
        const top = above + index * rowHeight + shift;
        // What comes into sight takes the place of what went out of it, element by element.
        const slot = drawn.includes(index) ? index % slots : 'active';
        if (row === undefined && index < rows.count) {
          return <MissingRow key={slot} index={index} top={top} columnCount={props.columnCount} />;
        }
        return row === undefined ? (
          <tr
            key="tail"
            aria-rowindex={index + 2}
            className="grid-row"
            style={{ transform: `translateY(${top}px)` }}
          >
            <td className="grid-tail" colSpan={props.columnCount}>
              {props.tail}
            </td>
          </tr>
        ) : (
          <GridRow
            key={slot}
            row={row}
            index={index}
            top={top}
            columns={columns}
            activeColumn={active.row === index + 1 ? active.column : -1}
            stale={index >= props.freshRows}
            voided={row.cells[props.voidColumn] === true}
            mark={row.id === null ? undefined : props.marks.get(row.id)}
            cellId={cellId}
            formats={formats}
          />
        );
      })}
    </tbody>
  );
}

/** The rows to draw: those in sight and the active one, which `aria-activedescendant` needs to exist. */
function withActive(drawn: readonly number[], active: number, count: number): readonly number[] {
  return active < 0 || active >= count || drawn.includes(active) ? drawn : [...drawn, active];
}
