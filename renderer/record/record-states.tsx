import { CloudOff, FileQuestion, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/failure.ts';
import { useAge } from '../components/age.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { LongWait } from '../components/long-wait.tsx';
import { Message } from '../navigator/no-rows.tsx';
import { type Asking, isPassing, isUnreachable } from '../navigator/retry-when-back.ts';

interface NoRecordProps {
  /** Null when somebody has stopped the waiting. */
  readonly failure: Failure | null;
  readonly asking: Asking;
  readonly onRetry: () => void;
}

/** Why there is nothing to show of a record. */
export function NoRecord({ failure, asking, onRetry }: NoRecordProps) {
  const { t } = useTranslation();
  // Nobody may look yet, and the window says why.
  if (!asking.allowed) return null;
  if (failure === null) return <FailureNotice failure={{ code: 'cancelled' }} onRetry={onRetry} />;
  if (isUnreachable(failure) || failure.code === 'notKept') {
    const advice = asking.signedIn ? 'notHereAdvice' : 'notHereSignIn';
    return (
      <Message icon={<CloudOff />} title={t('record.notHere')} advice={t(`record.${advice}`)} />
    );
  }
  if (failure.code === 'notFound') {
    return (
      <Message
        icon={<FileQuestion />}
        title={t('record.notFound')}
        advice={t('record.notFoundAdvice')}
      />
    );
  }
  if (failure.code === 'noPermission') {
    return (
      <Message
        icon={<Lock />}
        title={t('record.noPermission')}
        advice={t('record.noPermissionAdvice')}
      />
    );
  }
  return <FailureNotice failure={failure} onRetry={onRetry} />;
}

interface StaleRecordProps {
  readonly failure: Failure | null;
  /** Fields that are not on this computer. */
  readonly absent: number;
  /** When what is shown was answered, in milliseconds since 1970. */
  readonly receivedAt: number;
  readonly asking: Asking;
  readonly onRetry: () => void;
}

/** What is to know of a record that the instance has not told anew. */
export function StaleRecord({ failure, absent, receivedAt, asking, onRetry }: StaleRecordProps) {
  const { t } = useTranslation();
  const age = useAge();
  // The state chip tells of what passes by itself, and of who has to sign in.
  const isTold = failure === null || isPassing(failure) || failure.code === 'notKept';
  if (!isTold && asking.signedIn) {
    if (failure.code !== 'notFound') return <FailureNotice failure={failure} onRetry={onRetry} />;
    return <p className="record-stale">{t('record.goneSince', { time: age(receivedAt) })}</p>;
  }
  const isPart = absent > 0 ? ` ${t('record.absent', { count: absent })}` : '';
  return (
    <p className="record-stale">
      {t('record.asOf', { time: age(receivedAt) })}
      {isPart}
    </p>
  );
}

const lines = [42, 58, 36, 64, 50, 30, 54, 46];

interface RecordSkeletonProps {
  readonly label: string;
  readonly onCancel: () => void;
}

/** Grey lines in place of the fields that are coming. */
export function RecordSkeleton({ label, onCancel }: RecordSkeletonProps) {
  const [startedAt] = useState(Date.now);
  return (
    <>
      <output className="skeleton record-skeleton" aria-label={label}>
        {lines.map((width) => (
          <span key={width} className="skeleton-row">
            <span className="skeleton-cell" style={{ width: `${width / 2}%` }} />
            <span className="skeleton-cell" style={{ width: `${width}%` }} />
          </span>
        ))}
      </output>
      <div className="wait-strip">
        <LongWait startedAt={startedAt} onCancel={onCancel} />
      </div>
    </>
  );
}
