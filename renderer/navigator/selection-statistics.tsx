import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, UnitTotals } from '../../electron/contract/rows.ts';
import { createUnitTally } from '../../electron/contract/unit-tally.ts';
import type { CellRange } from '../grid/cell-range.ts';
import { type RowPages, rowAt } from '../rows/row-pages.ts';
import { useFormats } from '../values/formats.ts';
import { isNumeric } from '../values/shown-value.ts';
import { type SelectedCells, selectedCells } from './copied-cells.ts';
import { averageOf } from './shown-total.ts';

/** More cells than these are counted, and not added up while somebody selects. */
const mostAdded = 200_000;

/** What the numbers among selected cells come to, those of each currency and unit apart. */
export function selectionTotals({ columns, rows, left }: SelectedCells): readonly UnitTotals[] {
  const tally = createUnitTally();
  for (const [index, column] of columns.entries()) {
    if (!isNumeric(column)) continue;
    for (const { cells } of rows) tally.add(cells[left + index] ?? null);
  }
  return tally.totals();
}

interface SelectionStatisticsProps {
  /** Null for no selection. */
  readonly range: CellRange | null;
  readonly columns: readonly Column[];
  readonly pages: RowPages;
}

/** How many cells are selected, and what their numbers come to. */
export function SelectionStatistics({ range, columns, pages }: SelectionStatisticsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const counted =
    range === null ? 0 : (range.bottom - range.top + 1) * (range.right - range.left + 1);
  const totals = useMemo(
    () =>
      range === null || counted > mostAdded
        ? []
        : selectionTotals(selectedCells(range, columns, (place) => rowAt(pages, place))),
    [range, counted, columns, pages],
  );
  if (range === null || counted < 2) return null;
  const written = (value: string, unit: string) => {
    const number = formats.decimal(value, { minimumFraction: 0, style: 'decimal' });
    return unit === '' ? number : `${number} ${unit}`;
  };
  const parts = totals.map((each) =>
    [
      t('selection.sum', { value: written(each.sum ?? '0', each.unit) }),
      t('selection.average', { value: written(averageOf(each) ?? '0', each.unit) }),
      t('selection.numbers', { count: formats.count(each.count ?? 0) }),
    ].join(', '),
  );
  const words = [t('selection.cells', { count: counted, shown: formats.count(counted) }), ...parts];
  const said = words.join(' · ');
  return (
    <>
      <span className="status-said" title={words.join('\n')} aria-hidden>
        {said}
      </span>
      {/* Apart from what has a title, with which it would be heard twice. */}
      <output className="visually-hidden" data-live-announcer data-testid="selection">
        {said}
      </output>
    </>
  );
}
