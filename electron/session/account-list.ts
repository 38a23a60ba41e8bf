import type { Account, AccountList, AccountSummary } from '../contract/session.ts';
import type { AccountSession } from './account-session.ts';
import type { KnownAccount } from './kept-session.ts';

/** The accounts of this computer as the window shows them, by instance and name. */
export function listAccounts(
  accounts: Iterable<AccountSession>,
  current: AccountSession | null,
): AccountList['accounts'] {
  const summaries = [...accounts].map(
    (one): AccountSummary => ({
      ...publicAccount(one.account()),
      isCurrent: one === current,
      status: one.state().status,
    }),
  );
  const nameOf = ({ instance, user }: AccountSummary): string =>
    `${instance.host}\n${user.name}\n${user.login}`;
  return summaries.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

/** What the window may know of an account: no addresses, no secret. */
export function publicAccount({ key, instance, user }: KnownAccount): Omit<Account, 'storage'> {
  const { host, database, version } = instance;
  return { key, instance: { host, database, version }, user };
}
