import { Inbox, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column, Row } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import { FailureNotice, RetryButton } from '../components/failure-notice.tsx';
import { LongWait } from '../components/long-wait.tsx';
import type { ColumnWidths } from '../grid/column-model.ts';
import { DataGrid, type Opener } from '../grid/data-grid.tsx';
import { GridSkeleton } from '../grid/grid-skeleton.tsx';
import type { SetRows } from './set-rows.ts';

interface RowsPaneProps {
  readonly label: string;
  readonly place: NavigatorTab;
  /** Null until they are known. */
  readonly columns: readonly Column[] | null;
  readonly rows: SetRows;
  readonly widths: ColumnWidths;
  readonly opener: Opener;
  readonly allowed: boolean;
  readonly onSearch: (search: string) => void;
  readonly onOrder: (column: Column) => void;
  readonly onWidths: (widths: ColumnWidths) => void;
  readonly onCopy: (row: Row, column: number | null) => Promise<void>;
  readonly onActiveRow: (row: number) => void;
}

/** The rows, or why there are none. */
export function RowsPane(props: RowsPaneProps) {
  const { label, columns, rows, allowed } = props;
  const { pages, loader, total } = rows;
  const { t } = useTranslation();
  // Without a sign-in there is one thing to do, which stands over all of this already.
  const failure = allowed ? pages.failure : null;

  if (columns?.length === 0) return <Message icon={<Inbox />} title={t('navigator.noColumns')} />;
  if (pages.rows.length === 0) {
    if (failure !== null) {
      return (
        <div className="navigator-message">
          <FailureNotice failure={failure} onRetry={loader.retry} />
        </div>
      );
    }
    if (pages.complete) return <NoRows {...props} />;
    if (!allowed) return <p className="navigator-message quiet">{t('navigator.signInFirst')}</p>;
    return (
      <>
        <GridSkeleton label={t('navigator.loading', { set: label })} />
        {pages.request !== null && (
          <div className="wait-strip">
            <LongWait startedAt={pages.request.startedAt} onCancel={loader.cancel} />
          </div>
        )}
      </>
    );
  }
  const reloading = pages.request !== null && pages.fresh === 0;
  return (
    <>
      <div className="grid-frame" aria-busy={reloading}>
        <DataGrid
          key={props.place.set}
          label={t('navigator.grid', { set: label })}
          columns={columns ?? []}
          rows={pages.rows}
          freshRows={pages.fresh}
          total={total}
          tail={tailOf(rows, allowed)}
          question={JSON.stringify([props.place.search, props.place.order])}
          order={props.place.order}
          onOrder={props.onOrder}
          widths={props.widths}
          opener={props.opener}
          onWidths={props.onWidths}
          onLook={allowed ? loader.look : lookNowhere}
          onCopy={(row, column) => void props.onCopy(row, column)}
          onActiveRow={props.onActiveRow}
        />
      </div>
      {reloading && pages.request !== null && (
        <div className="wait-strip">
          <LongWait startedAt={pages.request.startedAt} onCancel={loader.cancel} />
        </div>
      )}
      {failure !== null && pages.fresh === 0 && (
        <div className="failure-strip">
          <FailureNotice failure={failure} onRetry={loader.retry} />
        </div>
      )}
    </>
  );
}

/** Without a sign-in nothing more is loaded, however far somebody scrolls. */
function lookNowhere() {}

/** The line below the last row: more is coming, or why it is not. */
function tailOf({ pages, loader }: SetRows, allowed: boolean): ReactNode {
  if (pages.complete || pages.fresh === 0) return null;
  if (!allowed) return <SignInTail />;
  if (pages.failure !== null) return <FailedTail failure={pages.failure} onRetry={loader.retry} />;
  return <LoadingTail />;
}

function SignInTail() {
  const { t } = useTranslation();
  return <span className="quiet">{t('navigator.signInForMore')}</span>;
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

function NoRows({ label, place, onSearch }: RowsPaneProps) {
  const { t } = useTranslation();
  if (place.search === '') {
    return (
      <Message
        icon={<Inbox />}
        title={t('navigator.empty', { set: label })}
        advice={t('navigator.emptyAdvice')}
      />
    );
  }
  return (
    <Message
      icon={<SearchX />}
      title={t('navigator.emptySearch', { set: label, search: place.search })}
      advice={t('navigator.emptySearchAdvice')}
    >
      <Button className="button" onPress={() => onSearch('')} data-pane-entry>
        {t('navigator.liftSearch')}
      </Button>
    </Message>
  );
}

interface MessageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly advice?: string;
  readonly children?: ReactNode;
}

function Message({ icon, title, advice, children }: MessageProps) {
  return (
    <div className="navigator-message">
      <div className="empty-state">
        <span className="empty-icon" aria-hidden>
          {icon}
        </span>
        <output className="empty-title">{title}</output>
        {advice !== undefined && <p className="quiet">{advice}</p>}
        {children}
      </div>
    </div>
  );
}
