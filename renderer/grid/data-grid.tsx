import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Column, Row } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import type { ShownScope } from '../navigator/scope.ts';
import { useFormats } from '../values/formats.ts';
import type { Order } from '../workspace/order.ts';
import { type ColumnWidths, useColumnModel } from './column-model.ts';
import { boundedWidth, startingWidth, widthStep } from './column-width.ts';
import { cellAfter, type GridCell } from './grid-cursor.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow, type PlacedColumn } from './grid-row.tsx';
import { placeAfter, useRowAnchor } from './row-anchor.ts';
import type { RowMarks } from './row-marks.ts';

const rowHeight = 28;
const headerHeight = 30;
const filterHeight = 32;

/** What had the focus when somebody opened the rows by keyboard: the grid takes it over from there, and only there. */
export interface Opener {
  readonly focused: Element | null;
}

/** Where somebody is in the rows: the first one in sight, CSS pixels from the left, and the cell with the cursor. */
export type GridPlace = Pick<NavigatorTab, 'scroll' | 'active'>;

/** A part of the grid that has a place under or above each column. */
export type ColumnwisePart = (columns: readonly PlacedColumn[]) => ReactNode;

interface DataGridProps {
  /** What the rows are, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows from here on are about to be replaced. */
  readonly freshRows: number;
  /** What has become of rows since somebody looked last, by id. */
  readonly marks: RowMarks;
  /** All rows that there are; null while that is not known. */
  readonly total: number | null;
  /** Stands below the last row; null when nothing is missing there. */
  readonly tail: ReactNode;
  /** What the rows answer; with another question the grid starts at its first row. */
  readonly question: string;
  readonly order: Order;
  /** How far each column's order goes, where that is worth telling. */
  readonly orderScopes: ReadonlyMap<string, ShownScope>;
  /** `joined`: the column joins the others that rows are ordered by. */
  readonly onOrder: (column: Column, joined: boolean) => void;
  /** Stands under the headers; null when it is folded away. */
  readonly filterRow: ColumnwisePart | null;
  /** Stands below the rows; null when it is folded away. */
  readonly footer: ColumnwisePart | null;
  readonly widths: ColumnWidths;
  readonly opener: Opener;
  /** Where somebody was when they were here last. */
  readonly start: GridPlace;
  /** Receives where somebody is, whenever they are somewhere else. */
  readonly onPlace: (place: GridPlace) => void;
  readonly onWidths: (widths: ColumnWidths) => void;
  /** Receives the index of the last row in sight, whenever it changes. */
  readonly onLook: (lastInSight: number) => void;
  /** Asked to copy a cell, or with `column` null a row. */
  readonly onCopy: (row: Row, column: number | null) => void;
  /** Receives the place of the active row, from 1; 0 for the headers. */
  readonly onActiveRow: (row: number) => void;
}

