import { useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Workplace } from '../../electron/contract/workplace.ts';
import { type WorkplaceSet, workplaceSets } from '../../electron/contract/workplace-sets.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { WorkplaceChooser } from '../deferred/parts.tsx';
import { failureOf } from '../erp/erp.ts';
import { type Filtering, FilteringContext } from '../filters/filtering.ts';
import { useWorkplace, useWorkplaceChange } from './workplace.ts';

interface WorkplaceSettingsProps {
  readonly accountKey: string;
  /** The instance may be asked for records; else those on this computer are all. */
  readonly isInstanceAllowed: boolean;
}

/** What somebody works in, for one account: all of it can be changed and forgotten. */
export function WorkplaceSettings({ accountKey, isInstanceAllowed }: WorkplaceSettingsProps) {
  const { t } = useTranslation();
  const workplace = useWorkplace(accountKey);
  const change = useWorkplaceChange(accountKey);
  const failure = failureOf(change.error ?? workplace.error);
  const searching: Filtering = useMemo(
    () => ({ ...{ set: '', accountKey, isInstanceAllowed }, units: () => [] }),
    [accountKey, isInstanceAllowed],
  );
  return (
    <FilteringContext value={searching}>
      <fieldset className="field" aria-label={t('workplace.title')}>
        <p className="field-label">{t('workplace.title')}</p>
        {workplaceSets.map((set) => (
          <WorkplaceLine
            key={set}
            set={set}
            told={workplace.data?.[set]}
            onForget={() => change.mutate({ set, record: null })}
          />
        ))}
        <p className="field-hint">{t('workplace.hint', { current: t('filters.words.current') })}</p>
        {failure !== null && <FailureNotice failure={failure} />}
      </fieldset>
    </FilteringContext>
  );
}

interface WorkplaceLineProps {
  readonly set: WorkplaceSet;
  readonly told: Workplace[WorkplaceSet];
  readonly onForget: () => void;
}

function WorkplaceLine({ set, told, onForget }: WorkplaceLineProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const label = t(`workplace.${set}`);
  const change = t(told === undefined ? 'workplace.choose' : 'workplace.change');
  return (
    <div className="workplace-line">
      <span>{label}</span>
      <span className={told === undefined ? 'quiet' : undefined}>
        {told?.text ?? t('workplace.notTold')}
      </span>
      <Button
        ref={button}
        className="link"
        aria-label={`${change} ${label}`}
        onPress={() => setIsChoosing(true)}
      >
        {change}
      </Button>
      {told !== undefined && (
        <Button
          className="link"
          aria-label={`${t('workplace.forget')} ${label}`}
          onPress={() => {
            onForget();
            // The button that was pressed goes away.
            button.current?.focus();
          }}
        >
          {t('workplace.forget')}
        </Button>
      )}
      {isChoosing && (
        <WorkplaceChooser set={set} anchor={button} onClose={() => setIsChoosing(false)} />
      )}
    </div>
  );
}
