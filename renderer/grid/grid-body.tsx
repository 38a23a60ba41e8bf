import type { ReactNode } from 'react';
import { useFormats } from '../values/formats.ts';
import { type CellRange, isRowWithin } from './cell-range.ts';
import type { GridCell } from './grid-cursor.ts';
import { GridRow, type PlacedColumn } from './grid-row.tsx';
import type { GridRows } from './grid-rows.ts';
import { MissingRows } from './missing-rows.tsx';
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
  /** The cells that are selected; null for none but the active one. */
  readonly range: CellRange | null;
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
  const { scroll, rows, rowHeight, above, columns, active, range, cellId } = props;
  const formats = useFormats();
  const count = rows.count + (props.tail === null ? 0 : 1);
  const { drawn, shift, slots } = useDrawnRows(scroll, count);
  const shown = withActive(drawn, active.row - 1, rows.count);
  const topOf = (index: number) => above + index * rowHeight + shift;
  return (
    <tbody className="grid-body">
      {shown.map((index) => {
        const row = rows.at(index);
        // What comes into sight takes the place of what went out of it, element by element.
        const slot = drawn.includes(index) ? index % slots : 'active';
        return (
          row !== undefined && (
            <GridRow
              key={slot}
              row={row}
              index={index}
              top={topOf(index)}
              columns={columns}
              activeColumn={active.row === index + 1 ? active.column : -1}
              selectedFrom={isRowWithin(range, index + 1) ? range.left : -1}
              selectedTo={isRowWithin(range, index + 1) ? range.right : -1}
              stale={index >= props.freshRows}
              voided={row.cells[props.voidColumn] === true}
              mark={row.id === null ? undefined : props.marks.get(row.id)}
              cellId={cellId}
              formats={formats}
            />
          )
        );
      })}
      {missingRuns(shown, rows).map(({ first, count: missing }, run) => (
        <MissingRows
          // biome-ignore lint/suspicious/noArrayIndexKey: one that moves is the same element
          key={`missing-${run}`}
          index={first}
          top={topOf(first)}
          height={missing * rowHeight}
          columnCount={props.columnCount}
        />
      ))}
      {shown.includes(rows.count) && (
        <tr
          key="tail"
          aria-rowindex={rows.count + 2}
          className="grid-row"
          style={{ transform: `translateY(${topOf(rows.count)}px)` }}
        >
          <td className="grid-tail" colSpan={props.columnCount}>
            {props.tail}
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** Rows one below the other that are not here. */
interface MissingRun {
  readonly first: number;
  readonly count: number;
}

function missingRuns(shown: readonly number[], rows: GridRows): readonly MissingRun[] {
  const runs: MissingRun[] = [];
  for (const index of shown) {
    if (index >= rows.count || rows.at(index) !== undefined) continue;
    const run = runs.at(-1);
    if (run !== undefined && run.first + run.count === index) {
      runs[runs.length - 1] = { ...run, count: run.count + 1 };
    } else runs.push({ first: index, count: 1 });
  }
  return runs;
}

/** The rows to draw: those in sight and the active one, which `aria-activedescendant` needs to exist. */
function withActive(drawn: readonly number[], active: number, count: number): readonly number[] {
  return active < 0 || active >= count || drawn.includes(active) ? drawn : [...drawn, active];
}
