import { isDeepStrictEqual } from 'node:util';
import type { Instance } from '../contract/instance.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { InstanceClient } from '../instance/instance-client.ts';

/** An account, where its data is, and whether its sign-in is kept. */
export interface ConnectedAccount {
  readonly key: string;
  readonly userId: string;
  readonly instance: Instance;
  /** A copy without a kept key ends with the app; when that changes the copy has to begin anew. */
  readonly isKept: boolean;
}

/** What belongs to an account, as far as its coming and going is concerned. */
export interface ClosableData {
  readonly client: Pick<InstanceClient, 'connection' | 'onConnectionChange'>;
  /** Its window is the one that is shown from here on, or is so no more. */
  attend(isShown: boolean): void;
  /** Stops asking, and closes the copy. */
  close(): Promise<void>;
  /** Stops asking, and deletes the copy. */
  shred(): Promise<void>;
}

/** The data of the accounts of this computer, and which of them answers the window. */
export interface AccountsData<Data extends ClosableData> {
  /** The data of the account in force; undefined when nobody is signed in. */
  current(): Data | undefined;
  connectionState(): ConnectionState;
  /**
   * Takes the account in force from here on; undefined when nobody is. The same account at the same instance
   * changes nothing.
   */
  use(account: ConnectedAccount | undefined): void;
  /** Drops all accounts but these: the others have signed out, and their copies are deleted. */
  keepOnly(keys: ReadonlySet<string>): void;
  /** Resolves when every copy is closed. */
  close(): Promise<void>;
}

interface Connected<Data> extends ConnectedAccount {
  readonly data: Data;
}

const nothingAsked: ConnectionState = { status: 'idle', seatUntil: null };

/**
 * Keeps the data of each account that was in force, so that somebody who comes back goes on with the same model and
 * cursors; rows of one account must never reach the window of another, so only the one in force answers. A new sign-in
 * may find that the instance has moved or was upgraded; then addresses, cursors and model of before are of no use.
 *
 * @param connect makes what asks with the tokens of this account and no other's; `whenFree` resolves when an earlier
 *   copy in the same place is closed
 * @param onCurrentChange told that another account's data answers from here on
 * @param onConnectionChange told how the requests of the account in force fare
 */
export function createAccountsData<Data extends ClosableData>(
  connect: (account: ConnectedAccount, whenFree: Promise<void>) => Data,
  {
    onCurrentChange,
    onConnectionChange,
  }: {
    readonly onCurrentChange: (current: Data | undefined) => void;
    readonly onConnectionChange: (state: ConnectionState) => void;
  },
): AccountsData<Data> {
  const connected = new Map<string, Connected<Data>>();
  /** Copies that are being closed or deleted, by account: a new one in the same place waits. */
  const leaving = new Map<string, Promise<void>>();
  let current: Connected<Data> | undefined;
  let isClosed = false;

  function drop({ key, data }: Connected<Data>, how: 'close' | 'shred'): void {
    connected.delete(key);
    // It stops at once; only its files may take a while.
    const gone = Promise.allSettled([leaving.get(key), data[how]()]).then(() => undefined);
    leaving.set(key, gone);
    void gone.then(() => {
      if (leaving.get(key) === gone) leaving.delete(key);
    });
  }

  function isSame(known: Connected<Data>, { instance, isKept }: ConnectedAccount): boolean {
    return known.isKept === isKept && isDeepStrictEqual(known.instance, instance);
  }

  function connectedTo(account: ConnectedAccount): Connected<Data> {
    const known = connected.get(account.key);
    if (known !== undefined && isSame(known, account)) return known;
    if (known !== undefined) drop(known, known.isKept === account.isKept ? 'close' : 'shred');
    const whenFree = leaving.get(account.key) ?? Promise.resolve();
    const made = { ...account, data: connect(account, whenFree) };
    connected.set(account.key, made);
    made.data.client.onConnectionChange((state) => {
      if (current === made) onConnectionChange(state);
    });
    return made;
  }

  return {
    current: () => current?.data,
    connectionState: () => current?.data.client.connection() ?? nothingAsked,
    use(account) {
      // What quitting ends tells of its end, too.
      if (isClosed) return;
      const next = account === undefined ? undefined : connectedTo(account);
      if (next === current) return;
      current?.data.attend(false);
      current = next;
      next?.data.attend(true);
      onConnectionChange(next?.data.client.connection() ?? nothingAsked);
      onCurrentChange(next?.data);
    },
    keepOnly(keys) {
      for (const one of [...connected.values()]) {
        if (keys.has(one.key)) continue;
        if (one === current) current = undefined;
        drop(one, 'shred');
      }
    },
    async close() {
      isClosed = true;
      for (const one of [...connected.values()]) drop(one, 'close');
      await Promise.allSettled(leaving.values());
    },
  };
}
