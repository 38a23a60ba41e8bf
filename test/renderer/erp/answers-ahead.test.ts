import { describe, expect, it, vi } from 'vitest';
import { failure, type Result } from '../../../electron/contract/result.ts';
import type { SessionState } from '../../../electron/contract/session.ts';
import type { NavigatorPlace, Workspace } from '../../../electron/contract/workspace.ts';
import { emptyWorkspace } from '../../../electron/contract/workspace.ts';
import { askAhead } from '../../../renderer/erp/answers-ahead.ts';
import { newNavigator } from '../../../renderer/workspace/tabs.ts';
import {
  createFakeErp,
  type FakeErp,
  type FakeErpOptions,
  fakeAccount,
  otherAccount,
  signedInAs,
  untroubled,
} from '../fake-erp.ts';

const set = 'Crm_Sales_SalesOrders';

const copied = { rows: 900, at: 0, isComplete: false };

function withOpen(change: Partial<NavigatorPlace> = {}): Workspace {
  const tab = { ...newNavigator(set), ...change, id: 'tab', past: [], future: [] };
  return { ...emptyWorkspace, tabs: [tab], current: 'tab' };
}

function opened(options: Partial<FakeErpOptions> = {}) {
  const fake = createFakeErp({ ...untroubled, workspace: withOpen(), latency: 0, ...options });
  return { fake, ...askAhead(fake, () => 'ahead') };
}

const count = ({ asked }: FakeErp, name: string) =>
  asked.filter((request) => request.name === name).length;

/** Waits until the rows of the open navigator were asked for; they are the last. */
async function allAsked(fake: FakeErp): Promise<void> {
  await vi.waitFor(() => expect(count(fake, 'fetchRowsOfCopy')).toBe(1));
}

