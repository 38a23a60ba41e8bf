import { expect, it } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { fakeModel, fakeRows, invoices, orders } from './fake-instance.ts';
import { keptComputer } from './kept-computer.ts';

const oldName = 'Crm_Orders';

/** A computer that keeps orders by the name that they had before the instance was upgraded. */
async function keptBeforeUpgrade() {
  let isUpgraded = false;
  const computer = await keptComputer(undefined, (set) => {
    const model = fakeModel(set === oldName ? orders : set);
    if (set !== oldName || isUpgraded || model === undefined) return model;
    return { ...model, detail: { ...model.detail, name: oldName } };
  });
  const { instance } = computer;
  instance.rows.set(oldName, fakeRows(0, 10));
  instance.rows.set(invoices, fakeRows(20, 24));
  instance.rows.delete(orders);
  return {
    ...computer,
    upgrade() {
      isUpgraded = true;
      instance.rows.set(orders, instance.rows.get(oldName) ?? []);
      instance.rows.delete(oldName);
      instance.asked.splice(0);
    },
  };
}

it('a kept set that was renamed is kept under its new name, with what comes along and nothing twice', async () => {
  const computer = await keptBeforeUpgrade();
  const wish = { set: oldName, along: [invoices], withPictures: false };
  expect(await computer.world().sync.keep(wish)).toEqual(success(null));
  expect(await computer.world().sync.keep({ ...wish, set: invoices, along: [oldName] })).toEqual(
    success(null),
  );
  await computer.world().idle();
  expect(computer.world().sync.isComplete(oldName)).toBe(true);

  computer.upgrade();
  await computer.restart();
  await computer.world().pass(3_600_000, 600_000);
  const { sync } = computer.world();
  expect(sync.isComplete(orders)).toBe(true);
  expect(await computer.titles(orders)).toHaveLength(10);
  expect(sync.keptSets().sets).toMatchObject([
    { set: orders, along: null, status: 'upToDate' },
    { set: invoices, along: null, status: 'upToDate' },
  ]);
  const known = await computer.library().ask('listSets', {});
  const kept = known.ok ? known.value.filter(({ isKept }) => isKept) : [];
  expect(kept.map(({ name }) => name).toSorted()).toEqual([invoices, orders]);
  const pulls = computer.instance.asked
    .map(({ address }) => new URL(address, 'https://instance/').searchParams)
    .filter((asked) => asked.get('$top') === '1000' && asked.has('$count'))
    .filter((asked) => !asked.has('$skiptoken'));
  expect(pulls).toHaveLength(1);
});

it('a kept part of a set that was renamed means the same rows of it', async () => {
  const computer = await keptBeforeUpgrade();
  const where = [[{ test: 'notEmpty' as const, path: 'AggregateLastUpdateTimeUtc' }]];
  const part = { where, search: 'Row', words: [] };
  const wish = { set: oldName, part, along: [], withPictures: false };
  expect(await computer.world().sync.keep(wish)).toEqual(success(null));
  await computer.world().idle();
  computer.upgrade();
  await computer.restart();
  await computer.world().pass(3_600_000, 600_000);
  expect(computer.world().sync.keptSets().sets).toMatchObject([
    { set: orders, part, status: 'upToDate' },
  ]);
});
