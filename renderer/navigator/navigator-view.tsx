import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/failure.ts';
import type { Column } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import { useArrangedRows } from '../columns/arranged-rows.ts';
import { useTabColumns } from '../columns/tab-columns.tsx';
import { useCommand } from '../commands/command.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import type { CopiedSets } from '../erp/copied-sets.ts';
import { type ColumnFilter, withColumnFilter } from '../filters/column-filters.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useNavigatorFiltering } from '../filters/navigator-filtering.ts';
import type { CellRange } from '../grid/cell-range.ts';
import type { ColumnAct } from '../grid/column-act.ts';
import type { ColumnWidths } from '../grid/column-model.ts';
import type { Opener } from '../grid/data-grid.tsx';
import type { GridPlace } from '../grid/grid-place.ts';
import { useListDetails } from '../record/list-details.tsx';
import { answerOf } from '../rows/row-pages.ts';
import type { TabViews } from '../views/tab-views.ts';
import { ViewOutcomeStrip } from '../views/view-outcome.tsx';
import { orderAfter, orderShown } from '../workspace/order.ts';
import type { TabChange } from '../workspace/tabs.ts';
import { AnswerTold } from './answer-told.tsx';
import { ChangesStrip } from './changes-view.tsx';
import { useEntitySet } from './entity-sets.ts';
import { isAnyKept, type KeptOffline } from './kept-offline.ts';
import { usePartOnScreen } from './kept-part.ts';
import { isNarrowed, navigatorQuery, nothingNarrowed } from './navigator-query.ts';
import { NavigatorToolbar } from './navigator-toolbar.tsx';
import { NotHere } from './no-rows.tsx';
import type { DataAt } from './open-tabs.tsx';
import { type Asking, isUnreachable, useRetryWhenBack } from './retry-when-back.ts';
import { useCopy } from './row-copying.ts';
import { RowsPane, wrongColumn } from './rows-pane.tsx';
import { shownScopes } from './scope.ts';
import { SelectionStatistics } from './selection-statistics.tsx';
import { useChanges } from './set-changes.ts';
import { useSetRows } from './set-rows.ts';
import { useTotals } from './set-totals.ts';
import { StatusBar } from './status-bar.tsx';

interface NavigatorViewProps {
  readonly tab: NavigatorTab;
  /** The set's name until its columns are there. */
  readonly label: string;
  readonly asking: Asking;
  readonly kept: KeptOffline;
  readonly copiedSets: CopiedSets;
  readonly starred: boolean;
  readonly tabViews: TabViews;
  readonly widths: ColumnWidths;
  readonly opener: Opener;
  readonly labelOf: (set: string) => string;
  /** When the licence seat gets free, in milliseconds since 1970; null when none is taken. */
  readonly seatUntil: number | null;
  readonly onStar: () => void;
  readonly onChange: (change: TabChange) => void;
  readonly onPlace: (place: GridPlace) => void;
  /** Receives what is typed and not applied yet, by column; null when nothing is. */
  readonly onDraft: (name: string, text: string | null) => void;
  readonly onWidths: (widths: ColumnWidths) => void;
  readonly onDataAt: (dataAt: DataAt) => void;
}

