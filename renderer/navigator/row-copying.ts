import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { useErp } from '../erp/erp.ts';
import type { CellRange } from '../grid/cell-range.ts';
import { type RowPages, rowAt } from '../rows/row-pages.ts';
import { useFormats } from '../values/formats.ts';
import { type CopyWords, cellText, selectedCells, tableOf } from './copied-cells.ts';

/** What one copy may carry, in characters, as the main process takes it. */
const longest = 1_000_000;
/** What of a copied cell is said, in characters. */
const longestSaid = 80;

/** Copies cells as text, and says so: one of them as it is shown, more of them, or with headers, as a table. */
export function useCopy(
  columns: readonly Column[],
  pages: RowPages,
  announce: (text: string) => void,
): (range: CellRange, isTable: boolean) => Promise<void> {
  const erp = useErp();
  const formats = useFormats();
  const { t } = useTranslation();
  const latest = useRef({ columns, pages });
  useEffect(() => {
    latest.current = { columns, pages };
  }, [columns, pages]);
  return useCallback(
    async (range, isTable) => {
      const words: CopyWords = {
        yes: t('common.yes'),
        no: t('common.no'),
        unitOf: ({ type, label }) =>
          t(type === 'amount' ? 'grid.currencyOf' : 'grid.unitOf', { column: label }),
      };
      const { columns: all, pages: loaded } = latest.current;
      const cells = selectedCells(range, all, (place) => rowAt(loaded, place));
      const isOne = !isTable && range.top === range.bottom && range.left === range.right;
      const text = isOne
        ? cellText(cells, formats, words)
        : tableOf(cells, isTable, formats, words);
      if (text === '') return announce(t('grid.copiedNothing'));
      if (text.length > longest) return announce(t('grid.copyTooLong'));
      const answer = await erp.copyRows({ text });
      if (!answer.ok) return announce(t(`failure.${answer.error.code}.title`));
      const said = text.length > longestSaid ? `${text.slice(0, longestSaid)}…` : text;
      const table = {
        rows: formats.count(cells.rows.length),
        columns: formats.count(cells.columns.length),
      };
      announce(isOne ? t('grid.copiedCell', { text: said }) : t('grid.copiedTable', table));
    },
    [erp, formats, t, announce],
  );
}
