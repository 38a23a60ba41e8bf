import { expect, test } from 'vitest';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { openAccount } from './account.ts';

const orders = {
  set: 'Crm_Sales_SalesOrders',
  along: ['Crm_Sales_Customers'],
  withPictures: false,
};

test('what was kept offline is given up at the next start where that is allowed no longer', async () => {
  const account = await openAccount(temporaryFolder());
  const before = await account.start();
  await before.sync.keep(orders);
  await expect.poll(() => before.sync.keptSets().sets.length).toBe(2);
  const banned = await account.start(false);
  await banned.sync.whenKnown();
  await expect.poll(() => banned.sync.keptSets().sets).toEqual([]);
  const later = await account.start();
  await later.sync.whenKnown();
  expect(later.sync.keptSets().sets).toEqual([]);
});
