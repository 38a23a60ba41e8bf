import { Check, LogOut, Plus, Settings2, UserRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../electron/contract/requests.ts';
import type { AccountList, AccountSummary, User } from '../../electron/contract/session.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { accountShortcut } from '../accounts/account-shortcuts.ts';
import { useCommandKeys, useCommands } from '../commands/command.ts';
import { useFormats } from '../values/formats.ts';

interface AccountMenuProps {
  readonly user: User;
  readonly app: AppInfo;
  readonly accounts: AccountList;
  readonly actions: AccountActions;
}

/** Who is signed in, the other accounts of this computer, the settings, and the way out. */
export function AccountMenu({ user, app, accounts, actions }: AccountMenuProps) {
  const { t } = useTranslation();
  const { language } = useFormats();
  // What leads away from this window waits until the menu is gone: what is hidden does not finish closing.
  const afterwards = useRef<(() => void) | null>(null);
  const { store } = useCommands();
  const keysOf = useCommandKeys();
  return (
    <MenuTrigger>
      <Button
        className="account-button"
        aria-label={t('account.menu', { name: user.name })}
        data-testid="account-menu"
        data-pane-entry
      >
        <UserRound size={16} aria-hidden />
        <span className="account-name">{user.name}</span>
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <div className="account-card">
          <p className="account-card-name">{user.name}</p>
          <p className="quiet">
            {[user.login, user.email].filter((text) => text !== '').join(' · ')}
          </p>
        </div>
        <Menu className="menu" aria-label={t('account.menu', { name: user.name })}>
          {accounts.accounts.length > 1 && (
            <MenuSection>
              <Header className="menu-header">{t('account.accounts')}</Header>
              {accounts.accounts.map((account, place) => (
                <AccountItem
                  key={account.key}
                  account={account}
                  shortcut={accountShortcut(place, app.platform, language)}
                  onSwitch={(chosen) => {
                    afterwards.current = () => actions.switchTo(chosen);
                  }}
                />
              ))}
            </MenuSection>
          )}
          <MenuItem
            className="menu-item"
            onAction={() => {
              afterwards.current = () => actions.add(null);
            }}
            textValue={t('account.add')}
          >
            <Plus size={16} aria-hidden />
            {t('account.add')}
          </MenuItem>
          <Separator className="menu-separator" />
          <MenuItem
            className="menu-item"
            onAction={() => {
              afterwards.current = () => store.run('settings');
            }}
            textValue={t('settings.open')}
          >
            <Settings2 size={16} aria-hidden />
            <span className="menu-item-label">{t('settings.open')}</span>
            <kbd className="menu-keys quiet">{keysOf('settings')}</kbd>
          </MenuItem>
          <MenuItem
            className="menu-item"
            onAction={actions.signOut}
            textValue={t('account.signOut')}
          >
            <LogOut size={16} aria-hidden />
            {t('account.signOut')}
          </MenuItem>
        </Menu>
        <p className="account-version quiet">
          {app.name} · {t('account.version', { version: app.version })}
        </p>
        <Closing
          onClosed={() => {
            afterwards.current?.();
            afterwards.current = null;
          }}
        />
      </Popover>
    </MenuTrigger>
  );
}

/** Goes with the menu and tells so. */
function Closing({ onClosed }: { readonly onClosed: () => void }) {
  const latest = useRef(onClosed);
  useEffect(() => {
    latest.current = onClosed;
  }, [onClosed]);
  useEffect(() => () => latest.current(), []);
  return null;
}

interface AccountItemProps {
  readonly account: AccountSummary;
  readonly shortcut: string | null;
  readonly onSwitch: (account: AccountSummary) => void;
}

function AccountItem({ account, shortcut, onSwitch }: AccountItemProps) {
  const { t } = useTranslation();
  const { user, instance, isCurrent, status } = account;
  const words = [
    ...(user.login === '' ? [] : [user.login]),
    instance.database,
    ...(status === 'needsSignIn' ? [t('account.needsSignIn')] : []),
  ].join(' · ');
  return (
    <MenuItem
      className="menu-item menu-item-tall"
      onAction={() => {
        if (!isCurrent) onSwitch(account);
      }}
      textValue={`${user.name} · ${words}`}
    >
      {isCurrent ? <Check size={16} aria-hidden /> : <span className="menu-gap" />}
      <span className="menu-item-words">
        <span className="menu-item-name">{user.name}</span>
        <span className="quiet">
          {words}
          {isCurrent && <span className="visually-hidden"> · {t('account.current')}</span>}
        </span>
      </span>
      {shortcut !== null && <kbd className="menu-keys quiet">{shortcut}</kbd>}
    </MenuItem>
  );
}
