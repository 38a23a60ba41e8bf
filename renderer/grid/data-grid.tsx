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
import { useFormats } from '../values/formats.ts';
import type { Order } from '../workspace/order.ts';
import { type ColumnWidths, useColumnModel } from './column-model.ts';
import { boundedWidth, startingWidth, widthStep } from './column-width.ts';
import { cellAfter, type GridCell } from './grid-cursor.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow, type PlacedColumn } from './grid-row.tsx';

const rowHeight = 28;
const headerHeight = 30;

/** What had the focus when somebody opened the rows by keyboard: the grid takes it over from there, and only there. */
export interface Opener {
  readonly focused: Element | null;
}

interface DataGridProps {
  /** What the rows are, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows from here on belong to an earlier load. */
  readonly freshRows: number;
  /** All rows that there are; null while that is not known. */
  readonly total: number | null;
  /** Stands below the last row; null when nothing is missing there. */
  readonly tail: ReactNode;
  /** What the rows answer; with another question the grid starts at its first row. */
  readonly question: string;
  readonly order: Order;
  readonly onOrder: (column: Column) => void;
  readonly widths: ColumnWidths;
  readonly opener: Opener;
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
  const pressedOnEdge = useRef(false);
  const gridId = useId();
  const [active, setActive] = useState<GridCell>({ row: 1, column: 0 });
  const [question, setQuestion] = useState(props.question);
  if (question !== props.question) {
    setQuestion(props.question);
    setActive({ ...active, row: Math.min(active.row, 1) });
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question calls for it
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [props.question]);
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
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
    overscan: 8,
  });
  const columnVirtualizer = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => model.sizes[index] ?? 0,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measuring again is what a changed size calls for
  useLayoutEffect(() => columnVirtualizer.measure(), [model.sizes, columnVirtualizer]);

  const placed = usePlacedColumns(columns, columnVirtualizer, active.column);
  const shownRows = withActive(rowVirtualizer, active.row - 1, rows.length);
  const voidColumn = useMemo(() => columns.findIndex(isVoidColumn), [columns]);

  const lastInSight = rowVirtualizer.range?.endIndex ?? 0;
  useEffect(() => onLook(lastInSight), [onLook, lastInSight]);
  useEffect(() => {
    const { focused } = props.opener;
    if (focused !== null && focused === document.activeElement) grid.current?.focus();
  }, [props.opener]);
  useEffect(() => onActiveRow(active.row), [onActiveRow, active.row]);

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
    else if (!event.shiftKey && (event.key === 'Enter' || event.key === ' ')) props.onOrder(column);
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
    const height = (scroller.current?.clientHeight ?? 0) - headerHeight;
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
    if (cell?.row === 0 && column !== undefined && !pressedOnEdge.current) props.onOrder(column);
  }

  function onDoubleClick(event: MouseEvent<HTMLTableElement>) {
    const cell = cellAt(event.target);
    const column = columns[cell?.column ?? -1];
    if (cell === null || column === undefined || !isResizer(event.target)) return;
    setWidth(column, contentWidth(event.currentTarget, cell.column));
  }

  const width = columnVirtualizer.getTotalSize();
  return (
    <div ref={scroller} className="grid-scroller">
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows a table to be a grid
        role="grid" // oxlint-disable-line jsx-a11y/no-noninteractive-element-to-interactive-role -- likewise
        className="grid"
        tabIndex={0}
        data-pane-entry
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
                cellId={cellId}
                formats={formats}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type DivVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** The rows to draw: those in sight and the active one, which `aria-activedescendant` needs to exist. */
function withActive(virtualizer: DivVirtualizer, active: number, rowCount: number) {
  const inSight = virtualizer.getVirtualItems();
  const shown = inSight.map(({ index, start }) => ({ index, start }));
  if (active < 0 || active >= rowCount || shown.some(({ index }) => index === active)) return shown;
  return [...shown, { index: active, start: headerHeight + active * rowHeight }];
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
