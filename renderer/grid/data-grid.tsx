import {
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import { HeaderMenu } from '../deferred/parts.tsx';
import type { ShownScope } from '../navigator/scope.ts';
import type { Order } from '../workspace/order.ts';
import { useActiveCell } from './active-cell.ts';
import { useCellActs } from './cell-acts.ts';
import type { CellRange } from './cell-range.ts';
import type { ColumnAct } from './column-act.ts';
import { dropSide, useColumnHand } from './column-hand.ts';
import { type ColumnWidths, useColumnModel } from './column-model.ts';
import { useColumnSight } from './column-sight.ts';
import { useEndFollowing } from './end-following.ts';
import { GridBody } from './grid-body.tsx';
import type { GridCell } from './grid-cursor.ts';
import { GridHeader } from './grid-header.tsx';
import { useGridHearing } from './grid-hearing.ts';
import { atTheTop, type GridPlace, usePlaceTold } from './grid-place.ts';
import type { PlacedColumn } from './grid-row.tsx';
import type { GridRows } from './grid-rows.ts';
import { useAllColumns, usePlacedColumns } from './placed-columns.ts';
import type { ActedCell, RowAct } from './row-act.ts';
import { useRowAnchor } from './row-anchor.ts';
import type { RowMarks } from './row-marks.ts';
import { useRowScroll, useSightTold } from './row-window.ts';
import { scrolledHeight } from './scroll-scale.ts';
import { useSelecting } from './selecting.ts';
import { useWidthHand } from './width-hand.ts';

const rowHeight = 28;
const headerHeight = 30;
const filterHeight = 32;

/** What had the focus when somebody opened the rows by keyboard: the grid takes it over from there, and only there. */
export interface Opener {
  readonly focused: Element | null;
  /** The column that they wanted to see, whichever way they opened the rows. */
  readonly column?: string;
}

/** A part of the grid that has a place under or above each column. */
export type ColumnwisePart = (columns: readonly PlacedColumn[]) => ReactNode;

interface DataGridProps {
  /** What the rows are, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: GridRows;
  /** Rows from here on are about to be replaced. */
  readonly freshRows: number;
  /** What has become of rows since somebody looked last, by id. */
  readonly marks: RowMarks;
  /** All rows that there are; null while that is not known. */
  readonly total: number | null;
  /** Rows that are still to come are on this computer: who goes to the end comes to the last of them. */
  readonly isEndFollowed: boolean;
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
  /** Receives the places of the first and the last row in sight, whenever they change. */
  readonly onLook: (sight: { readonly first: number; readonly last: number }) => void;
  /** How many of the first columns stay in sight, where there is room for others beside them. */
  readonly frozen: number;
  /** Receives what somebody wants to do with columns; null where they stay as they are. */
  readonly onColumnAct: ((act: ColumnAct) => void) | null;
  /** Asked to copy cells; `isTable`: with their headers. */
  readonly onCopy: (range: CellRange, isTable: boolean) => void;
  /** Receives the cells that are selected; null for none but the active one. */
  readonly onSelect: (range: CellRange | null) => void;
  /** Receives the place of the active row, from 1; 0 for the headers. */
  readonly onActiveRow: (row: number) => void;
  /** Receives what somebody wants to do with a row, and where they are in it. */
  readonly onAct: (act: RowAct, cell: ActedCell) => void;
}

/**
 * Rows in columns, of which only those in sight are drawn. One tab stop; the active cell is told by
 * `aria-activedescendant`, because the focus would be lost with a cell that scrolls out of sight.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function DataGrid(props: DataGridProps) {
  const { columns, rows, widths, onWidths, onLook, onActiveRow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const footer = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const { question } = props;
  // Where not so many rows could be had again, it begins with the first one.
  const [start] = useState(rows.count > props.start.scroll.row ? props.start : atTheTop);
  const [cell, setActive] = useActiveCell({ start, columns, rows, question });
  // Without rows the cursor is on the headers, for it must be somewhere that is drawn.
  const active = {
    row: Math.min(cell.row, rows.count),
    column: Math.min(cell.column, Math.max(columns.length - 1, 0)),
  };
  const topHeight = headerHeight + (props.filterRow === null ? 0 : filterHeight);
  const model = useColumnModel(columns, widths, onWidths);
  const cellId = useCallback(
    (row: number, column: number) => `${gridId}${row}-${column}`,
    [gridId],
  );

  const places = rows.count + (props.tail === null ? 0 : 1);
  const scroll = useRowScroll({
    ...{ scroller, rowHeight, above: topHeight, start: start.scroll.row, count: places },
  });
  useRowAnchor({ scroll, rows, question });
  const {
    virtualizer: columnVirtualizer,
    frozen,
    covered,
  } = useColumnSight({
    ...{ scroller, sizes: model.sizes, frozen: props.frozen, left: start.scroll.left },
  });

  const placed = usePlacedColumns(columns, columnVirtualizer, active.column, frozen);
  const voidColumn = useMemo(() => columns.findIndex(isVoidColumn), [columns]);

  const hasRows = rows.count > 0;
  const isActiveHere = active.row === 0 || rows.at(active.row - 1) !== undefined;
  useSightTold(scroll, onLook);
  const goToColumn = useEffectEvent((name: string) => {
    const place = columns.findIndex((each) => each.name === name);
    if (place >= 0) moveTo({ row: Math.max(active.row, 1), column: place });
  });
  useEffect(() => {
    const { focused, column } = props.opener;
    if (hasRows && focused !== null && focused === document.activeElement) grid.current?.focus();
    if (hasRows && column !== undefined) goToColumn(column);
  }, [props.opener, hasRows]);
  useEffect(() => onActiveRow(active.row), [onActiveRow, active.row]);
  usePlaceTold(props, {
    scroll,
    left: Math.round(columnVirtualizer.scrollOffset ?? 0),
    active,
  });

  function moveTo(cell: GridCell) {
    setActive(cell);
    // With the last row comes what stands below it: more is loading, or why not.
    const edge = cell.row === rows.count && props.tail !== null ? cell.row : cell.row - 1;
    if (cell.row > 0) scroll.reveal(edge, footer.current?.offsetHeight ?? 0);
    if (cell.column >= frozen) columnVirtualizer.scrollToIndex(cell.column, { align: 'auto' });
    // A frozen column is in sight wherever one is; who goes to it wants to be at the beginning.
    else if (cell.column !== active.column) columnVirtualizer.scrollToOffset(0);
  }

  const onLastRow = useEndFollowing({
    ...{ count: rows.count, active, scroll, moveTo },
    isFollowed: props.isEndFollowed,
  });
  const { onSelect, onColumnAct, onCopy, onAct, onOrder } = props;
  const selecting = useSelecting({ columns, question, active, setActive, moveTo, onSelect });
  const columnHand = useColumnHand({
    ...{ columnCount: columns.length, active, setActive, cellId },
    onAct: onColumnAct,
  });
  const widthHand = useWidthHand({ columns, widths, sizes: model.sizes, grid, onWidths });
  const acts = useCellActs({ columns, rows, active, range: selecting.range, onCopy, onAct });
  const heard = useGridHearing({
    ...{
      grid,
      columns,
      active,
      moveTo,
      onLastRow,
      selecting,
      columnHand,
      widthHand,
      acts,
      onOrder,
    },
    isResizing: model.resizing !== null,
    extent: () => ({
      rows: rows.count + 1,
      columns: columns.length,
      page: rowsOfPage((scroller.current?.clientHeight ?? 0) - topHeight),
    }),
  });

  const width = columnVirtualizer.getTotalSize();
  const all = useAllColumns(columns, columnVirtualizer, frozen);
  const { menu } = columnHand;
  const menuColumn = menu === null ? undefined : columns[menu.place];
  return (
    // What gets the focus is scrolled to beside the frozen columns, not below them.
    <div ref={scroller} className="grid-scroller" style={{ scrollPaddingInlineStart: covered }}>
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
        data-pane-entry={rows.count > 0 || undefined}
        aria-label={props.label}
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        aria-colcount={columns.length}
        aria-readonly
        aria-multiselectable
        // A row that is on its way has no cells yet.
        aria-activedescendant={isActiveHere ? cellId(active.row, active.column) : undefined}
        style={{
          width,
          height: scrolledHeight({ length: topHeight + places * rowHeight, sight: 0 }),
        }}
        {...heard}
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
                drop={dropSide(columnHand.drag, column.index)}
                onResizeStart={model.resizeHandler(column.index)}
              />
            ))}
          </tr>
        </thead>
        <GridBody
          scroll={scroll}
          rows={rows}
          rowHeight={rowHeight}
          above={topHeight}
          columns={placed}
          columnCount={columns.length}
          active={active}
          range={selecting.range}
          freshRows={props.freshRows}
          voidColumn={voidColumn}
          marks={props.marks}
          tail={props.tail}
          cellId={cellId}
        />
      </table>
      {props.footer !== null && (
        <div ref={footer} className="grid-footer" style={{ width }}>
          {props.footer(all)}
        </div>
      )}
      {menu !== null && menuColumn !== undefined && onColumnAct !== null && (
        <HeaderMenu
          column={menuColumn}
          place={menu.place}
          count={columns.length}
          order={props.order}
          frozen={props.frozen}
          anchor={menu.anchor}
          onAct={onColumnAct}
          onFit={() => widthHand.fit(menu.place)}
          onClose={columnHand.closeMenu}
        />
      )}
    </div>
  );
}

/** A page keeps one row of the one before in sight. */
function rowsOfPage(height: number): number {
  return Math.max(1, Math.floor(height / rowHeight) - 1);
}

function isVoidColumn(column: Column): boolean {
  return column.name === 'Void' && column.type === 'boolean';
}
