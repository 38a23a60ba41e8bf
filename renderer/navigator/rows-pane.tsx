import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnTotal } from '../../electron/contract/column-total.ts';
import type { FailureCode } from '../../electron/contract/failure.ts';
import type { Column } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import { FailureNotice, RetryButton } from '../components/failure-notice.tsx';
import { LongWait } from '../components/long-wait.tsx';
import { CellMenu } from '../filters/cell-menu.tsx';
import type { ColumnFilter } from '../filters/column-filters.ts';
import { FilterRow } from '../filters/filter-row.tsx';
import { type Filtering, FilteringContext } from '../filters/filtering.ts';
import type { CellRange } from '../grid/cell-range.ts';
import type { ColumnAct } from '../grid/column-act.ts';
import type { ColumnWidths } from '../grid/column-model.ts';
import { DataGrid, type Opener } from '../grid/data-grid.tsx';
import type { GridPlace } from '../grid/grid-place.ts';
import { GridSkeleton } from '../grid/grid-skeleton.tsx';
import type { ActedCell, RowAct } from '../grid/row-act.ts';
import type { RowMarks } from '../grid/row-marks.ts';
import { ReferenceHover } from '../record/reference-hover.tsx';
import { answerOf, placesOf, rowAt } from '../rows/row-pages.ts';
import type { Order } from '../workspace/order.ts';
import { NoColumns, NoRows, NotHere } from './no-rows.tsx';
import { type Asking, isPassing, isUnreachable } from './retry-when-back.ts';
import type { ShownScopes } from './scope.ts';
import type { SetRows } from './set-rows.ts';
import type { TotalsQuery } from './set-totals.ts';
import { TotalsRow } from './totals-row.tsx';

interface RowsPaneProps {
  readonly label: string;
  readonly tab: NavigatorTab;
  /** What the rows are ordered by, chosen or not. */
  readonly order: Order;
  readonly start: GridPlace;
  /** Null until they are known. */
  readonly columns: readonly Column[] | null;
  readonly rows: SetRows;
  readonly scopes: ShownScopes;
  /** Null when nobody wants them. */
  readonly totals: TotalsQuery | null;
  readonly hasFilterRow: boolean;
  readonly filtering: Filtering;
  readonly marks: RowMarks;
  readonly widths: ColumnWidths;
  readonly opener: Opener;
  readonly asking: Asking;
  /** Lifts all that narrows the rows. */
  readonly onClear: () => void;
  readonly onFilter: (column: string, filter: ColumnFilter) => void;
  readonly onDraft: (column: string, text: string | null) => void;
  readonly onOrder: (column: Column, joined: boolean) => void;
  readonly onWidths: (widths: ColumnWidths) => void;
  readonly onPlace: (place: GridPlace) => void;
  /** Null where columns stay as they are. */
  readonly onColumnAct: ((act: ColumnAct) => void) | null;
  readonly onTotal: (column: string, total: ColumnTotal) => void;
  readonly onCopy: (range: CellRange, isTable: boolean) => Promise<void>;
  readonly onSelect: (range: CellRange | null) => void;
  readonly onActiveRow: (row: number) => void;
  readonly onAct: (act: RowAct, cell: ActedCell) => void;
}

/** The rows, or why there are none. */
export function RowsPane(props: RowsPaneProps) {
  const { label, tab, order, columns, rows, asking } = props;
  const { pages, loader } = rows;
  const { t } = useTranslation();
  const { front } = pages;
  const failure = failureToTell(rows, asking);
  const wrong = wrongColumn(rows);
  const frame = useRef<HTMLDivElement>(null);
  const rowsShown = useMemo(
    () => ({ count: placesOf(pages), at: (place: number) => rowAt(pages, place) }),
    [pages],
  );

  if (columns?.length === 0) return <NoColumns />;
  const isWaiting = columns === null || rows.resuming || (pages.rows.length === 0 && !isOver(rows));
  if (isWaiting && failure === null && wrong === null) {
    return (
      <>
        <GridSkeleton label={t('navigator.loading', { set: label })} />
        {front.request !== null && (
          <div className="wait-strip">
            <LongWait startedAt={front.request.startedAt} onCancel={loader.cancel} />
          </div>
        )}
      </>
    );
  }
  // Rows are dimmed while others are on their way, not for as long as a filter is wrong.
  const isReplacing = pages.remain !== 'same' && front.request !== null;
  return (
    <>
      <div ref={frame} className="grid-frame" aria-busy={isReplacing}>
        <DataGrid
          label={t('navigator.grid', { set: label })}
          columns={columns ?? []}
          rows={rowsShown}
          freshRows={isReplacing ? pages.fresh : rowsShown.count}
          marks={props.marks}
          total={rows.total}
          isEndFollowed={isPutTogetherHere(rows)}
          tail={tailOf(rows, asking)}
          question={JSON.stringify([tab.search, tab.filters, tab.chosen, tab.advanced, order])}
          order={order}
          orderScopes={props.scopes.orders}
          onOrder={props.onOrder}
          filterRow={
            props.hasFilterRow
              ? (placed) => (
                  <FilteringContext value={props.filtering}>
                    <FilterRow
                      columns={placed}
                      filters={tab.filters}
                      chosen={tab.chosen}
                      drafts={tab.drafts}
                      scopes={props.scopes.filters}
                      wrong={wrong}
                      onFilter={props.onFilter}
                      onDraft={props.onDraft}
                    />
                  </FilteringContext>
                )
              : null
          }
          footer={
            props.totals === null
              ? null
              : (placed) =>
                  props.totals && (
                    <TotalsRow
                      columns={placed}
                      totals={props.totals}
                      chosen={tab.totals}
                      onChoose={props.onTotal}
                    />
                  )
          }
          widths={props.widths}
          opener={props.opener}
          start={props.start}
          onPlace={props.onPlace}
          onWidths={props.onWidths}
          onLook={loader.look}
          frozen={tab.frozen}
          onColumnAct={props.onColumnAct}
          onCopy={(range, isTable) => void props.onCopy(range, isTable)}
          onSelect={props.onSelect}
          onActiveRow={props.onActiveRow}
          onAct={props.onAct}
        />
        <CellMenu
          frame={frame}
          columns={columns ?? []}
          filters={tab}
          rowAt={rowsShown.at}
          onFilter={props.onFilter}
        />
        <ReferenceHover frame={frame} rowAt={rowsShown.at} />
      </div>
      {pages.rows.length === 0 && failure !== null && (
        <div className="navigator-message rows-message">
          <FailureNotice failure={failure} onRetry={loader.retry} />
        </div>
      )}
      {pages.rows.length === 0 && failure === null && wrong === null && (
        <div className="rows-message">{whyNone(props)}</div>
      )}
      {isReplacing && front.request !== null && (
        <div className="wait-strip">
          <LongWait startedAt={front.request.startedAt} onCancel={loader.cancel} />
        </div>
      )}
      {failure !== null && pages.fresh === 0 && pages.rows.length > 0 && (
        <div className="failure-strip">
          <FailureNotice failure={failure} onRetry={loader.retry} />
        </div>
      )}
      {pages.distant.failure !== null && (
        <div className="failure-strip">
          <FailureNotice failure={pages.distant.failure} onRetry={loader.retry} />
        </div>
      )}
    </>
  );
}

