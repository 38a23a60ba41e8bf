import { useTranslation } from 'react-i18next';
import type { PolicyProblem, PolicySetting } from '../../electron/contract/policy.ts';
import { usePolicy } from './policy.ts';

/** What the organisation has decided on this computer, and what in its policy is wrong. */
export function PolicyReport() {
  const { t } = useTranslation();
  const { place, locked, preset, problems } = usePolicy();
  const title = t('settings.policy.title');
  return (
    <section className="field" aria-label={title}>
      <h3 className="field-label">{title}</h3>
      <p className="quiet policy-place">
        {place === null ? t('settings.policy.none') : t('settings.policy.place', { place })}
      </p>
      <SettingList title={t('settings.policy.locked')} names={locked} />
      <SettingList title={t('settings.policy.preset')} names={preset} />
      {problems.length > 0 && <ProblemList problems={problems} />}
    </section>
  );
}

interface SettingListProps {
  readonly title: string;
  readonly names: readonly PolicySetting[];
}

function SettingList({ title, names }: SettingListProps) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  return (
    <div>
      <h4 className="policy-part">{title}</h4>
      <ul className="policy-list">
        {names.map((name) => (
          <li key={name}>
            {t(`settings.policy.setting.${name}`)} <code className="quiet">{name}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProblemList({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const { t } = useTranslation();
  return (
    <div role="note" aria-label={t('settings.policy.problems')}>
      <h4 className="policy-part policy-problems">{t('settings.policy.problems')}</h4>
      <ul className="policy-list">
        {problems.map((problem) => {
          const name = 'name' in problem ? problem.name : '';
          return (
            <li key={`${problem.kind} ${name}`}>
              {t(`settings.policy.${problem.kind}`, { name })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
