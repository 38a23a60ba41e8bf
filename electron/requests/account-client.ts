import { isDeepStrictEqual } from 'node:util';
import type { Instance } from '../contract/instance.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { InstanceClient } from '../instance/instance-client.ts';

interface Account {
  readonly key: string;
  readonly instance: Instance;
}

/** The client of whichever account is in force; it is made anew when that changes. */
export interface AccountClient {
  /** The client of the account in force; undefined when nobody is signed in. */
  current(): InstanceClient | undefined;
  connectionState(): ConnectionState;
  /**
   * Takes the account in force from here on; undefined when nobody is. The same account at the same instance
   * changes nothing.
   */
  use(account: Account | undefined): void;
}

const nothingAsked: ConnectionState = { status: 'idle', seatUntil: null };

/**
 * Keeps one client for the account in force and drops it, with all that waits in its queue, as soon as another account
 * takes its place: rows of one account must never reach the window of another. A new sign-in may find that the instance
 * has moved or was upgraded; then addresses, cursors and model of before are of no use either.
 * @param connect makes a client for an instance
 * @param onConnectionChange told how the current client's requests fare, and `idle` when it goes
 */
export function createAccountClient(
  connect: (instance: Instance) => InstanceClient,
  onConnectionChange: (state: ConnectionState) => void,
): AccountClient {
  let current: (Account & { readonly client: InstanceClient }) | undefined;

  return {
    current: () => current?.client,
    connectionState: () => current?.client.connection() ?? nothingAsked,
    use(account) {
      const isSame =
        account?.key === current?.key && isDeepStrictEqual(account?.instance, current?.instance);
      if (isSame) return;
      current?.client.dispose();
      current = undefined;
      onConnectionChange(nothingAsked);
      if (account === undefined) return;
      const client = connect(account.instance);
      current = { ...account, client };
      client.onConnectionChange((state) => {
        if (current?.client === client) onConnectionChange(state);
      });
    },
  };
}
