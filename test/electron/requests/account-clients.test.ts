import { describe, expect, test } from 'vitest';
import type { Instance } from '../../../electron/contract/instance.ts';
import type { ConnectionState } from '../../../electron/contract/requests.ts';
import type { InstanceClient } from '../../../electron/instance/instance-client.ts';
import { createAccountClients } from '../../../electron/requests/account-clients.ts';

interface FakeClient extends InstanceClient {
  readonly instance: Instance;
  disposed: boolean;
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

function fakeClient(instance: Instance): FakeClient {
  const listeners: ((state: ConnectionState) => void)[] = [];
  const unused = (): never => {
    throw new Error('not part of this test');
  };
  const client: FakeClient = {
    instance,
    disposed: false,
    entitySets: unused,
    entitySet: unused,
    fetchRows: unused,
    countRows: unused,
    connection: () => ({ status: 'online', at: 1, seatUntil: null }),
    onConnectionChange(listener) {
      listeners.push(listener);
      return () => undefined;
    },
    dispose() {
      client.disposed = true;
    },
    tell: (state) => {
      for (const listener of listeners) listener(state);
    },
  };
  return client;
}

function setUp() {
  const made: FakeClient[] = [];
  const told: ConnectionState[] = [];
  const accounts = createAccountClients(
    ({ instance }) => {
      const client = fakeClient(instance);
      made.push(client);
      return client;
    },
    (state) => told.push(state),
  );
  return { accounts, made, told };
}

const maria = { key: 'maria', instance: instanceAt('a.example') };
const john = { key: 'john', instance: instanceAt('a.example') };

describe('the client of the account in force', () => {
  test('stays the same while the account does, so that cursors and queue outlive a renewed sign-in', () => {
    const { accounts, made } = setUp();
    accounts.use(maria);
    accounts.use({ ...maria, instance: { ...maria.instance } });
    expect(made).toHaveLength(1);
    expect(accounts.current()).toBe(made[0]);
    expect(accounts.connectionState()).toEqual({ status: 'online', at: 1, seatUntil: null });
  });

  test('waits while another one is, and answers with the same cursors when its account comes back', () => {
    const { accounts, made } = setUp();
    accounts.use(maria);
    accounts.use(john);
    expect(accounts.current()).toBe(made[1]);
    accounts.use(maria);
    expect(accounts.current()).toBe(made[0]);
    expect(made.map(({ disposed }) => disposed)).toEqual([false, false]);
  });

  test('is dropped with its account, and so is everything that waits in its queue', () => {
    const { accounts, made } = setUp();
    accounts.use(maria);
    accounts.use(john);
    accounts.keepOnly(new Set([john.key]));
    expect(made.map(({ disposed }) => disposed)).toEqual([true, false]);
    accounts.keepOnly(new Set());
    expect(made.map(({ disposed }) => disposed)).toEqual([true, true]);
    expect(accounts.current()).toBeUndefined();
  });

  test('is made anew when the account’s instance has moved or was upgraded', () => {
    const { accounts, made } = setUp();
    accounts.use(maria);
    const moved = { ...maria.instance, domainApi: 'https://new.a.example/api' };
    accounts.use({ ...maria, instance: moved });
    expect(made.map(({ disposed }) => disposed)).toEqual([true, false]);
    expect(made[1]?.instance).toBe(moved);
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
