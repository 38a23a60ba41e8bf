import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import { useCommand, useCommandHint, useCommands } from '../commands/command.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { failureOf, useErp, withTicket } from '../erp/erp.ts';
import { answerOf, type RowPages } from '../rows/row-pages.ts';
import { useFormats } from '../values/formats.ts';
import { focusRowsIfLost } from './focus-rows.ts';
import {
  hadBetterBeKept,
  type LoadAllEstimate,
  loadAllEstimate,
  lookedThroughQuery,
} from './load-all-estimate.ts';
import type { SetRows } from './set-rows.ts';

interface LoadAllProps {
  readonly query: StructuredQuery;
  readonly rows: SetRows;
  readonly accountKey: string;
}

/** Makes a partial answer a complete one: says what that takes, then does it, tells how far it is, and can be stopped. */
export function LoadAll({ query, rows, accountKey }: LoadAllProps) {
  const { t } = useTranslation();
  const { pages, loader } = rows;
  const [isOpen, setOpen] = useState(false);
  const counted = useCounted({ query, pages, accountKey }, isOpen);
  const all = counted.data?.count ?? null;
  const failure = failureOf(counted.error);
  const lookedThrough = pages.front.request?.lookedThrough;
  const isBusy = pages.front.request !== null;
  useCommand('loadAll', () => setOpen(true), { isOffered: !isBusy });
  if (lookedThrough !== undefined) {
    return <Progress done={lookedThrough} all={all} onCancel={loader.cancel} />;
  }

  function start() {
    setOpen(false);
    loader.loadAll();
    // The button that had the focus is gone, and Esc stops it from anywhere.
    requestAnimationFrame(focusRowsIfLost);
  }

  return (
    <>
      <Button
        className="button button-small status-more"
        isDisabled={isBusy}
        onPress={loader.lookThroughMore}
      >
        {t('scope.lookThroughMore')}
      </Button>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button className="button button-small status-more" isDisabled={isBusy}>
          {t('loadAll.button')}
        </Button>
        {/* Itself the dialog: beside one in it, what closes it for screen readers would stand in no region. */}
        <Popover
          className="popover load-all-popover"
          placement="top start"
          aria-label={t('loadAll.title')}
        >
          <div className="load-all">
            <h2 className="load-all-title">{t('loadAll.title')}</h2>
            {failure !== null && (
              <FailureNotice failure={failure} onRetry={() => void counted.refetch()} />
            )}
            {counted.isFetching && <output className="quiet">{t('navigator.counting')}</output>}
            {counted.data !== undefined && (
              <Offer all={all} rows={rows} onStart={start} onClose={() => setOpen(false)} />
            )}
          </div>
        </Popover>
      </DialogTrigger>
    </>
  );
}

interface Counted {
  readonly query: StructuredQuery;
  readonly pages: RowPages;
  readonly accountKey: string;
}

/** How many rows would have to be looked through; asked for once somebody wants to know. */
function useCounted({ query, pages, accountKey }: Counted, isWanted: boolean) {
  const erp = useErp();
  const asked = lookedThroughQuery(query, answerOf(pages)?.scope ?? []);
  const { set, where, search } = asked;
  return useQuery({
    queryKey: ['looked-through', accountKey, set, where, search],
    queryFn: ({ signal }) =>
      withTicket(erp, signal, (ticket) => erp.countRows({ ticket, query: asked })),
    enabled: isWanted,
  });
}

interface OfferProps {
  /** How many rows there are to be looked through; null when nobody knows. */
  readonly all: number | null;
  readonly rows: SetRows;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

/** What it takes, and a button to do it or what is better. */
function Offer({ all, rows, onStart, onClose }: OfferProps) {
  const { t } = useTranslation();
  const { store } = useCommands();
  const formats = useFormats();
  const first = useFocusOnMount<HTMLButtonElement>();
  const wordsId = useId();
  const answer = answerOf(rows.pages);
  if (all !== null && hadBetterBeKept(all, answer?.scope ?? [])) {
    return (
      <>
        <p id={wordsId}>{t('loadAll.tooMany', { rows: formats.count(all) })}</p>
        <Button
          ref={first}
          aria-describedby={wordsId}
          className="button button-primary"
          onPress={() => {
            onClose();
            store.run('keepOffline');
          }}
        >
          {t('keep.button')}
        </Button>
      </>
    );
  }
  return (
    <>
      {all === null ? (
        <p id={wordsId}>{t('loadAll.unknown')}</p>
      ) : (
        <Estimate
          id={wordsId}
          {...loadAllEstimate(all, answer?.scanned ?? 0, rows.loader.pace())}
        />
      )}
      <Button
        ref={first}
        aria-describedby={wordsId}
        className="button button-primary"
        onPress={onStart}
      >
        {t('loadAll.title')}
      </Button>
    </>
  );
}

interface EstimateProps extends LoadAllEstimate {
  readonly id: string;
}

function Estimate({ id, rows, requests, milliseconds }: EstimateProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const seconds = Math.max(1, Math.ceil((milliseconds ?? 0) / 1000));
  const time =
    seconds < 60
      ? t('loadAll.seconds', { seconds })
      : t('loadAll.minutes', { minutes: Math.ceil(seconds / 60) });
  const words = [
    t('loadAll.rows', { count: rows, shown: formats.count(rows) }),
    t('loadAll.requests', { count: requests, shown: formats.count(requests) }),
    ...(milliseconds === null ? [] : [time]),
  ];
  return (
    <p id={id} data-testid="load-all-estimate">
      {words.join(', ')}
    </p>
  );
}

interface ProgressProps {
  readonly done: number;
  readonly all: number | null;
  readonly onCancel: () => void;
}

/** How many rows were looked through by now, and Cancel. */
function Progress({ done, all, onCancel }: ProgressProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const hint = useCommandHint();
  useCommand('stopLoadingAll', onCancel);
  const shown = formats.count(done);
  return (
    <>
      {all !== null && (
        <progress
          className="status-progress"
          aria-label={t('loadAll.title')}
          value={Math.min(done, all)}
          max={Math.max(all, 1)}
        />
      )}
      <span data-testid="loading-all">
        {all === null
          ? t('loadAll.progress', { count: done, done: shown })
          : t('loadAll.progressOf', { done: shown, all: formats.count(all) })}
      </span>
      <Button className="button button-small status-more" onPress={onCancel}>
        {hint('stopLoadingAll', t('common.cancel'))}
      </Button>
    </>
  );
}
