import { Check, LogOut, Plus, UserRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
  Separator,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../electron/contract/requests.ts';
import type { AccountList, AccountSummary, User } from '../../electron/contract/session.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { accountShortcut } from '../accounts/account-shortcuts.ts';

interface AccountMenuProps {
  readonly user: User;
  readonly app: AppInfo;
  readonly settings: Settings;
  readonly accounts: AccountList;
  readonly actions: AccountActions;
}

/** Who is signed in, the other accounts of this computer, language, theme, and the way out. */
export function AccountMenu({ user, app, settings, accounts, actions }: AccountMenuProps) {
  const { t } = useTranslation();
  // What leads away from this window waits until the menu is gone: what is hidden does not finish closing.
  const afterwards = useRef<(() => void) | null>(null);
  const languages = {
    system: t('account.system'),
    en: t('account.english'),
    bg: t('account.bulgarian'),
  };
  const themes = {
    system: t('account.system'),
    light: t('account.light'),
    dark: t('account.dark'),
  };
  const metered = { wait: t('account.meteredWait'), update: t('account.meteredUpdate') };
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
                  shortcut={accountShortcut(place, app.platform)}
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
          <ChoiceSection
            name="language"
            title={t('account.language')}
            choices={languages}
            chosen={settings.language}
            onChoose={(language) => actions.change({ language })}
          />
          <Separator className="menu-separator" />
          <ChoiceSection
            name="theme"
            title={t('account.theme')}
            choices={themes}
            chosen={settings.theme}
            onChoose={(theme) => actions.change({ theme })}
          />
          <Separator className="menu-separator" />
          <ChoiceSection
            name="syncOnMetered"
            title={t('account.metered')}
            choices={metered}
            chosen={settings.syncOnMetered ? 'update' : 'wait'}
            onChoose={(choice) => actions.change({ syncOnMetered: choice === 'update' })}
          />
          <Separator className="menu-separator" />
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

interface ChoiceSectionProps<Choice extends string> {
  /** What is chosen, in every language. */
  readonly name: keyof Settings;
  readonly title: string;
  /** Names by choice. */
  readonly choices: Readonly<Record<Choice, string>>;
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function ChoiceSection<Choice extends string>(props: ChoiceSectionProps<Choice>) {
  const { title, choices, chosen, onChoose } = props;
  const isChoice = (word: string): word is Choice => word in choices;
  const all = Object.keys(choices).filter(isChoice);
  // Both sections have a "system", and keys are to be unique in the whole menu.
  const keyOf = (choice: Choice) => `${props.name}/${choice}`;
  const onSelectionChange = (selection: Selection) => {
    const chosenNow = all.find((choice) => selection !== 'all' && selection.has(keyOf(choice)));
    if (chosenNow !== undefined) onChoose(chosenNow);
  };
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[keyOf(chosen)]}
      onSelectionChange={onSelectionChange}
      shouldCloseOnSelect={false}
    >
      <Header className="menu-header">{title}</Header>
      {all.map((choice) => (
        <MenuItem key={choice} id={keyOf(choice)} className="menu-item" textValue={choices[choice]}>
          {({ isSelected }) => (
            <>
              {isSelected ? <Check size={16} aria-hidden /> : <span className="menu-gap" />}
              {choices[choice]}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
