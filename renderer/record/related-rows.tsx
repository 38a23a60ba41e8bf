import { Unlink } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import type { CopiedSets } from '../erp/copied-sets.ts';
import { useNavigatorFiltering } from '../filters/navigator-filtering.ts';
import type { ColumnWidths } from '../grid/column-model.ts';
import type { Opener } from '../grid/data-grid.tsx';
import { atTheTop } from '../grid/grid-place.ts';
import { noMarks } from '../grid/row-marks.ts';
import { useEntitySet } from '../navigator/entity-sets.ts';
import { navigatorQuery } from '../navigator/navigator-query.ts';
import { Message, NotHere } from '../navigator/no-rows.tsx';
import { type Asking, isUnreachable, useRetryWhenBack } from '../navigator/retry-when-back.ts';
import { useCopy } from '../navigator/row-copying.ts';
import { useRowCount } from '../navigator/row-count.ts';
import { RowsPane } from '../navigator/rows-pane.tsx';
import { shownScopes } from '../navigator/scope.ts';
import { useSetRows } from '../navigator/set-rows.ts';
import { answerOf } from '../rows/row-pages.ts';
import { type Order, orderAfter, orderShown } from '../workspace/order.ts';
import { newNavigator } from '../workspace/tabs.ts';
import { owningColumn, type RelatedRows as Related } from './record-parts.ts';
import { useRowActs } from './row-acts.ts';

interface RelatedRowsProps {
  readonly related: Related;
  readonly label: string;
  readonly asking: Asking;
  readonly copiedSets: CopiedSets;
  readonly isCopyOpen: boolean;
}

/** The rows of a set that belong to a record, as an ordinary navigator has them: filtered, from the copy at once, page by page. */
export function RelatedRows(props: RelatedRowsProps) {
  const { related, label, asking, copiedSets, isCopyOpen } = props;
  const { set, record } = related;
  const { t } = useTranslation();
  const detail = useEntitySet(set, asking.accountKey, asking.allowed);
  useRetryWhenBack(asking, detail.failure, detail.retry);
  const [chosenOrder, setOrder] = useState<Order>([]);
  const [widths, setWidths] = useState<ColumnWidths>({});
  const [announcement, setAnnouncement] = useState('');
  const standardOrder = detail.set?.standardOrder;
  const order = useMemo(() => orderShown(chosenOrder, standardOrder), [chosenOrder, standardOrder]);
  const owning = useMemo(() => {
    if (related.column !== null) return { column: related.column, set: record.set };
    return detail.set === null ? null : owningColumn(detail.set, record.set);
  }, [related.column, record.set, detail.set]);
  const columns = useMemo(
    () => listColumns(detail.set?.columns ?? [], owning?.column ?? null),
    [detail.set, owning],
  );
  const tab = useMemo(
    () => ({
      ...newNavigator(set),
      ...{ id: set, past: [], future: [], order, hasFilterRow: false },
      chosen:
        owning === null ? {} : { [owning.column]: [{ set: owning.set, id: record.id, text: '' }] },
    }),
    [set, owning, order, record.id],
  );
  const names = columns.map(({ name }) => name).join(' ');
  const query = useMemo(
    () => (owning === null || names === '' ? null : navigatorQuery(set, tab, names.split(' '))),
    [owning, names, set, tab],
  );
  const rows = useSetRows(query, { firstInSight: 0, asking, copiedSets, isCopyOpen });
  const filtering = useNavigatorFiltering(set, asking, columns, rows.pages.rows);
  const count = useRowCount(rows);
  const copy = useCopy(columns, rows.pages, setAnnouncement);
  const scopes = useMemo(() => shownScopes(answerOf(rows.pages)), [rows.pages]);
  const act = useRowActs(set, rows.pages);

  if (detail.set === null && detail.failure !== null) {
    return isUnreachable(detail.failure) || !asking.signedIn ? (
      <NotHere isSignedIn={asking.signedIn} />
    ) : (
      <FailureNotice failure={detail.failure} onRetry={detail.retry} />
    );
  }
  if (detail.set !== null && owning === null) {
    return <Message icon={<Unlink />} title={t('record.noOwner')} />;
  }
  return (
    <>
      <div className="related-rows">
        <RowsPane
          label={label}
          tab={tab}
          order={order}
          start={atTheTop}
          columns={detail.set === null ? null : columns}
          rows={rows}
          scopes={scopes}
          totals={null}
          hasFilterRow={false}
          filtering={filtering}
          marks={noMarks}
          widths={widths}
          opener={nobody}
          asking={asking}
          onClear={nothing}
          onFilter={nothing}
          onDraft={nothing}
          onOrder={(column, joined) =>
            setOrder(orderAfter(joined ? order : chosenOrder, column.name, joined))
          }
          onWidths={setWidths}
          onPlace={nothing}
          onColumnAct={null}
          onTotal={nothing}
          onCopy={copy}
          onSelect={nothing}
          onActiveRow={nothing}
          onAct={act}
        />
      </div>
      <p className="related-count quiet" data-testid="related-count">
        {count}
        <output className="visually-hidden">{announcement}</output>
      </p>
    </>
  );
}

const nobody: Opener = { focused: null };
const nothing = () => undefined;
const mostColumns = 40;

/** What a list of rows shows that all belong to the same: the model's choice, without what would be the same in each of them. */
function listColumns(all: readonly Column[], owner: string | null): readonly Column[] {
  const others = all.filter(({ name }) => name !== owner);
  const standard = others.filter((column) => column.shownByDefault);
  return (standard.length > 0 ? standard : others).slice(0, mostColumns);
}
