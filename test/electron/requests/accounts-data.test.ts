import { describe, expect, test } from 'vitest';
import type { Instance } from '../../../electron/contract/instance.ts';
import type { ConnectionState } from '../../../electron/contract/requests.ts';
import { type ClosableData, createAccountsData } from '../../../electron/requests/accounts-data.ts';

interface FakeData extends ClosableData {
  readonly instance: Instance;
  /** How the data ended; null while it is in use. */
  ended: 'closed' | 'shredded' | null;
  isShown: boolean;
  tell(state: ConnectionState): void;
}

function instanceAt(host: string): Instance {
  const origin = `https://${host}`;
  return {
    host,
    database: host,
    version: '',
    issuer: `${origin}/id`,
    domainApi: `${origin}/api`,
    odataRoot: `${origin}/api/domain/odata/`,
    profile: null,
    webClient: null,
  };
}

function fakeData(instance: Instance): FakeData {
  const listeners: ((state: ConnectionState) => void)[] = [];
  const data: FakeData = {
    instance,
    ended: null,
    isShown: false,
    attend(isShown) {
      data.isShown = isShown;
    },
    client: {
      connection: () => ({ status: 'online', at: 1, seatUntil: null }),
      onConnectionChange(listener) {
        listeners.push(listener);
        return () => undefined;
      },
    },
    close() {
      data.ended = 'closed';
      return Promise.resolve();
    },
    shred() {
      data.ended = 'shredded';
      return Promise.resolve();
    },
    tell: (state) => {
      for (const listener of listeners) listener(state);
    },
  };
  return data;
}

function setUp() {
  const made: FakeData[] = [];
  const told: ConnectionState[] = [];
  const currents: (FakeData | undefined)[] = [];
  const waits: Promise<void>[] = [];
  const accounts = createAccountsData<FakeData>(
    ({ instance }, whenFree) => {
      const data = fakeData(instance);
      made.push(data);
      waits.push(whenFree);
      return data;
    },
    {
      onCurrentChange: (current) => currents.push(current),
      onConnectionChange: (state) => told.push(state),
    },
  );
  const ends = async () => {
    await Promise.all(waits);
    await new Promise(setImmediate);
    return made.map(({ ended }) => ended);
  };
  return { accounts, made, told, currents, ends };
}

const instance = instanceAt('a.example');
const maria = { key: 'maria', userId: '1', instance, isKept: true };
const john = { key: 'john', userId: '2', instance, isKept: true };

describe('the data of the account in force', () => {
  test('stays the same while the account does, so that cursors and queue outlive a renewed sign-in', () => {
    const { accounts, made } = setUp();
    accounts.use(maria);
    accounts.use({ ...maria, instance: { ...maria.instance } });
    expect(made).toHaveLength(1);
    expect(accounts.current()).toBe(made[0]);
    expect(accounts.connectionState()).toEqual({ status: 'online', at: 1, seatUntil: null });
  });

  test('waits while another one is, and answers with the same cursors when its account comes back', async () => {
    const { accounts, made, currents, ends } = setUp();
    accounts.use(maria);
    accounts.use(john);
    expect(accounts.current()).toBe(made[1]);
    accounts.use(maria);
    expect(accounts.current()).toBe(made[0]);
    expect(currents).toEqual([made[0], made[1], made[0]]);
    expect(made.map(({ isShown }) => isShown)).toEqual([true, false]);
    expect(await ends()).toEqual([null, null]);
  });

  test('is deleted when its account signs out', async () => {
    const { accounts, ends } = setUp();
    accounts.use(maria);
    accounts.use(john);
    accounts.keepOnly(new Set([john.key]));
    expect(await ends()).toEqual(['shredded', null]);
    accounts.keepOnly(new Set());
    expect(await ends()).toEqual(['shredded', 'shredded']);
    expect(accounts.current()).toBeUndefined();
  });

  test('is made anew when the account’s instance has moved or was upgraded, with the same copy', async () => {
    const { accounts, made, ends } = setUp();
    accounts.use(maria);
    const moved = { ...maria.instance, domainApi: 'https://new.a.example/api' };
    accounts.use({ ...maria, instance: moved });
    expect(await ends()).toEqual(['closed', null]);
    expect(made[1]?.instance).toBe(moved);
  });

  test('begins anew when the sign-in is kept from now on, because the key of before is not', async () => {
    const { accounts, ends } = setUp();
    accounts.use({ ...maria, isKept: false });
    accounts.use(maria);
    expect(await ends()).toEqual(['shredded', null]);
  });

  test('waits with its files until those of before are closed', async () => {
    const closing = Promise.withResolvers<void>();
    let isFree = false;
    const accounts = createAccountsData<FakeData>(
      (account, whenFree) => {
        if (account.instance !== instance) void whenFree.then(() => (isFree = true));
        return { ...fakeData(account.instance), close: () => closing.promise };
      },
      { onCurrentChange: () => undefined, onConnectionChange: () => undefined },
    );
    accounts.use(maria);
    accounts.use({ ...maria, instance: instanceAt('b.example') });
    await new Promise(setImmediate);
    expect(isFree).toBe(false);
    closing.resolve();
    await new Promise(setImmediate);
    expect(isFree).toBe(true);
  });

  test('is closed when the app is quit, whoever is in force', async () => {
    const { accounts, made } = setUp();
    accounts.use(maria);
    accounts.use(john);
    await accounts.close();
    expect(made.map(({ ended }) => ended)).toEqual(['closed', 'closed']);
  });

  test('is nobody’s after signing out', () => {
    const { accounts, told } = setUp();
    accounts.use(maria);
    accounts.use(undefined);
    expect(accounts.current()).toBeUndefined();
    expect(accounts.connectionState()).toEqual({ status: 'idle', seatUntil: null });
    expect(told.at(-1)).toEqual({ status: 'idle', seatUntil: null });
  });

  test('tells how its requests fare, and only while its account is in force', () => {
    const { accounts, made, told } = setUp();
    const online = { status: 'online', at: 1, seatUntil: null };
    accounts.use(maria);
    made[0]?.tell({ status: 'offline', since: 5, seatUntil: 9 });
    accounts.use(john);
    made[0]?.tell({ status: 'online', at: 6, seatUntil: null });
    expect(told).toEqual([online, { status: 'offline', since: 5, seatUntil: 9 }, online]);
  });
});
