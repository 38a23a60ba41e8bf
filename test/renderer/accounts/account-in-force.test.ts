import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestArguments } from '../../../electron/contract/requests.ts';
import {
  type AccountInForce,
  erpOfAccount,
  followAccountInForce,
} from '../../../renderer/accounts/account-in-force.ts';
import { createLiveValue } from '../../../renderer/erp/live-value.ts';
import {
  createFakeErp,
  type FakeErp,
  fakeAccount,
  otherAccount,
  signedInAs,
  untroubled,
} from '../fake-erp.ts';

const fetch: RequestArguments<'fetchRows'> = {
  ticket: 't',
  query: {
    set: 'Crm_Sales_SalesOrders',
    columns: ['DocumentNo'],
    search: '',
    where: [],
    order: [],
  },
  source: 'instance',
  cursor: null,
  urgency: 'visible',
};
const dropped = { ok: false, error: { code: 'cancelled' } };

describe('what the window of one account is told', () => {
  let erp: FakeErp;
  let inForce: AccountInForce;

  beforeEach(() => {
    erp = createFakeErp(untroubled);
    inForce = followAccountInForce(createLiveValue(erp, 'sessionChanged', erp.sessionState));
    erp.tell('sessionChanged', signedInAs(fakeAccount));
  });

  it('are its own rows', async () => {
    const own = erpOfAccount(erp, inForce, fakeAccount.key);
    expect(await own.fetchRows(fetch)).toMatchObject({ ok: true });
  });

  it('are no rows that were asked for under one account and answered under another', async () => {
    const own = erpOfAccount(erp, inForce, fakeAccount.key);
    const answer = own.fetchRows(fetch);
    erp.tell('sessionChanged', signedInAs(otherAccount));
    expect(await answer).toEqual(dropped);
  });

  it('are no rows of the time between when somebody went to another account and back', async () => {
    const own = erpOfAccount(erp, inForce, fakeAccount.key);
    const answer = own.fetchRows(fetch);
    erp.tell('sessionChanged', signedInAs(otherAccount));
    erp.tell('sessionChanged', signedInAs(fakeAccount));
    expect(await answer).toEqual(dropped);
  });

  it('is nothing while another account is in force, and nothing is asked then', async () => {
    const own = erpOfAccount(erp, inForce, otherAccount.key);
    expect(await own.fetchRows(fetch)).toEqual(dropped);
    expect(await own.workspace()).toEqual(dropped);
    expect(erp.asked.map(({ name }) => name)).not.toContain('fetchRows');
  });

  it('are its own rows, too, when its user signed in again meanwhile', async () => {
    const own = erpOfAccount(erp, inForce, fakeAccount.key);
    const answer = own.fetchRows(fetch);
    const { instance } = fakeAccount;
    erp.tell('sessionChanged', { status: 'signingIn', instance, step: 'finishing', until: 9 });
    erp.tell('sessionChanged', signedInAs(fakeAccount));
    expect(await answer).toMatchObject({ ok: true });
  });
});
