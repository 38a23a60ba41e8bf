import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Row } from '../../electron/contract/rows.ts';
import { useErp } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';
import { plainText, shownValue } from '../values/shown-value.ts';

/** Copies a cell, or with `column` null a row, as text, and says so. */
export function useCopy(
  columns: readonly Column[],
  announce: (text: string) => void,
): (row: Row, column: number | null) => Promise<void> {
  const erp = useErp();
  const formats = useFormats();
  const { t } = useTranslation();
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  }, [columns]);
  return useCallback(
    async (row, column) => {
      const words = { yes: t('common.yes'), no: t('common.no') };
      const texts = latest.current.map((each, index) =>
        plainText(shownValue(row.cells[index] ?? null, each, formats), words),
      );
      const text = column === null ? texts.join('\t') : (texts[column] ?? '');
      if (text === '') return announce(t('grid.copiedNothing'));
      const answer = await erp.copyText({ text });
      announce(
        answer.ok
          ? t('grid.copiedCell', { text: text.length > 80 ? `${text.slice(0, 80)}…` : text })
          : t(`failure.${answer.error.code}.title`),
      );
    },
    [erp, formats, t, announce],
  );
}
