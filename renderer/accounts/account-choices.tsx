import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AccountSummary } from '../../electron/contract/session.ts';
import { useFocusOnMount } from '../components/focus-on-mount.ts';

interface AccountChoicesProps {
  readonly accounts: readonly AccountSummary[];
  readonly onChoose: (account: AccountSummary) => void;
}

/** The accounts of this computer to go on with, which is what most people want. */
export function AccountChoices({ accounts, onChoose }: AccountChoicesProps) {
  const { t } = useTranslation();
  const first = useFocusOnMount<HTMLButtonElement>();
  return (
    <section className="card account-choices" aria-label={t('account.goOn')}>
      <h2 className="card-title">{t('account.goOn')}</h2>
      <ul>
        {accounts.map((account, place) => (
          <li key={account.key}>
            <Button
              ref={place === 0 ? first : null}
              className="account-choice"
              onPress={() => onChoose(account)}
            >
              <span className="found-name">{account.user.name}</span>
              <span className="quiet">
                {[
                  ...(account.user.login === '' ? [] : [account.user.login]),
                  account.instance.database,
                  account.instance.host,
                  ...(account.status === 'needsSignIn' ? [t('account.needsSignIn')] : []),
                ].join(' · ')}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