/** The whole answer is on this computer, however many of its rows the window has by now. */
function isPutTogetherHere({ pages }: SetRows): boolean {
  const answer = answerOf(pages);
  return answer?.isComplete === true && answer.scope.some(({ scope }) => scope === 'localComplete');
}

/** Nothing more is on its way by itself. */
function isOver({ pages: { front } }: SetRows): boolean {
  return front.request === null && (front.failure !== null || front.ended);
}

function whyNone({ label, tab, rows, asking, onClear }: RowsPaneProps): ReactNode {
  const { front } = rows.pages;
  const isKnown = front.failure === null && (answerOf(rows.pages)?.isComplete ?? false);
  if (!isKnown && (asking.offline || !asking.signedIn || front.failure !== null)) {
    return <NotHere isSignedIn={asking.signedIn} />;
  }
  return <NoRows label={label} narrowing={tab} onClear={onClear} />;
}

/** Failures that the state chip tells of; whoever has rows to read needs not hear it twice. */
const toldByChip: ReadonlySet<FailureCode> = new Set(['noLicenceSeat', 'tooManyRequests']);

/**
 * The failure to tell; null when there is none, or when something else tells it already: the state chip of those that pass
 * by themselves, the column of its filter, the strip over all of this of a sign-in.
 */
function failureToTell({ pages }: SetRows, { signedIn }: Asking) {
  const { failure } = pages.front;
  if (failure === null || failure.code === 'notKept') return null;
  if (failure.code === 'badRequest' && failure.detail !== undefined) return null;
  if (!signedIn && isPassing(failure)) return null;
  if (isUnreachable(failure)) return null;
  return toldByChip.has(failure.code) && pages.rows.length > 0 ? null : failure;
}

/** The column whose filter was not understood; null when none is to blame. */
export function wrongColumn({ pages }: SetRows): string | null {
  const { failure } = pages.front;
  return failure?.code === 'badRequest' ? (failure.detail ?? null) : null;
}

/** The line below the last row: more is coming, or why it is not. */
function tailOf({ pages, loader }: SetRows, { signedIn, offline }: Asking): ReactNode {
  const { front, back, before, rows } = pages;
  // Where all rows can be had, those that are not here come when somebody looks.
  if (rows.length === 0 || placesOf(pages) > rows.length) return null;
  if (back !== null && !back.ended && front.failure !== null) return <LoadingTail />;
  if (front.failure !== null) {
    // What the copy has shown before was all that there is.
    const areAllHere = before?.source === 'copy' && before.isComplete;
    if (isPassing(front.failure) && areAllHere) return null;
    if (!signedIn) return <QuietTail words="signInForMore" />;
    if (isUnreachable(front.failure)) return <QuietTail words="restNotHere" />;
    if (pages.fresh === 0) return null;
    return <FailedTail failure={front.failure} onRetry={loader.retry} />;
  }
  if (!front.ended && front.source === 'instance' && !signedIn) {
    return back === null || back.ended ? <QuietTail words="signInForMore" /> : <LoadingTail />;
  }
  if (!front.ended) return <LoadingTail />;
  if (answerOf(pages)?.isComplete !== false || front.source !== 'copy') return null;
  if (!signedIn) return <QuietTail words="signInForMore" />;
  return offline ? <QuietTail words="restNotHere" /> : null;
}

function QuietTail({ words }: { readonly words: 'signInForMore' | 'restNotHere' }) {
  const { t } = useTranslation();
  return <span className="quiet">{t(`navigator.${words}`)}</span>;
}

function LoadingTail() {
  const { t } = useTranslation();
  return <span className="quiet">{t('navigator.loadingMore')}</span>;
}

function FailedTail(props: Parameters<typeof RetryButton>[0]) {
  const { t } = useTranslation();
  return (
    <span className="tail-failure" role="alert">
      {t(`failure.${props.failure.code}.title`)}
      <RetryButton {...props} />
    </span>
  );
}
