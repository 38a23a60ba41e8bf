import { useCallback, useState } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { GridCell } from './grid-cursor.ts';
import type { GridPlace } from './grid-place.ts';
import type { GridRows } from './grid-rows.ts';
import { nearest, placeAfter } from './row-anchor.ts';

interface ActiveCellOptions {
  readonly start: GridPlace;
  readonly columns: readonly Column[];
  readonly rows: GridRows;
  readonly question: string;
}

/** The cell with the cursor: it stays on its row while rows come and go, and begins anew with another question. */
export function useActiveCell({ start, columns, rows, question }: ActiveCellOptions) {
  const [state, setState] = useState(() => ({
    cell: cellOf(start, columns, rows),
    rows,
    question,
  }));
  const setCell = useCallback((cell: GridCell) => setState((before) => ({ ...before, cell })), []);
  if (state.rows === rows && state.question === question) return [state.cell, setCell] as const;
  const { row } = state.cell;
  // Nobody has gone anywhere yet who is on the first row, whichever that is.
  const next =
    state.question !== question || row <= 1
      ? Math.min(row, 1)
      : placeAfter(state.rows, rows, row - 1) + 1;
  const cell = { ...state.cell, row: next };
  setState({ cell, rows, question });
  return [cell, setCell] as const;
}

function cellOf({ active }: GridPlace, columns: readonly Column[], rows: GridRows): GridCell {
  if (active === null) return { row: 1, column: 0 };
  const place = active.id === null ? null : nearest(rows, active.row, active.id);
  const column = columns.findIndex(({ name }) => name === active.column);
  return { row: (place ?? Math.min(active.row, rows.count - 1)) + 1, column: Math.max(column, 0) };
}