describe('what the first rows need', () => {
  it('is asked for before anybody asks, as far as the rows of the open navigator', async () => {
    const { fake } = opened();
    await allAsked(fake);
    const told = [
      'accounts',
      'settings',
      'appInfo',
      'sessionState',
      'connectionState',
      'copyState',
    ];
    const others = ['keptSets', 'updateState', 'networkQuestion', 'waitingLink'];
    for (const name of [...told, ...others, 'entitySets', 'workspace', 'views', 'entitySet'])
      expect([name, count(fake, name)]).toEqual([name, 1]);
  });

  it('is given once to who asks the same, under whatever ticket', async () => {
    const { fake, erp } = opened();
    await allAsked(fake);
    const { argument } = fake.asked.findLast(({ name }) => name === 'fetchRowsOfCopy') ?? {};
    const asked = { ...(argument as Parameters<typeof erp.fetchRows>[0]), ticket: 'mine' };
    const first = await erp.fetchRows(asked);
    expect(count(fake, 'fetchRowsOfCopy')).toBe(1);
    expect(await erp.fetchRows(asked)).toEqual(first);
    expect(count(fake, 'fetchRowsOfCopy')).toBe(2);
    await erp.workspace();
    expect(count(fake, 'workspace')).toBe(1);
    await erp.workspace();
    expect(count(fake, 'workspace')).toBe(2);
  });

  it('is no answer to another question', async () => {
    const { fake, erp } = opened();
    await allAsked(fake);
    const answer = await erp.entitySet({ name: 'Crm_Sales_Customers' });
    expect(answer).toMatchObject({ ok: true, value: { name: 'Crm_Sales_Customers' } });
    expect(count(fake, 'entitySet')).toBe(2);
  });

  it('is forgotten when another account comes into force, and not when the same one is renewed', async () => {
    const { fake, erp } = opened();
    await allAsked(fake);
    fake.tell('sessionChanged', { ...signedInAs(fakeAccount), status: 'signedInOffline' });
    await erp.workspace();
    expect(count(fake, 'workspace')).toBe(1);
    fake.tell('sessionChanged', signedInAs(otherAccount));
    await erp.entitySet({ name: set });
    expect(count(fake, 'entitySet')).toBe(2);
  });

  it('is nothing of an account before its keyring is open, and is asked when it is', async () => {
    const unlocking = { status: 'unlocking', account: fakeAccount } as const;
    const { fake, erp, early, answered } = opened({ session: unlocking });
    await answered;
    expect(count(fake, 'workspace') + count(fake, 'entitySets') + count(fake, 'views')).toBe(0);
    fake.tell('sessionChanged', signedInAs(fakeAccount));
    expect(early.workspace(fakeAccount.key)).toBeNull();
    await erp.entitySets({ reload: false });
    expect(count(fake, 'entitySets')).toBe(1);
  });

  it('is over when another account comes into force on the way, be it for a moment', async () => {
    const fake = createFakeErp({ ...untroubled, latency: 0 });
    const { promise, resolve } = Promise.withResolvers<Result<Workspace>>();
    const slow = { ...fake, workspace: () => promise };
    const { early, asked } = askAhead(slow, () => 'ahead');
    await vi.waitFor(() => expect(count(fake, 'views')).toBe(1));
    fake.tell('sessionChanged', signedInAs(otherAccount));
    fake.tell('sessionChanged', signedInAs(fakeAccount));
    resolve({ ok: true, value: withOpen() });
    await asked;
    expect(count(fake, 'entitySet')).toBe(0);
    expect(early.workspace(fakeAccount.key)).toBeNull();
  });

  it('is of whom was told last, where that is newer than the answer', async () => {
    const fake = createFakeErp({ ...untroubled, latency: 0 });
    const { promise, resolve } = Promise.withResolvers<Result<SessionState>>();
    const slow = { ...fake, sessionState: () => promise };
    const { early, answered } = askAhead(slow, () => 'ahead');
    fake.tell('sessionChanged', signedInAs(otherAccount));
    resolve({ ok: true, value: signedInAs(fakeAccount) });
    await answered;
    expect(early.workspace(fakeAccount.key)).toBeNull();
    expect(early.workspace(otherAccount.key)).not.toBeNull();
  });

  it('is there at once when it has come, and is not given twice', async () => {
    const { fake, erp, early } = opened();
    const { key } = fakeAccount;
    expect(early.workspace(key)).toBeNull();
    await allAsked(fake);
    expect(early.appInfo()).not.toBeNull();
    expect(early.workspace(key)?.current).toBe('tab');
    expect(early.workspace(key)).toBeNull();
    expect(early.entitySets(key)?.length).toBeGreaterThan(0);
    expect(early.views(key)).toEqual([]);
    expect(early.entitySet(key, 'Crm_Sales_Customers')).toBeNull();
    expect(early.entitySet(key, set)?.name).toBe(set);
    await erp.workspace();
    expect(count(fake, 'workspace')).toBe(2);
  });

  it('is the rows, too, where they are enough', async () => {
    const { fake, early, answered } = opened({ copies: { [set]: copied } });
    const { key } = fakeAccount;
    await answered;
    const { argument } = fake.asked.findLast(({ name }) => name === 'fetchRowsOfCopy') ?? {};
    const { query } = argument as Parameters<typeof fake.fetchRows>[0];
    expect(early.rows(key, { ...query, search: 'north' }, () => true)).toBeNull();
    expect(early.rows(key, query, () => false)).toBeNull();
    expect(early.rows(otherAccount.key, query, () => true)).toBeNull();
    expect(early.rows(key, query, () => true)?.rows.length).toBeGreaterThan(0);
    expect(early.rows(key, query, () => true)).toBeNull();
  });

  it('is no rows that have changed meanwhile, be it of this set alone', async () => {
    const { fake, early, answered } = opened({ copies: { [set]: copied } });
    await answered;
    const { argument } = fake.asked.findLast(({ name }) => name === 'fetchRowsOfCopy') ?? {};
    const { query } = argument as Parameters<typeof fake.fetchRows>[0];
    fake.tell('copiedSetChanged', { set: 'Crm_Sales_Customers' });
    const seen: number[] = [];
    early.rows(fakeAccount.key, query, ({ rows }) => seen.push(rows.length) === 0);
    expect(seen).toHaveLength(1);
    fake.tell('copiedSetChanged', { set });
    early.rows(fakeAccount.key, query, ({ rows }) => seen.push(rows.length) === 0);
    expect(seen).toHaveLength(1);
  });

  it('is all asked before it is all answered', async () => {
    const { fake, asked, answered } = opened({ latency: 20 });
    await asked;
    const { length } = fake.asked;
    expect(count(fake, 'fetchRowsOfCopy')).toBe(1);
    await answered;
    expect(fake.asked).toHaveLength(length);
  });

  it('is nobody’s loss when it can’t even be asked', async () => {
    const fake = createFakeErp({ ...untroubled, latency: 0 });
    const broken = { ...fake, sessionState: () => Promise.reject(new Error('gone')) };
    const { erp, asked, answered } = askAhead(broken, () => 'ahead');
    await Promise.all([asked, answered]);
    await expect(erp.sessionState()).rejects.toThrow('gone');
  });

  it('is there for the account that it is of, and for no other', async () => {
    const { fake, early } = opened();
    await allAsked(fake);
    expect(early.workspace(otherAccount.key)).toBeNull();
    expect(early.entitySets(otherAccount.key)).toBeNull();
    expect(early.entitySet(otherAccount.key, set)).toBeNull();
    fake.tell('sessionChanged', signedInAs(otherAccount));
    expect(early.workspace(fakeAccount.key)).toBeNull();
    expect(early.appInfo()).toBeNull();
  });

  it('is no failure: that is for who asks', async () => {
    const fake = createFakeErp({ ...untroubled, latency: 0 });
    const failed = failure({ code: 'copyLocked' });
    const locked = { ...fake, workspace: () => Promise.resolve(failed) };
    const { early, erp } = askAhead(locked, () => 'ahead');
    await vi.waitFor(() => expect(early.appInfo()).not.toBeNull());
    expect(early.workspace(fakeAccount.key)).toBeNull();
    expect(await erp.workspace()).toBe(failed);
  });

  it('is asked anew when something newer was told before anybody wanted it', async () => {
    const { fake, erp } = opened();
    await allAsked(fake);
    const offline = { ...signedInAs(fakeAccount), status: 'signedInOffline' } as const;
    fake.tell('sessionChanged', offline);
    expect(await erp.sessionState()).toEqual({ ok: true, value: offline });
    fake.tell('connectionChanged', { status: 'offline', since: 0, seatUntil: null });
    await erp.connectionState();
    expect(count(fake, 'connectionState')).toBe(2);
  });

  it('is nothing of an account while nobody is signed in', async () => {
    const { fake, erp } = opened({ session: { status: 'signedOut' } });
    await erp.sessionState();
    await erp.appInfo();
    expect(count(fake, 'workspace') + count(fake, 'entitySets')).toBe(0);
  });

  it('is not the rows where other sets have to be known for their columns', async () => {
    const { fake, erp } = opened({ workspace: withOpen({ columns: ['Customer/DocumentNo'] }) });
    await vi.waitFor(() => expect(count(fake, 'entitySet')).toBe(1));
    await erp.entitySet({ name: set });
    expect(count(fake, 'fetchRowsOfCopy')).toBe(0);
  });
});
