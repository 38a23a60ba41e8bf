import { type UIEvent, useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordAnswer } from '../../electron/contract/records.ts';
import { useCommand } from '../commands/command.ts';
import type { CopiedSets } from '../erp/copied-sets.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { RecordForm } from './record-form.tsx';
import { type HeaderActions, RecordHeader } from './record-header.tsx';
import { RecordPartTabs } from './record-part-tabs.tsx';
import { recordParts } from './record-parts.ts';
import { type RecordName, useRecord } from './record-query.ts';
import { recordSections } from './record-sections.ts';
import { NoRecord, RecordSkeleton, StaleRecord } from './record-states.tsx';

/** What of a record somebody sees. */
export interface RecordSight {
  /** What is open below its fields; null for the first of it. */
  readonly part: string | null;
  /** CSS pixels from the top. */
  readonly top: number;
}

interface RecordViewProps {
  readonly record: RecordName;
  /** What it was called when it was seen last. */
  readonly title: string | null;
  readonly sight: RecordSight;
  readonly asking: Asking;
  readonly copiedSets: CopiedSets;
  readonly isCopyOpen: boolean;
  readonly labelOf: (set: string) => string;
  readonly actions: HeaderActions;
  readonly onSight: (sight: RecordSight) => void;
  /** Receives what the instance, or the copy, tells of it. */
  readonly onAnswer: (answer: RecordAnswer | null) => void;
}

/** A record: what it is called, its fields, and what belongs to it. */
export function RecordView(props: RecordViewProps) {
  const { record, sight, asking, copiedSets, isCopyOpen, labelOf, onSight, onAnswer } = props;
  const { t } = useTranslation();
  const query = useRecord(record, asking, copiedSets);
  const { answer, failure, isWaiting } = query;
  useCommand('reload', query.reload);
  useEffect(() => onAnswer(answer), [onAnswer, answer]);
  const nameId = useId();
  const scroller = useRef<HTMLElement>(null);
  const hasAnswer = answer !== null;
  const latest = useRef(sight);
  useEffect(() => {
    latest.current = sight;
  });
  // As soon as there is something to scroll, and again when the record comes back into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record begins where it was left, or at its top
  useEffect(() => {
    if (hasAnswer) scroller.current?.scrollTo({ top: latest.current.top });
  }, [hasAnswer, record.set, record.id]);
  const parts = useMemo(() => (answer === null ? [] : recordParts(answer)), [answer]);
  const absent = useMemo(
    () => (answer === null ? 0 : recordSections(answer, true).absent),
    [answer],
  );
  const title = answer?.row.title ?? props.title;
  const isStale = answer !== null && !isWaiting && (failure !== null || answer.source === 'copy');

  function onScroll({ currentTarget }: UIEvent<HTMLElement>) {
    onSight({ ...sight, top: Math.round(currentTarget.scrollTop) });
  }

  return (
    <article className="record" aria-label={title ?? labelOf(record.set)} data-pane>
      <RecordHeader
        record={record}
        nameId={nameId}
        title={title}
        setLabel={answer?.set.label ?? labelOf(record.set)}
        isBusy={isWaiting && hasAnswer}
        actions={props.actions}
        onReload={query.reload}
      />
      <output className="visually-hidden" data-live-announcer data-testid="reload-told">
        {query.isReloaded && t('record.reloaded', { record: title ?? labelOf(record.set) })}
      </output>
      {answer === null ? (
        <div className="record-body">
          {isWaiting ? (
            <RecordSkeleton key={record.id} label={t('record.loading')} onCancel={query.cancel} />
          ) : (
            <NoRecord failure={failure} asking={asking} onRetry={query.reload} />
          )}
        </div>
      ) : (
        <>
          <section
            ref={scroller}
            className="record-body"
            aria-label={t('record.fields')}
            // Whoever comes here hears whose fields they are.
            aria-describedby={nameId}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by those who have no pointer
            tabIndex={0} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- likewise
            data-pane-entry
            onScroll={onScroll}
          >
            {isStale && (
              <StaleRecord
                failure={failure}
                absent={absent}
                receivedAt={answer.receivedAt}
                asking={asking}
                onRetry={query.reload}
              />
            )}
            <RecordForm key={record.id} answer={answer} />
          </section>
          <RecordPartTabs
            key={`${record.set} ${record.id}`}
            parts={parts}
            open={sight.part}
            record={record}
            title={title ?? ''}
            {...{ asking, copiedSets, isCopyOpen }}
            onOpen={(part) => onSight({ ...sight, part })}
          />
        </>
      )}
    </article>
  );
}
