import { useTranslation } from 'react-i18next';

interface MissingRowsProps {
  /** Place of the first one among all rows, from 0 without the headers. */
  readonly index: number;
  /** Top edge and height of all of them together, in CSS pixels. */
  readonly top: number;
  readonly height: number;
  readonly columnCount: number;
}

/** Rows that are on their way: one element for all of them, for they come and go with every frame of a dragged scrollbar. */
export function MissingRows({ index, top, height, columnCount }: MissingRowsProps) {
  const { t } = useTranslation();
  return (
    <tr
      className="grid-row grid-missing"
      aria-rowindex={index + 2}
      aria-busy
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <td
        className="visually-hidden"
        colSpan={columnCount}
        aria-colindex={1}
        aria-label={t('navigator.loadingMore')}
      />
    </tr>
  );
}
