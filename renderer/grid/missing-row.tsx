import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedColumn } from './grid-row.tsx';

interface MissingRowProps {
  /** Place among all rows, from 0 without the headers. */
  readonly index: number;
  /** Top edge in CSS pixels. */
  readonly top: number;
  readonly columns: readonly PlacedColumn[];
}

/** A row that is on its way: grey where its values will be. */
export const MissingRow = memo(function MissingRow({ index, top, columns }: MissingRowProps) {
  const { t } = useTranslation();
  return (
    <tr
      className="grid-row"
      aria-rowindex={index + 2}
      aria-busy
      data-missing
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map(({ column, index: place, start, size }) => (
        <td
          key={column.name}
          className="grid-cell"
          aria-colindex={place + 1}
          aria-label={t('navigator.loadingMore')}
          style={{ left: start, width: size }}
        />
      ))}
    </tr>
  );
});
