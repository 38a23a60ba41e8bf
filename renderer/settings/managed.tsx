import { Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PolicySetting } from '../../electron/contract/policy.ts';
import { useIsLocked } from './policy.ts';

/** Says beside a setting that the organisation has decided it; nothing where people may choose. */
export function Managed({ name }: { readonly name: PolicySetting }) {
  const isLocked = useIsLocked(name);
  return isLocked ? <ManagedWords /> : null;
}

/** "Managed by your organisation". */
export function ManagedWords() {
  const { t } = useTranslation();
  return (
    <span className="managed quiet">
      <Building2 size={14} aria-hidden />
      {t('settings.managed')}
    </span>
  );
}
