import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { Column } from '../../electron/contract/rows.ts';
import { useAge } from '../components/age.ts';
import { minutesUntil, useClockReading } from '../components/clock-reading.ts';
import { LoadAll } from '../deferred/parts.tsx';
import { type Narrowing, useNarrowingWords } from '../filters/narrowing-words.ts';
import { answerOf, placesOf } from '../rows/row-pages.ts';
import { useFormats } from '../values/formats.ts';
import type { Order } from '../workspace/order.ts';
import { fetching, type KeptOffline } from './kept-offline.ts';
import { keptName, useKeptWords } from './kept-words.ts';
import type { Asking } from './retry-when-back.ts';
import { copyScope, type ShownScopes } from './scope.ts';
import { useScopeWords } from './scope-words.ts';
import type { SetRows } from './set-rows.ts';

interface StatusBarProps {
  /** What was asked; null until the columns are known. */
  readonly query: StructuredQuery | null;
  readonly rows: SetRows;
  readonly scopes: ShownScopes;
  readonly asking: Asking;
  readonly kept: KeptOffline;
  readonly labelOf: (set: string) => string;
  readonly narrowing: Narrowing;
  /** What somebody chose to order by. */
  readonly order: Order;
  readonly columns: readonly Column[];
  /** Place of the active row, from 1; 0 for none. */
  readonly activeRow: number;
  /** What the selected cells come to. */
  readonly selection: ReactNode;
  /** When the licence seat gets free, in milliseconds since 1970; null when none is taken. */
  readonly seatUntil: number | null;
  /** What has just happened. */
  readonly announcement: string;
}

/** The bottom line: how much is here, how old it is, what it is a part of, and what is being fetched to be kept. */
export function StatusBar(props: StatusBarProps) {
  const { rows, narrowing, order, columns, activeRow, seatUntil } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const writtenAge = useAge();
  const { pages, total, age } = rows;
  const seatMinutes = useClockReading((now) => minutesUntil(seatUntil, now));
  const loaded = formats.count(placesOf(pages));
  const ordered = order.flatMap(({ column, direction }) => {
    const label = columns.find(({ name }) => name === column)?.label;
    return label === undefined ? [] : [t(`status.${direction}`, { column: label })];
  });
  const words = useNarrowingWords(narrowing).join(' · ');
  return (
    <footer className="status-bar">
      {/* Rows of another question are not what was loaded for this one. */}
      {age !== null && pages.remain !== 'others' && (
        <>
          <span data-testid="loaded">
            {total === null
              ? t('status.loaded', { loaded })
              : t('status.loadedOf', { loaded, total: formats.count(total) })}
          </span>
          <span data-testid="age">{t('status.asOf', { time: writtenAge(age) })}</span>
          <ScopeLabel query={props.query} rows={rows} scopes={props.scopes} asking={props.asking} />
        </>
      )}
      {/* Told elsewhere in the window, too. */}
      <span className="status-told">
        {age !== null && pages.remain !== 'others' && (
          <>
            <span>
              {words === '' ? t('status.allRows') : t('status.searched', { search: words })}
            </span>
            {ordered.length > 0 && <span>{ordered.join(', ')}</span>}
          </>
        )}
        <Fetching kept={props.kept} labelOf={props.labelOf} />
        {seatMinutes !== null && (
          <span data-testid="seat">{t('status.seat', { minutes: seatMinutes })}</span>
        )}
      </span>
      {/* Dialogs leave live announcers where they are: what comes back when they close would be heard again. */}
      <output className="status-said status-announcement" data-live-announcer>
        {props.announcement}
      </output>
      {props.selection}
      {activeRow > 0 && pages.rows.length > 0 && (
        <span className="status-row">{t('status.row', { row: formats.count(activeRow) })}</span>
      )}
    </footer>
  );
}

type ScopeLabelProps = Pick<StatusBarProps, 'query' | 'rows' | 'scopes' | 'asking'>;

/** How far the answer goes as a whole, why, and a button to make it go further. */
function ScopeLabel({ query, rows, scopes, asking }: ScopeLabelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { pages } = rows;
  const isAlone = asking.offline || !asking.signedIn;
  const whole = scopes.whole ?? copyScope(answerOf(pages), isAlone);
  const words = useScopeWords(whole);
  if (whole === null) return null;
  const isPartial = whole.scope === 'localFirstRows';
  return (
    <>
      <span
        className="status-scope"
        data-partial={isPartial || undefined}
        data-testid="scope"
        title={words}
      >
        {t(`scope.short.${whole.scope}`, {
          count: whole.rows,
          rows: formats.count(whole.rows),
        })}
        {whole.reason !== null && (
          <span className="visually-hidden">. {t(`scope.reason.${whole.reason}`)}</span>
        )}
      </span>
      {isPartial && !isAlone && query !== null && (
        <LoadAll query={query} rows={rows} accountKey={asking.accountKey} />
      )}
    </>
  );
}

type FetchingProps = Pick<StatusBarProps, 'kept' | 'labelOf'>;

/** What is being fetched to be kept, and how far that is. */
function Fetching({ kept, labelOf }: FetchingProps) {
  const words = useKeptWords();
  const { t } = useTranslation();
  if (kept.isHeldBack === true && kept.sets.length > 0) {
    return <span data-testid="held-back">{t('keep.heldBack')}</span>;
  }
  const current = fetching(kept);
  if (current === null) return null;
  return (
    <span data-testid="keeping">
      {keptName(current, labelOf)}: {words(current, kept.isPaused)}
    </span>
  );
}
