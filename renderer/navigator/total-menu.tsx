import { ChevronDown } from 'lucide-react';
import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  type Selection,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ColumnTotal, columnTotals } from '../../electron/contract/column-total.ts';
import type { Column } from '../../electron/contract/rows.ts';

interface TotalMenuProps {
  readonly column: Column;
  readonly total: ColumnTotal;
  readonly onChoose: (total: ColumnTotal) => void;
}

/** What is told of a column, and a menu of what else can be. */
export function TotalMenu({ column, total, onChoose }: TotalMenuProps) {
  const { t } = useTranslation();
  const offered = columnTotals.filter((each) => each !== 'sum' || column.type !== 'percent');

  function onSelection(selected: Selection) {
    const next = offered.find((each) => selected !== 'all' && selected.has(each));
    if (next !== undefined) onChoose(next);
  }

  return (
    <MenuTrigger>
      <Button
        className="totals-menu"
        aria-label={t('totals.choose', { column: column.label, total: t(`totals.of.${total}`) })}
      >
        {total === 'none' ? 'Σ' : t(`totals.of.${total}`)}
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Popover className="popover" placement="top end">
        <Menu
          className="menu"
          aria-label={t('totals.menu', { column: column.label })}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[total]}
          onSelectionChange={onSelection}
        >
          {offered.map((each) => (
            <MenuItem key={each} id={each} className="menu-item">
              {t(`totals.of.${each}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
