import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { Column, Row } from '../../electron/contract/rows.ts';
import { useCommand, useCommands } from '../commands/command.ts';
import { type CommandId, shortcutsOf } from '../commands/commands.ts';
import { matchesShortcut } from '../components/shortcut.ts';
import { CellActions } from '../deferred/parts.tsx';
import { focusRows } from '../navigator/focus-rows.ts';
import type { MeantCell } from './cell-actions.tsx';
import { cellFilter } from './cell-filter.ts';
import { type ColumnFilter, type ColumnFilters, columnFilter } from './column-filters.ts';
import { focusFilter } from './focus-filter.ts';
import { useWording } from './meaning-words.ts';

interface CellMenuProps {
  /** What holds the grid. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly columns: readonly Column[];
  readonly filters: ColumnFilters;
  readonly rowAt: (place: number) => Row | undefined;
  readonly onFilter: (path: string, filter: ColumnFilter) => void;
}

/**
 * Filters by the value of a cell: by the menu of the cell, or with Alt+F3 at once, which is the key of comparable programs. Nothing can be
 * left out in the same way, because no instance can be asked for what is not so.
 */
export function CellMenu({ frame, columns, filters, rowAt, onFilter }: CellMenuProps) {
  const { platform } = useCommands();
  const wording = useWording();
  const [cell, setCell] = useState<MeantCell | null>(null);

  function cellOf(element: Element | null): MeantCell | null {
    const row = element?.closest('.grid-row[aria-rowindex]');
    const index = Number(element?.getAttribute('aria-colindex') ?? 0) - 1;
    const column = columns[index];
    const place = Number(row?.getAttribute('aria-rowindex') ?? 0) - 2;
    const value = rowAt(place)?.cells[index];
    if (!element || column === undefined || value === undefined) return null;
    return { element, column, filter: cellFilter(value, column, wording) };
  }

  function activeCell(): Element | null {
    const grid = frame.current?.querySelector('[aria-activedescendant]');
    return document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
  }

  const onContextMenu = useEffectEvent((event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('.filter-row') !== null) return;
    const under = target.closest('.grid-cell');
    // By keyboard it is the grid that has the focus, and its active cell that is meant.
    const found = cellOf(under ?? (target.closest('.grid-head') === null ? activeCell() : null));
    if (found === null) return;
    event.preventDefault();
    setCell(found);
  });
  function filterByActive() {
    const found = cellOf(activeCell());
    if (found !== null && found.filter !== null) onFilter(found.column.name, found.filter);
  }

  useCommand('filterByCell', filterByActive, { hearsOwnKeys: true });
  function filterColumn() {
    const index = Number(activeCell()?.getAttribute('aria-colindex') ?? 0) - 1;
    focusFilter(columns[index]?.name ?? '');
  }

  useCommand('filterColumn', filterColumn, { hearsOwnKeys: true });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isPressed = (id: CommandId) =>
      shortcutsOf(id, platform).some((shortcut) => matchesShortcut(shortcut, event));
    const isInRows = event.target instanceof Element && event.target.matches('[role=grid]');
    if (isPressed('filterByCell')) filterByActive();
    // In a filter field this key unfolds its editor.
    else if (isPressed('filterColumn') && isInRows) filterColumn();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const { current } = frame;
    const menu = (event: MouseEvent) => onContextMenu(event);
    const key = (event: KeyboardEvent) => onKeyDown(event);
    current?.addEventListener('contextmenu', menu);
    current?.addEventListener('keydown', key);
    return () => {
      current?.removeEventListener('contextmenu', menu);
      current?.removeEventListener('keydown', key);
    };
  }, [frame]);

  if (cell === null) return null;
  const { name } = cell.column;
  return (
    <CellActions
      {...cell}
      applied={columnFilter(filters, name)}
      onFilter={(filter) => {
        setCell(null);
        focusRows();
        onFilter(name, filter);
      }}
      onClose={() => setCell(null)}
    />
  );
}
