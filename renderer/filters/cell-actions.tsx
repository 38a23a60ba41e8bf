import { Filter, FilterX } from 'lucide-react';
import { Keyboard, Menu, MenuItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { useCommandKeys } from '../commands/command.ts';
import { type ColumnFilter, isSameFilter, noFilter } from './column-filters.ts';

/** A cell that somebody wants the menu of. */
export interface MeantCell {
  readonly element: Element;
  readonly column: Column;
  /** What its value is filtered by; null for values that nothing can be filtered by. */
  readonly filter: ColumnFilter | null;
}

interface CellActionsProps extends MeantCell {
  /** What the column is filtered by now. */
  readonly applied: ColumnFilter;
  readonly onFilter: (filter: ColumnFilter) => void;
  readonly onClose: () => void;
}

/** The menu of a cell. */
export function CellActions(props: CellActionsProps) {
  const { element, column, filter, applied, onFilter, onClose } = props;
  const { t } = useTranslation();
  const keysOf = useCommandKeys();
  const words =
    filter === null ? '' : [filter.text, ...filter.chosen.map(({ text }) => text)].join('');
  const canJoin = filter !== null && !isSameFilter(applied, noFilter);
  return (
    <Popover
      className="popover"
      triggerRef={{ current: element }}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
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
          onAction={() => filter !== null && onFilter(filter)}
        >
          <Filter size={16} aria-hidden />
          <span className="menu-item-words">{t('filters.cell.by', { value: words })}</span>
          <Keyboard className="menu-keys quiet">{keysOf('filterByCell')}</Keyboard>
        </MenuItem>
        {canJoin && (
          <MenuItem
            className="menu-item"
            onAction={() => onFilter(joined(applied, filter, t('filters.or')))}
          >
            <span className="menu-gap" />
            <span className="menu-item-words">{t('filters.cell.also', { value: words })}</span>
          </MenuItem>
        )}
        {canJoin && (
          <MenuItem className="menu-item" onAction={() => onFilter(noFilter)}>
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