/** One open navigator: its toolbar, its rows, its status. */
export function NavigatorView(props: NavigatorViewProps) {
  const { tab, asking, kept, copiedSets, onChange, onDataAt } = props;
  const { set, search, filters, chosen, advanced, hasFilterRow, hasTotals } = tab;
  const { t } = useTranslation();
  /** Where somebody was when they were here last. */
  const [start] = useState<GridPlace>(tab);
  const detail = useEntitySet(set, asking.accountKey, asking.allowed);
  useRetryWhenBack(asking, detail.failure, detail.retry);
  const standardOrder = detail.set?.standardOrder;
  const order = useMemo(() => orderShown(tab.order, standardOrder), [tab.order, standardOrder]);
  const tabColumns = useTabColumns({ tab, order, set: detail.set, asking, onChange });
  const { columns, asked } = tabColumns;
  const query = useMemo(
    () =>
      asked.length === 0
        ? null
        : navigatorQuery(set, { search, filters, chosen, advanced, order }, asked),
    [asked, set, search, filters, chosen, advanced, order],
  );
  const loaded = useSetRows(query, {
    ...{ firstInSight: start.scroll.row, asking, copiedSets },
    isCopyOpen: kept.copy.status === 'open',
  });
  const rows = useArrangedRows(loaded, columns);
  const filtering = useNavigatorFiltering(set, asking, columns, rows.pages.rows);
  const totals = useTotals(hasTotals ? query : null, {
    ...{ columns, rows, asking },
    chosen: tab.totals,
  });
  const shown = usePartOnScreen(query, { search, filters, chosen, advanced }, columns);
  const changes = useChanges({
    ...{ set, accountKey: asking.accountKey, copiedSets },
    isKept: isAnyKept(kept, set),
  });
  const [activeRow, setActiveRow] = useState(0);
  const [isAdvancedShown, setIsAdvancedShown] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  const [selected, setSelected] = useState<CellRange | null>(null);
  const copy = useCopy(columns, rows.pages, setAnnouncement);
  const scopes = useMemo(() => shownScopes(answerOf(rows.pages)), [rows.pages]);
  useCommand('filterRow', () => onChange({ hasFilterRow: !hasFilterRow }));
  useCommand('advancedFilter', () => setIsAdvancedShown(!isAdvancedShown));
  useCommand('clearFilters', clear, { isOffered: isNarrowed(tab) });
  useCommand('totals', () => onChange({ hasTotals: !hasTotals }));
  useCommand('details', () => onChange({ hasDetails: !tab.hasDetails }));

  const details = useListDetails({
    ...{ tab, activeRow, asking, copiedSets, onChange, pages: rows.pages },
    isCopyOpen: kept.copy.status === 'open',
    labelOf: props.labelOf,
  });
  const { failure } = rows.pages.front;
  const hasFailed = failure !== null || detail.failure !== null;
  const dataAt = rows.age ?? (hasFailed || rows.pages.front.ended ? null : undefined);
  useEffect(() => onDataAt(dataAt), [onDataAt, dataAt]);

  function filterBy(column: string, filter: ColumnFilter) {
    onChange(withColumnFilter({ filters, chosen }, column, filter));
  }

  function clear() {
    onChange(nothingNarrowed);
  }

  function orderBy(column: Column, joined: boolean) {
    // What joins comes after what is seen; what does not takes its place.
    const before = joined ? order : tab.order;
    if (asking.allowed) onChange({ order: orderAfter(before, column.name, joined) });
    else setAnnouncement(t('navigator.signInToAsk'));
  }

  function actOnColumns(act: ColumnAct) {
    if (act.act === 'order' && !asking.allowed) setAnnouncement(t('navigator.signInToAsk'));
    else tabColumns.act(act);
  }

  const label = detail.set?.label ?? props.label;
  return (
    <section className="navigator" aria-label={label}>
      <NavigatorToolbar
        label={label}
        set={detail.set}
        search={search}
        draft={tab.drafts[searchDraft] ?? null}
        rows={rows}
        starred={props.starred}
        asking={asking}
        kept={kept}
        shown={shown}
        changes={changes}
        hasFilterRow={hasFilterRow}
        hasTotals={hasTotals}
        hasDetails={tab.hasDetails}
        labelOf={props.labelOf}
        tabViews={props.tabViews}
        hasAdvanced={isAdvancedShown}
        onAdvanced={setIsAdvancedShown}
        onFilterRow={(isShown) => onChange({ hasFilterRow: isShown })}
        onTotals={(areShown) => onChange({ hasTotals: areShown })}
        onDetails={(areShown) => onChange({ hasDetails: areShown })}
        onReload={detail.failure === null ? rows.reload : detail.retry}
        onStar={props.onStar}
        onSearch={(words) => onChange({ search: words })}
        onDraft={(words) => props.onDraft(searchDraft, words)}
      />
      <FilterBar
        set={detail.set}
        narrowing={tab}
        filtering={filtering}
        scopes={scopes}
        wrong={wrongColumn(rows)}
        isAdvancedShown={isAdvancedShown}
        onChange={onChange}
        onAdvanced={setIsAdvancedShown}
        onClear={clear}
      />
      <ViewOutcomeStrip tabViews={props.tabViews} />
      <ChangesStrip {...changes} />
      <div className="navigator-split">
        <div className="navigator-body" data-pane>
          {detail.failure !== null && detail.set === null ? (
            <NoColumnsYet failure={detail.failure} asking={asking} onRetry={detail.retry} />
          ) : (
            <RowsPane
              label={label}
              tab={tab}
              order={order}
              start={start}
              columns={detail.set === null ? null : columns}
              rows={rows}
              scopes={scopes}
              totals={hasTotals ? totals : null}
              hasFilterRow={hasFilterRow}
              filtering={filtering}
              marks={changes.marks}
              widths={props.widths}
              opener={props.opener}
              asking={asking}
              onClear={clear}
              onFilter={filterBy}
              onDraft={props.onDraft}
              onOrder={orderBy}
              onWidths={props.onWidths}
              onPlace={props.onPlace}
              onColumnAct={actOnColumns}
              onTotal={(column, total) => onChange({ totals: { ...tab.totals, [column]: total } })}
              onCopy={copy}
              onSelect={setSelected}
              onActiveRow={setActiveRow}
              onAct={details.act}
            />
          )}
        </div>
        {details.pane}
      </div>
      <StatusBar
        query={query}
        rows={rows}
        scopes={scopes}
        asking={asking}
        kept={kept}
        labelOf={props.labelOf}
        narrowing={tab}
        order={tab.order}
        columns={columns}
        activeRow={activeRow}
        selection={<SelectionStatistics range={selected} columns={columns} pages={rows.pages} />}
        seatUntil={props.seatUntil}
        announcement={announcement}
      />
      <AnswerTold label={label} rows={rows} scopes={scopes} asking={asking} />
      {tabColumns.chooser}
    </section>
  );
}

interface NoColumnsYetProps {
  readonly failure: Failure;
  readonly asking: Asking;
  readonly onRetry: () => void;
}

/** Why the columns are not known: nobody has looked at this set here before, or something went wrong. */
function NoColumnsYet({ failure, asking, onRetry }: NoColumnsYetProps) {
  if (isUnreachable(failure) || !asking.signedIn) return <NotHere isSignedIn={asking.signedIn} />;
  return (
    <div className="navigator-message">
      <FailureNotice failure={failure} onRetry={onRetry} />
    </div>
  );
}

/** The name under which the draft of the search box is kept: no column has it. */
const searchDraft = '';
