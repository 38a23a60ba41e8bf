import { memo } from 'react';
import { useTranslation } from 'react-i18next';

interface MissingRowProps {
  /** Place among all rows, from 0 without the headers. */
  readonly index: number;
  /** Top edge in CSS pixels. */
  readonly top: number;
  readonly columnCount: number;
}

/** A row that is on its way: as little as can be drawn, for there are many of them while somebody drags the scrollbar. */
export const MissingRow = memo(function MissingRow({ index, top, columnCount }: MissingRowProps) {
  const { t } = useTranslation();
  return (
    <tr
      className="grid-row"
      aria-rowindex={index + 2}
      aria-busy
      style={{ transform: `translateY(${top}px)` }}
    >
      <td
        className="grid-missing"
        colSpan={columnCount}
        aria-colindex={1}
        aria-label={t('navigator.loadingMore')}
      />
    </tr>
  );
});
