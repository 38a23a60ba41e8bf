import { skipToken, useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KeepingEstimate, KeepOffline, KeptPart } from '../../electron/contract/local-copy.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { LabelledCheckbox } from '../components/labelled-checkbox.tsx';
import { RadioChoice } from '../components/radio-choice.tsx';
import { failureOf, unwrapped, useErp, withTicket } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';
import { entitySetQuery } from './entity-sets.ts';
import { partText } from './kept-part.ts';
import type { Asking } from './retry-when-back.ts';

interface KeepFormProps {
  readonly set: EntitySetDetail;
  /** The rows on screen; null when they are all rows. */
  readonly shown: KeptPart | null;
  readonly asking: Asking;
  readonly labelOf: (set: string) => string;
}

/** What keeping would take, which rows to keep, and what along with them. */
export function KeepForm({ set, shown, asking, labelOf }: KeepFormProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const [along, setAlong] = useState<readonly string[]>([]);
  const [withPictures, setWithPictures] = useState(false);
  const [areAll, setAll] = useState(false);
  const part = areAll ? null : shown;
  const hasPictures = useHasPictures(set, along, asking);
  const wish: KeepOffline = {
    ...{ set: set.name, along: [...along] },
    ...(part === null ? {} : { part }),
    withPictures: withPictures && hasPictures,
  };
  const estimate = useQuery({
    queryKey: ['estimate', asking.accountKey, JSON.stringify(wish)],
    queryFn: asking.signedIn
      ? ({ signal }) =>
          withTicket(erp, signal, (ticket) => erp.estimateKeeping({ ticket, ...wish }))
      : skipToken,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const keeping = useMutation({ mutationFn: () => unwrapped(erp.keepOffline(wish)) });
  const failure = failureOf(keeping.error ?? estimate.error);
  const others = setsAround(set, labelOf);

  return (
    <>
      <p className="quiet">
        {t(part === null ? 'keep.sentence' : 'keep.sentencePart', { set: set.label })}
      </p>
      {shown !== null && (
        <RadioGroup
          className="field"
          aria-label={t('keep.which')}
          value={areAll ? 'all' : 'shown'}
          onChange={(value) => setAll(value === 'all')}
        >
          <RadioChoice value="shown" label={t('keep.theseRows', { words: partText(shown) })} />
          <RadioChoice value="all" label={t('keep.allRows')} />
        </RadioGroup>
      )}
      {others.length > 0 && (
        <fieldset className="keep-along" aria-label={t('keep.along')}>
          <p className="field-label">{t('keep.along')}</p>
          {others.map(({ name, label }) => (
            <LabelledCheckbox
              key={name}
              label={label}
              selected={along.includes(name)}
              onChange={(selected) =>
                setAlong(selected ? [...along, name] : along.filter((other) => other !== name))
              }
            />
          ))}
        </fieldset>
      )}
      {hasPictures && (
        <LabelledCheckbox
          label={t('keep.pictures')}
          selected={withPictures}
          onChange={setWithPictures}
        />
      )}
      {failure === null ? (
        <Estimate estimate={estimate.data ?? null} isOld={estimate.isFetching} />
      ) : (
        <FailureNotice failure={failure} onRetry={() => void estimate.refetch()} />
      )}
      {part !== null && estimate.data?.isWhole === true && (
        <p className="field-hint">{t('keep.comesWhole', { set: set.label })}</p>
      )}
      <div className="keep-actions">
        <Button
          className="button button-primary"
          isDisabled={!asking.signedIn}
          isPending={keeping.isPending}
          onPress={() => keeping.mutate()}
        >
          {t('keep.start')}
        </Button>
      </div>
    </>
  );
}

/** Whether rows of the set, or of one that is kept along with it, have pictures. */
function useHasPictures(
  set: EntitySetDetail,
  along: readonly string[],
  { accountKey }: Asking,
): boolean {
  const erp = useErp();
  const { language } = useFormats();
  const others = useQueries({
    queries: along.map((name) => entitySetQuery(erp, { name, accountKey, language })),
  });
  return [set, ...others.map(({ data }) => data)].some((each) => each?.pictures !== undefined);
}

const mostOthers = 50;

/** What belongs to the rows of a set, then what they refer to, in the order of its columns; without the set itself. */
function setsAround(
  { name, columns, children }: EntitySetDetail,
  labelOf: (set: string) => string,
): readonly { readonly name: string; readonly label: string }[] {
  const labels = new Map(children.map((child) => [child.set, child.label]));
  for (const { referencedSet: set } of columns) {
    if (set !== undefined && !labels.has(set)) labels.set(set, labelOf(set));
  }
  labels.delete(name);
  return [...labels].slice(0, mostOthers).map(([set, label]) => ({ name: set, label }));
}

interface EstimateProps {
  readonly estimate: KeepingEstimate | null;
  readonly isOld: boolean;
}

function Estimate({ estimate, isOld }: EstimateProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (estimate === null) return <output className="quiet">{t('keep.estimating')}</output>;
  const { rows, bytes, milliseconds } = estimate;
  const minutes = Math.ceil(milliseconds / 60_000);
  return (
    <output className="keep-estimate" data-stale={isOld || undefined}>
      {t('keep.estimate', {
        rows: t('navigator.rows', { count: rows, shown: formats.count(rows) }),
        megabytes: formats.count(Math.max(1, Math.round(bytes / 1_000_000))),
        time: minutes <= 1 ? t('keep.upToMinute') : t('keep.minutes', { minutes }),
      })}
    </output>
  );
}
