import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SetReference } from '../../electron/contract/records.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { LongWait } from '../components/long-wait.tsx';
import { failureOf, useErp, withTicket } from '../erp/erp.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { useFormats } from '../values/formats.ts';
import { useGoing } from '../workspace/going.ts';
import type { RecordName } from './record-query.ts';

interface ReferencedByProps {
  readonly record: RecordName;
  /** What the record is called, for the filters of the navigators that are opened from here. */
  readonly title: string;
  readonly asking: Asking;
}

/** The sets that have a column for such records: which they are, on demand how many of their rows refer to this one, and the way there. */
export function ReferencedBy({ record, title, asking }: ReferencedByProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const { language } = useFormats();
  const [since, setSince] = useState<number | null>(null);
  const [isCounting, setCounting] = useState(false);
  const query = useQuery({
    queryKey: ['setReferences', asking.accountKey, language, record.set],
    queryFn:
      since === null
        ? skipToken
        : ({ signal }) =>
            withTicket(erp, signal, (ticket) => erp.setReferences({ ticket, set: record.set })),
  });
  const failure = query.isFetching ? null : failureOf(query.error);
  if (failure !== null) {
    return <FailureNotice failure={failure} onRetry={() => void query.refetch()} />;
  }
  if (query.isFetching && since !== null) {
    return (
      <output className="references-hint">
        {t('record.findingReferences')}
        <LongWait startedAt={since} onCancel={() => setSince(null)} />
      </output>
    );
  }
  if (query.data === undefined) {
    return (
      <div className="references-hint">
        <Button className="button" onPress={() => setSince(Date.now())}>
          {t('record.findReferences')}
        </Button>
        <span className="quiet">{t('record.findReferencesHint')}</span>
      </div>
    );
  }
  if (query.data.length === 0) return <p className="references-hint">{t('record.noReferences')}</p>;
  return (
    <>
      <Button
        className="button button-small references-count"
        isDisabled={isCounting || !asking.signedIn}
        onPress={() => setCounting(true)}
      >
        {t('record.count')}
      </Button>
      <ul className="references">
        {query.data.map((reference) => (
          <ReferenceLine
            key={`${reference.set} ${reference.column}`}
            reference={reference}
            record={record}
            title={title}
            accountKey={asking.accountKey}
            isCounted={isCounting && asking.signedIn}
          />
        ))}
      </ul>
    </>
  );
}

interface ReferenceLineProps {
  readonly reference: SetReference;
  readonly record: RecordName;
  readonly title: string;
  readonly accountKey: string;
  readonly isCounted: boolean;
}

function ReferenceLine({ reference, record, title, accountKey, isCounted }: ReferenceLineProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const going = useGoing();
  const formats = useFormats();
  const { set, column, label, columnLabel } = reference;
  const { id } = record;
  const counted = useQuery({
    queryKey: ['references', accountKey, set, column, record.set, id],
    queryFn: isCounted
      ? ({ signal }) => {
          const where = [
            [{ test: 'oneOf' as const, path: column, values: [{ set: record.set, id }] }],
          ];
          const query = { set, columns: [column], where, search: '', order: [] };
          return withTicket(erp, signal, (ticket) => erp.countRows({ ticket, query }));
        }
      : skipToken,
    staleTime: 0,
  });
  const isEmpty = counted.data?.count === 0;
  return (
    <li className="reference-line" data-empty={isEmpty || undefined}>
      <Link
        className="link"
        onPress={({ ctrlKey, metaKey }) =>
          going.toRows(
            { set, column, record: { set: record.set, id, text: title } },
            ctrlKey || metaKey,
          )
        }
      >
        {label}
      </Link>
      <span className="quiet">{columnLabel}</span>
      <output className="reference-count tabular">
        {counted.isFetching && t('record.counting')}
        {counted.data !== undefined &&
          (counted.data.count === null
            ? t('record.uncountable')
            : formats.count(counted.data.count))}
        {counted.error !== null && !counted.isFetching && t('record.uncountable')}
      </output>
    </li>
  );
}
