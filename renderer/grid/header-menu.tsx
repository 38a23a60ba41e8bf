import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { fullLabel } from '../columns/path-columns.ts';
import { useCommandHint, useKeyWords } from '../commands/command.ts';
import type { Order } from '../workspace/order.ts';
import type { ColumnAct } from './column-act.ts';

interface HeaderMenuProps {
  readonly column: Column;
  readonly place: number;
  /** Columns that are shown. */
  readonly count: number;
  readonly order: Order;
  /** How many of the first columns stay in sight. */
  readonly frozen: number;
  /** The header that it belongs to. */
  readonly anchor: Element;
  readonly onAct: (act: ColumnAct) => void;
  readonly onFit: () => void;
  readonly onClose: () => void;
}

/** What can be done with a column. */
export function HeaderMenu(props: HeaderMenuProps) {
  const { column, place, count, order, frozen, anchor, onAct, onFit, onClose } = props;
  const { t } = useTranslation();
  const hint = useCommandHint();
  const keyWords = useKeyWords();
  const isOrdered = order.some((item) => item.column === column.name);
  const others = order.filter((item) => item.column !== column.name);
  const orderBy = (direction: 'ascending' | 'descending' | null, isJoined = false) =>
    onAct({ act: 'order', column: column.name, direction, isJoined });
  return (
    <Popover
      className="popover"
      aria-label={t('columns.menu', { column: fullLabel(column) })}
      triggerRef={{ current: anchor }}
      placement="bottom start"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Menu
        className="menu"
        aria-label={t('columns.menu', { column: fullLabel(column) })}
        autoFocus="first" // oxlint-disable-line jsx-a11y/no-autofocus -- a menu that opens is what the next key is for
        onClose={onClose}
      >
        <MenuItem className="menu-item" onAction={() => orderBy('ascending')}>
          {t('columns.ascending')}
        </MenuItem>
        <MenuItem className="menu-item" onAction={() => orderBy('descending')}>
          {t('columns.descending')}
        </MenuItem>
        {others.length > 0 && !isOrdered && (
          <MenuItem className="menu-item" onAction={() => orderBy('ascending', true)}>
            {t('columns.joinOrder')}
          </MenuItem>
        )}
        {isOrdered && (
          <MenuItem className="menu-item" onAction={() => orderBy(null, true)}>
            {t('columns.leaveOrder')}
          </MenuItem>
        )}
        <Separator className="menu-separator" />
        <MenuItem
          className="menu-item"
          isDisabled={place === 0}
          onAction={() => onAct({ act: 'move', from: place, to: place - 1 })}
        >
          {t('columns.moveLeft', { keys: keyWords({ key: 'ArrowLeft', alt: true, shift: true }) })}
        </MenuItem>
        <MenuItem
          className="menu-item"
          isDisabled={place === count - 1}
          onAction={() => onAct({ act: 'move', from: place, to: place + 1 })}
        >
          {t('columns.moveRight', {
            keys: keyWords({ key: 'ArrowRight', alt: true, shift: true }),
          })}
        </MenuItem>
        {place + 1 !== frozen && (
          <MenuItem
            className="menu-item"
            onAction={() => onAct({ act: 'freeze', count: place + 1 })}
          >
            {t('columns.freeze')}
          </MenuItem>
        )}
        {frozen > 0 && (
          <MenuItem className="menu-item" onAction={() => onAct({ act: 'freeze', count: 0 })}>
            {t('columns.unfreeze')}
          </MenuItem>
        )}
        <MenuItem className="menu-item" onAction={onFit}>
          {t('columns.fit')}
        </MenuItem>
        <Separator className="menu-separator" />
        <MenuItem
          className="menu-item"
          isDisabled={count === 1}
          onAction={() => onAct({ act: 'hide', place })}
        >
          {t('columns.hide')}
        </MenuItem>
        <MenuItem className="menu-item" onAction={() => onAct({ act: 'choose' })}>
          {hint('columns', t('columns.choose'))}
        </MenuItem>
      </Menu>
    </Popover>
  );
}
