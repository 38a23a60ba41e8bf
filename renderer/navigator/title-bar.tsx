import type { AppInfo } from '../../electron/contract/requests.ts';
import type { Account } from '../../electron/contract/session.ts';
import type { Settings, SettingsChange } from '../../electron/contract/settings.ts';
import { AccountMenu } from './account-menu.tsx';
import type { Chip } from './state-chip.ts';
import { StateChip } from './state-chip-view.tsx';

interface TitleBarProps {
  readonly account: Omit<Account, 'storage'>;
  readonly app: AppInfo;
  readonly chip: Chip;
  readonly settings: Settings;
  readonly onChange: (change: SettingsChange) => void;
  readonly onSignOut: () => void;
}

/** The top line: which instance, how the connection is, and whose account. */
export function TitleBar({ account, chip, ...menu }: TitleBarProps) {
  const { instance, user } = account;
  return (
    <header className="title-bar" data-pane>
      <h1 className="title-instance" title={`${instance.host} · ${instance.version}`}>
        {instance.database}
      </h1>
      <span className="quiet title-host">{instance.host}</span>
      <span className="spacer" />
      <StateChip chip={chip} />
      <AccountMenu user={user} {...menu} />
    </header>
  );
}
