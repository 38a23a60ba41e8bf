import type { ReactNode } from 'react';
import type { AppInfo, ConnectionState } from '../../electron/contract/requests.ts';
import type { Account, AccountList, SessionState } from '../../electron/contract/session.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { AccountMenu } from '../deferred/parts.tsx';
import type { KeptOffline } from './kept-offline.ts';
import { StateChip } from './state-chip-view.tsx';

interface TitleBarProps {
  readonly account: Omit<Account, 'storage'>;
  readonly app: AppInfo;
  readonly session: SessionState;
  readonly connection: ConnectionState;
  /** When the rows on screen were answered, in milliseconds since 1970; null without rows. */
  readonly dataAt: number | null;
  readonly kept: KeptOffline;
  readonly labelOf: (set: string) => string;
  readonly accounts: AccountList;
  readonly actions: AccountActions;
  /** Finds everything. */
  readonly palette: ReactNode;
}

/** The top line: which instance, how the connection is, and whose account. */
export function TitleBar(props: TitleBarProps) {
  const { account, session, connection, kept, labelOf, dataAt, palette, ...menu } = props;
  const { instance, user } = account;
  return (
    <header className="title-bar" data-pane>
      <h1 className="title-instance" title={`${instance.host} · ${instance.version}`}>
        {instance.database}
      </h1>
      <span className="quiet title-host">{instance.host}</span>
      {palette}
      <StateChip
        session={session}
        connection={connection}
        dataAt={dataAt}
        kept={kept}
        labelOf={labelOf}
      />
      <AccountMenu user={user} {...menu} />
    </header>
  );
}
