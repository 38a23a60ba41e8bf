import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../electron/contract/requests.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { TabbedDialog } from '../components/tabbed-dialog.tsx';
import type { LiveValues } from '../erp/live-values.ts';
import { isSignedIn } from '../sign-in/held-session.ts';
import { WorkplaceSettings } from '../workplace/workplace-settings.tsx';
import { About } from './about.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { OfflineSettings } from './offline-settings.tsx';
import type { SettingsPart } from './opened-settings.ts';

const parts: readonly SettingsPart[] = ['general', 'offline', 'about'];

interface SettingsDialogProps {
  readonly part: SettingsPart;
  readonly session: SessionState;
  readonly settings: Settings;
  readonly app: AppInfo;
  readonly update: LiveValues['update'];
  readonly change: AccountActions['change'];
  readonly onClose: () => void;
}

/** All that can be set, and what this program is. A change holds at once, so there is nothing to confirm. */
export function SettingsDialog(props: SettingsDialogProps) {
  const { part, session, app, update, onClose, ...common } = props;
  const { t } = useTranslation();

  function page(shown: SettingsPart) {
    if (shown === 'offline') return <OfflineSettings {...common} />;
    if (shown === 'about') return <About app={app} update={update} />;
    return (
      <>
        <GeneralSettings {...common} />
        {isSignedIn(session) && (
          <WorkplaceSettings
            key={session.account.key}
            accountKey={session.account.key}
            isInstanceAllowed={session.status === 'signedIn'}
          />
        )}
      </>
    );
  }

  return (
    <TabbedDialog
      className="settings"
      title={t('settings.title')}
      closeLabel={t('settings.close')}
      parts={parts.map((id) => ({ id, label: t(`settings.part.${id}`) }))}
      part={part}
      page={page}
      onClose={onClose}
    />
  );
}
