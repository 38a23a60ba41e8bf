import { useTranslation } from 'react-i18next';
import { useFormats } from '../values/formats.ts';
import type { SetRows } from './set-rows.ts';

/** How many rows there are, in words; empty before anything is known. */
export function useRowCount({ pages, total, counting }: SetRows): string {
  const { t } = useTranslation();
  const formats = useFormats();
  if (total !== null) return t('navigator.rows', { count: total, shown: formats.count(total) });
  if (counting) return t('navigator.counting');
  if (pages.rows.length === 0 || pages.remain === 'others') return '';
  const count = pages.rows.length;
  return t('navigator.rowsSoFar', { count, shown: formats.count(count) });
}
