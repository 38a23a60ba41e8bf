import { describe, expect, it, vi } from 'vitest';
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

function withOpen(change: Partial<NavigatorPlace> = {}): Workspace {
  const tab = { ...newNavigator(set), ...change, id: 'tab', past: [], future: [] };
  return { ...emptyWorkspace, tabs: [tab], current: 'tab' };
}

function opened(options: Partial<FakeErpOptions> = {}) {
  const fake = createFakeErp({ ...untroubled, workspace: withOpen(), latency: 0, ...options });
  return { fake, erp: askAhead(fake, () => 'ahead') };
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
    const names = ['accounts', 'settings', 'appInfo', 'sessionState', 'entitySets', 'workspace'];
    for (const name of [...names, 'entitySet'])
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