/**
 * Rows in columns, of which only those in sight are drawn. One tab stop; the active cell is told by
 * `aria-activedescendant`, because the focus would be lost with a cell that scrolls out of sight.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function DataGrid(props: DataGridProps) {
  const { columns, rows, widths, onWidths, onLook, onActiveRow } = props;
  const formats = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const footer = useRef<HTMLDivElement>(null);
  const pressedOnEdge = useRef(false);
  const gridId = useId();
  const { question } = props;
  // Where not so many rows could be had again, it begins with the first one.
  const [start] = useState(rows.length > props.start.scroll.row ? props.start : atTheTop);
  const [cell, setActive] = useActiveCell({ start, columns, rows, question });
  // Without rows the cursor is on the headers, for it must be somewhere that is drawn.
  const active = { ...cell, row: Math.min(cell.row, rows.length) };
  useRowAnchor({ scroller, rows, question, rowHeight });
  const topHeight = headerHeight + (props.filterRow === null ? 0 : filterHeight);
  const model = useColumnModel(columns, widths, onWidths);
  const cellId = useCallback(
    (row: number, column: number) => `${gridId}${row}-${column}`,
    [gridId],
  );

  // oxlint-disable-next-line react/incompatible-library -- what it returns is read while rendering, never memoised
  const rowVirtualizer = useVirtualizer({
    count: rows.length + (props.tail === null ? 0 : 1),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: topHeight,
    scrollPaddingStart: topHeight,
    scrollPaddingEnd: footer.current?.offsetHeight ?? 0,
    initialOffset: start.scroll.row * rowHeight,
    overscan: 8,
  });
  const columnVirtualizer = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => model.sizes[index] ?? 0,
    initialOffset: start.scroll.left,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measuring again is what a changed size calls for
  useLayoutEffect(() => columnVirtualizer.measure(), [model.sizes, columnVirtualizer]);

  const placed = usePlacedColumns(columns, columnVirtualizer, active.column);
  const shownRows = withActive(rowVirtualizer, active.row - 1, rows.length, topHeight);
  const voidColumn = useMemo(() => columns.findIndex(isVoidColumn), [columns]);

  const hasRows = rows.length > 0;
  const lastInSight = rowVirtualizer.range?.endIndex ?? 0;
  useEffect(() => onLook(lastInSight), [onLook, lastInSight]);
  useEffect(() => {
    const { focused } = props.opener;
    if (hasRows && focused !== null && focused === document.activeElement) grid.current?.focus();
  }, [props.opener, hasRows]);
  useEffect(() => onActiveRow(active.row), [onActiveRow, active.row]);
  usePlaceTold(props, {
    row: Math.floor((rowVirtualizer.scrollOffset ?? 0) / rowHeight),
    left: Math.round(columnVirtualizer.scrollOffset ?? 0),
    active,
  });

  function moveTo(cell: GridCell) {
    setActive(cell);
    // With the last row comes what stands below it: more is loading, or why not.
    const edge = cell.row === rows.length && props.tail !== null ? cell.row : cell.row - 1;
    if (cell.row > 0) rowVirtualizer.scrollToIndex(edge, { align: 'auto' });
    columnVirtualizer.scrollToIndex(cell.column, { align: 'auto' });
  }

  function setWidth(column: Column, width: number) {
    onWidths({ ...widths, [column.name]: boundedWidth(width) });
  }

  function onHeaderKey(event: KeyboardEvent, column: Column): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const width = model.sizes[active.column] ?? startingWidth(column);
    if (event.shiftKey && event.key === 'ArrowLeft') setWidth(column, width - widthStep);
    else if (event.shiftKey && event.key === 'ArrowRight') setWidth(column, width + widthStep);
    else if (event.key === 'Enter' || event.key === ' ') props.onOrder(column, event.shiftKey);
    else return false;
    return true;
  }

  function onCopyKey(event: KeyboardEvent): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== 'KeyC') return false;
    const row = rows[active.row - 1];
    if (row === undefined) return false;
    props.onCopy(row, event.shiftKey ? null : active.column);
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    if (event.target !== event.currentTarget) return;
    const column = columns[active.column];
    const handled =
      (active.row === 0 && column !== undefined && onHeaderKey(event, column)) || onCopyKey(event);
    const height = (scroller.current?.clientHeight ?? 0) - topHeight;
    const target = handled
      ? null
      : cellAfter(active, event, {
          rows: rows.length + 1,
          columns: columns.length,
          page: Math.max(1, Math.floor(height / rowHeight) - 1),
        });
    if (target !== null) moveTo(target);
    if (handled || target !== null) event.preventDefault();
  }

  function onMouseDown(event: MouseEvent<HTMLTableElement>) {
    pressedOnEdge.current = isResizer(event.target);
    const cell = cellAt(event.target);
    if (cell === null) return;
    // Cells must not take the focus from the grid, which outlives them.
    event.preventDefault();
    grid.current?.focus({ preventScroll: true });
    setActive(cell);
  }

  function onClick(event: MouseEvent<HTMLTableElement>) {
    const cell = cellAt(event.target);
    const column = columns[cell?.column ?? -1];
    // A dragged edge may be let go over its own header, which is no click on that header.
    if (cell?.row !== 0 || column === undefined || pressedOnEdge.current) return;
    props.onOrder(column, event.shiftKey);
  }

  function onDoubleClick(event: MouseEvent<HTMLTableElement>) {
    const cell = cellAt(event.target);
    const column = columns[cell?.column ?? -1];
    if (cell === null || column === undefined || !isResizer(event.target)) return;
    setWidth(column, contentWidth(event.currentTarget, cell.column));
  }

  const width = columnVirtualizer.getTotalSize();
  const all = useAllColumns(columns, columnVirtualizer);
  return (
    <div ref={scroller} className="grid-scroller">
      {props.filterRow !== null && (
        <div className="filter-row-line" style={{ width, top: headerHeight }}>
          {props.filterRow(all)}
        </div>
      )}
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows a table to be a grid
        role="grid" // oxlint-disable-line jsx-a11y/no-noninteractive-element-to-interactive-role -- likewise
        className="grid"
        tabIndex={0}
        // What stands in place of rows has something to do that comes first.
        data-pane-entry={rows.length > 0 || undefined}
        aria-label={props.label}
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        aria-colcount={columns.length}
        aria-readonly
        aria-activedescendant={cellId(active.row, active.column)}
        style={{ width, height: rowVirtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        <thead className="grid-head">
          <tr aria-rowindex={1} className="grid-head-row">
            {placed.map((column) => (
              <GridHeader
                key={column.column.name}
                id={cellId(0, column.index)}
                placed={column}
                order={props.order}
                scope={props.orderScopes.get(column.column.name) ?? null}
                active={active.row === 0 && active.column === column.index}
                resizing={model.resizing === column.column.name}
                onResizeStart={model.resizeHandler(column.index)}
              />
            ))}
          </tr>
        </thead>
        <tbody className="grid-body">
          {shownRows.map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? (
              <tr
                key="tail"
                aria-rowindex={index + 2}
                className="grid-row"
                style={{ transform: `translateY(${start}px)` }}
              >
                <td className="grid-tail" colSpan={columns.length}>
                  {props.tail}
                </td>
              </tr>
            ) : (
              <GridRow
                key={index}
                row={row}
                index={index}
                top={start}
                columns={placed}
                activeColumn={active.row === index + 1 ? active.column : -1}
                stale={index >= props.freshRows}
                voided={row.cells[voidColumn] === true}
                mark={row.id === null ? undefined : props.marks.get(row.id)}
                cellId={cellId}
                formats={formats}
              />
            );
          })}
        </tbody>
      </table>
      {props.footer !== null && (
        <div ref={footer} className="grid-footer" style={{ width }}>
          {props.footer(all)}
        </div>
      )}
    </div>
  );
}

interface ActiveCellOptions {
  readonly start: GridPlace;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly question: string;
}

/** The cell with the cursor: it stays on its row while rows come and go, and begins anew with another question. */
function useActiveCell({ start, columns, rows, question }: ActiveCellOptions) {
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

function cellOf({ active }: GridPlace, columns: readonly Column[], rows: readonly Row[]): GridCell {
  if (active === null) return { row: 1, column: 0 };
  const found = active.id === null ? -1 : rows.findIndex(({ id }) => id === active.id);
  const place = found < 0 ? Math.min(active.row, rows.length - 1) : found;
  const column = columns.findIndex(({ name }) => name === active.column);
  return { row: place + 1, column: Math.max(column, 0) };
}

interface ToldPlace {
  readonly row: number;
  readonly left: number;
  readonly active: GridCell;
}

/** Tells where somebody is, whenever they are somewhere else. */
function usePlaceTold(
  { rows, columns, onPlace }: Pick<DataGridProps, 'rows' | 'columns' | 'onPlace'>,
  { row, left, active }: ToldPlace,
) {
  const id = rows[active.row - 1]?.id ?? null;
  const column = columns[active.column]?.name;
  useEffect(() => {
    const place = { row: Math.max(active.row - 1, 0), id };
    onPlace({
      scroll: { row, left },
      active: column === undefined ? null : { ...place, column },
    });
  }, [onPlace, row, left, active.row, id, column]);
}

const atTheTop: GridPlace = { scroll: { row: 0, left: 0 }, active: null };

type DivVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** The rows to draw: those in sight and the active one, which `aria-activedescendant` needs to exist. */
function withActive(
  virtualizer: DivVirtualizer,
  active: number,
  rowCount: number,
  topHeight: number,
) {
  const inSight = virtualizer.getVirtualItems();
  const shown = inSight.map(({ index, start }) => ({ index, start }));
  if (active < 0 || active >= rowCount || shown.some(({ index }) => index === active)) return shown;
  return [...shown, { index: active, start: topHeight + active * rowHeight }];
}

function usePlacedColumns(
  columns: readonly Column[],
  virtualizer: DivVirtualizer,
  active: number,
): readonly PlacedColumn[] {
  const items = virtualizer.getVirtualItems();
  return useMemo(() => {
    const all = virtualizer.measurementsCache;
    const activeItem = all[active];
    const missing = activeItem !== undefined && !items.some(({ index }) => index === active);
    return [...items, ...(missing ? [activeItem] : [])]
      .sort((left, right) => left.index - right.index)
      .flatMap(({ index, start, size }) => {
        const column = columns[index];
        return column === undefined ? [] : [{ column, index, start, size }];
      });
  }, [columns, items, virtualizer, active]);
}

/** All columns where they stand, for what is drawn under each of them. */
function useAllColumns(
  columns: readonly Column[],
  virtualizer: DivVirtualizer,
): readonly PlacedColumn[] {
  const all = virtualizer.measurementsCache;
  return useMemo(
    () =>
      all.flatMap(({ index, start, size }) => {
        const column = columns[index];
        return column === undefined ? [] : [{ column, index, start, size }];
      }),
    [all, columns],
  );
}

function isVoidColumn(column: Column): boolean {
  return column.name === 'Void' && column.type === 'boolean';
}

function isResizer(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-resizer]') !== null;
}

function cellAt(target: EventTarget): GridCell | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest('[aria-colindex]');
  const row = cell?.closest('[aria-rowindex]');
  if (cell === null || row === null || row === undefined) return null;
  return {
    row: Number(row.getAttribute('aria-rowindex')) - 1,
    column: Number(cell.getAttribute('aria-colindex')) - 1,
  };
}

/** The width that the drawn cells of a column need, in CSS pixels. */
function contentWidth(grid: Element, column: number): number {
  const range = document.createRange();
  const cells = [...grid.querySelectorAll(`[aria-colindex="${column + 1}"]`)];
  const needed = cells.map((cell) => {
    range.selectNodeContents(cell.querySelector('.grid-header-label') ?? cell);
    return range.getBoundingClientRect().width + (cell.tagName === 'TH' ? 40 : 20);
  });
  return Math.max(...needed);
}
