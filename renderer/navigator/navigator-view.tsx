import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderItem } from '../../electron/contract/query.ts';
import type { Column, EntitySetDetail, Row } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useErp } from '../erp/erp.ts';
import type { ColumnWidths } from '../grid/column-model.ts';
import type { Opener } from '../grid/data-grid.tsx';
import { useFormats } from '../values/formats.ts';
import { plainText, shownValue } from '../values/shown-value.ts';
import { orderAfter } from '../workspace/order.ts';
import { useEntitySet } from './entity-sets.ts';
import { NavigatorToolbar } from './navigator-toolbar.tsx';
import { type Asking, useRetryWhenBack } from './retry-when-back.ts';
import { RowsPane } from './rows-pane.tsx';
import { useSetRows } from './set-rows.ts';
import { StatusBar } from './status-bar.tsx';

interface NavigatorViewProps {
  readonly place: NavigatorTab;
  /** The set's name until its columns are there. */
  readonly label: string;
  readonly asking: Asking;
  readonly starred: boolean;
  readonly widths: ColumnWidths;
  readonly opener: Opener;
  /** When the licence seat gets free, in milliseconds since 1970; null when none is taken. */
  readonly seatUntil: number | null;
  readonly onStar: () => void;
  readonly onSearch: (search: string) => void;
  readonly onOrder: (order: OrderItem[]) => void;
  readonly onWidths: (widths: ColumnWidths) => void;
  /** Receives when the rows on screen were answered, in milliseconds since 1970. */
  readonly onDataAt: (receivedAt: number | null) => void;
}

/** One open navigator: its toolbar, its rows, its status. */
export function NavigatorView(props: NavigatorViewProps) {
  const { place, asking, onOrder, onDataAt } = props;
  const { t } = useTranslation();
  const detail = useEntitySet(place.set, asking.accountKey, asking.allowed);
  useRetryWhenBack(asking, detail.failure, detail.retry);
  const columns = useMemo(() => shownColumns(detail.set), [detail.set]);
  const { set, search, order } = place;
  const query = useMemo(() => {
    if (columns.length === 0) return null;
    return {
      set,
      columns: columns.map((column) => column.name),
      where: [],
      search,
      order,
    };
  }, [columns, set, search, order]);
  const rows = useSetRows(query, asking);
  const [activeRow, setActiveRow] = useState(0);
  const [announcement, setAnnouncement] = useState('');
  const copy = useCopy(columns, setAnnouncement);

  const { receivedAt } = rows.pages;
  useEffect(() => onDataAt(receivedAt), [onDataAt, receivedAt]);

  function orderBy(column: Column) {
    if (!asking.allowed) setAnnouncement(t('navigator.signInToAsk'));
    else if (column.orderable) onOrder(orderAfter(order, column.name, false));
    else setAnnouncement(t('grid.notOrderable', { column: column.label }));
  }

  const label = detail.set?.label ?? props.label;
  return (
    <section className="navigator" aria-label={label}>
      <NavigatorToolbar
        label={label}
        search={search}
        rows={rows}
        starred={props.starred}
        usable={asking.allowed}
        onReload={detail.failure === null ? rows.reload : detail.retry}
        onStar={props.onStar}
        onSearch={props.onSearch}
      />
      <div className="navigator-body" data-pane>
        {detail.failure !== null && detail.set === null ? (
          <div className="navigator-message">
            <FailureNotice failure={detail.failure} onRetry={detail.retry} />
          </div>
        ) : (
          <RowsPane
            label={label}
            place={place}
            columns={detail.set === null ? null : columns}
            rows={rows}
            widths={props.widths}
            opener={props.opener}
            allowed={asking.allowed}
            onSearch={props.onSearch}
            onOrder={orderBy}
            onWidths={props.onWidths}
            onCopy={copy}
            onActiveRow={setActiveRow}
          />
        )}
      </div>
      <StatusBar
        rows={rows}
        search={search}
        order={order}
        columns={columns}
        activeRow={activeRow}
        seatUntil={props.seatUntil}
        announcement={announcement}
      />
    </section>
  );
}

const mostColumns = 60;

/** The columns that a navigator shows: the model's choice, or all of a set for which the model made none. */
function shownColumns(set: EntitySetDetail | null): readonly Column[] {
  if (set === null) return [];
  const chosen = set.columns.filter((column) => column.shownByDefault);
  return (chosen.length > 0 ? chosen : set.columns).slice(0, mostColumns);
}

/** Copies a cell or a row as text and says so. */
function useCopy(columns: readonly Column[], announce: (text: string) => void) {
  const erp = useErp();
  const formats = useFormats();
  const { t } = useTranslation();
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  }, [columns]);
  return useCallback(
    async (row: Row, column: number | null) => {
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
