import { X } from 'lucide-react';
import {
  Dialog,
  Heading,
  Modal,
  ModalOverlay,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../electron/contract/requests.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { IconButton } from '../components/icon-button.tsx';
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
  return (
    <ModalOverlay
      className="modal-ground"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog className="settings">
          <div className="settings-head">
            <Heading slot="title" className="card-title">
              {t('settings.title')}
            </Heading>
            <span className="spacer" />
            <IconButton icon={X} label={t('settings.close')} onPress={onClose} />
          </div>
          {/* Another command may want another page while the settings are open. */}
          <Tabs key={part} className="settings-parts" defaultSelectedKey={part}>
            <TabList className="record-part-tabs" aria-label={t('settings.title')}>
              {parts.map((each) => (
                <Tab key={each} id={each} className="record-part-tab">
                  {t(`settings.part.${each}`)}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="general" className="settings-part">
              <GeneralSettings {...common} />
              {isSignedIn(session) && (
                <WorkplaceSettings
                  key={session.account.key}
                  accountKey={session.account.key}
                  isInstanceAllowed={session.status === 'signedIn'}
                />
              )}
            </TabPanel>
            <TabPanel id="offline" className="settings-part">
              <OfflineSettings {...common} />
            </TabPanel>
            <TabPanel id="about" className="settings-part">
              <About app={app} update={update} />
            </TabPanel>
          </Tabs>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
