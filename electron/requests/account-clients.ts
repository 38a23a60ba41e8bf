import { isDeepStrictEqual } from 'node:util';
import type { Instance } from '../contract/instance.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { InstanceClient } from '../instance/instance-client.ts';

/** An account and where its data is. */
export interface ConnectedAccount {
  readonly key: string;
  readonly instance: Instance;
}

/** The clients of the accounts of this computer, and which of them answers the window. */
export interface AccountClients {
  /** The client of the account in force; undefined when nobody is signed in. */
  current(): InstanceClient | undefined;
  connectionState(): ConnectionState;
  /**
   * Takes the account in force from here on; undefined when nobody is. The same account at the same instance
   * changes nothing.
   */
  use(account: ConnectedAccount | undefined): void;
  /** Drops the clients of all accounts but these. */
  keepOnly(keys: ReadonlySet<string>): void;
}

interface Connected extends ConnectedAccount {
  readonly client: InstanceClient;
}

const nothingAsked: ConnectionState = { status: 'idle', seatUntil: null };

/**
 * Keeps a client for each account that was in force, so that somebody who comes back goes on with the same model and
 * cursors; rows of one account must never reach the window of another, so only the one in force answers. A new sign-in
 * may find that the instance has moved or was upgraded; then addresses, cursors and model of before are of no use.
 *
 * @param connect makes a client that asks with the tokens of this account and no other's
 * @param onConnectionChange told how the requests of the account in force fare
 */
export function createAccountClients(
  connect: (account: ConnectedAccount) => InstanceClient,
  onConnectionChange: (state: ConnectionState) => void,
): AccountClients {
  const connected = new Map<string, Connected>();
  let current: Connected | undefined;

  function drop({ key, client }: Connected): void {
    client.dispose();
    connected.delete(key);
  }

  function connectedTo(account: ConnectedAccount): Connected {
    const known = connected.get(account.key);
    if (known !== undefined && isDeepStrictEqual(known.instance, account.instance)) return known;
    if (known !== undefined) drop(known);
    const made = { ...account, client: connect(account) };
    connected.set(account.key, made);
    made.client.onConnectionChange((state) => {
      if (current === made) onConnectionChange(state);
    });
    return made;
  }

  return {
    current: () => current?.client,
    connectionState: () => current?.client.connection() ?? nothingAsked,
    use(account) {
      const next = account === undefined ? undefined : connectedTo(account);
      if (next === current) return;
      current = next;
      onConnectionChange(next?.client.connection() ?? nothingAsked);
    },
    keepOnly(keys) {
      for (const one of [...connected.values()]) {
        if (keys.has(one.key)) continue;
        if (one === current) current = undefined;
        drop(one);
      }
    },
  };
}
