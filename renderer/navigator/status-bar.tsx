import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { minutesUntil, useClockReading } from '../components/clock-reading.ts';
import { useFormats } from '../values/formats.ts';
import type { Order } from '../workspace/order.ts';
import type { SetRows } from './set-rows.ts';

interface StatusBarProps {
  readonly rows: SetRows;
  readonly search: string;
  readonly order: Order;
  readonly columns: readonly Column[];
  /** Place of the active row, from 1; 0 for none. */
  readonly activeRow: number;
  /** When the licence seat gets free, in milliseconds since 1970; null when none is taken. */
  readonly seatUntil: number | null;
  /** What has just happened. */
  readonly announcement: string;
}

/** The bottom line: how much is here, how old it is, and what it is a part of. */
export function StatusBar({
  rows,
  search,
  order,
  columns,
  activeRow,
  seatUntil,
  announcement,
}: StatusBarProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { pages, total } = rows;
  const seatMinutes = useClockReading((now) => minutesUntil(seatUntil, now));
  // While the rows of before stay, they are what is loaded; those of another question are not.
  const kept = pages.fresh === 0 && !pages.requeried;
  const loaded = formats.count(kept ? pages.rows.length : pages.fresh);
  const ordering = columns.find((column) => column.name === order[0]?.column);
  return (
    <footer className="status-bar">
      {pages.receivedAt !== null && (
        <>
          <span data-testid="loaded">
            {total === null
              ? t('status.loaded', { loaded })
              : t('status.loadedOf', { loaded, total: formats.count(total) })}
          </span>
          <span>{t('status.asOf', { time: formats.date.clock(pages.receivedAt) })}</span>
          <span className="status-long">
            {search === '' ? t('status.allRows') : t('status.searched', { search })}
          </span>
          {ordering !== undefined && order[0] !== undefined && (
            <span className="status-long">
              {t(`status.${order[0].direction}`, { column: ordering.label })}
            </span>
          )}
        </>
      )}
      <span className="spacer" />
      <output className="status-long status-announcement">{announcement}</output>
      {activeRow > 0 && pages.rows.length > 0 && (
        <span>{t('status.row', { row: formats.count(activeRow) })}</span>
      )}
      {seatMinutes !== null && (
        <span data-testid="seat">{t('status.seat', { minutes: seatMinutes })}</span>
      )}
    </footer>
  );
}
