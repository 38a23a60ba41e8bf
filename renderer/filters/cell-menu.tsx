import { Filter, FilterX } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { Keyboard, Menu, MenuItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column, Row } from '../../electron/contract/rows.ts';
import { useCommand, useCommandKeys } from '../commands/command.ts';
import { type CommandId, shortcutsOf } from '../commands/commands.ts';
import { matchesShortcut } from '../components/shortcut.ts';
import { focusRows } from '../navigator/focus-rows.ts';
import { cellFilter } from './cell-filter.ts';
import {
  type ColumnFilter,
  type ColumnFilters,
  columnFilter,
  isSameFilter,
  noFilter,
} from './column-filters.ts';
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

interface MeantCell {
  readonly element: Element;
  readonly column: Column;
  /** Null for values that nothing can be filtered by. */
  readonly filter: ColumnFilter | null;
}

/**
 * Filters by the value of a cell: by the menu of the cell, or with Alt+F3 at once, which is the key of comparable programs. Nothing can be
 * left out in the same way, because no instance can be asked for what is not so.
 */
export function CellMenu({ frame, columns, filters, rowAt, onFilter }: CellMenuProps) {
  const { t } = useTranslation();
  const wording = useWording();
  const keysOf = useCommandKeys();
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
      shortcutsOf(id).some((shortcut) => matchesShortcut(shortcut, event));
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
  const { column, filter } = cell;
  const applied = columnFilter(filters, column.name);
  const words =
    filter === null ? '' : [filter.text, ...filter.chosen.map(({ text }) => text)].join('');
  const canJoin = filter !== null && !isSameFilter(applied, noFilter);

  function filterBy(next: ColumnFilter) {
    setCell(null);
    focusRows();
    onFilter(column.name, next);
  }

  return (
    <Popover
      className="popover"
      triggerRef={{ current: cell.element }}
      isOpen
      onOpenChange={(isOpen) => isOpen || setCell(null)}
      placement="bottom start"
    >
      <Menu
        className="menu"
        aria-label={t('filters.cell.menu')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody has just opened this menu
        autoFocus="first"
      >
        <MenuItem
          className="menu-item"
          isDisabled={filter === null}
          onAction={() => filter !== null && filterBy(filter)}
        >
          <Filter size={16} aria-hidden />
          <span className="menu-item-words">{t('filters.cell.by', { value: words })}</span>
          <Keyboard className="menu-keys quiet">{keysOf('filterByCell')}</Keyboard>
        </MenuItem>
        {canJoin && (
          <MenuItem
            className="menu-item"
            onAction={() => filterBy(joined(applied, filter, t('filters.or')))}
          >
            <span className="menu-gap" />
            <span className="menu-item-words">{t('filters.cell.also', { value: words })}</span>
          </MenuItem>
        )}
        {canJoin && (
          <MenuItem className="menu-item" onAction={() => filterBy(noFilter)}>
            <FilterX size={16} aria-hidden />
            <span className="menu-item-words">{t('filters.remove', { column: column.label })}</span>
          </MenuItem>
        )}
      </Menu>
    </Popover>
  );
}

/** Both filters, of which one is enough. */
function joined(one: ColumnFilter, other: ColumnFilter, or: string): ColumnFilter {
  const others = one.chosen.filter(({ id }) => other.chosen.every((each) => each.id !== id));
  return {
    text: [one.text, other.text].filter((text) => text !== '').join(` ${or} `),
    chosen: [...others, ...other.chosen],
  };
}
