import { hostOnly } from '../chromium-host/launch.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { readRows, type ShownRow } from './grid-rows.ts';
import { filterField, lookAt, openPanel, type Sight, sightOf, tabsOf } from './grid-sight.ts';
import type { RunningApp } from './installation.ts';
import { expect } from './navigator.ts';
import { gridOf } from './person.ts';
import { keptOrders, test, workInOrders, workInThree } from './somebody-at-work.ts';

const tokenRequests = 'POST /id/connect/token';

/**
 * The same is seen as before. What was scrolled to is kept by its first row, which may have been in sight in part, so the
 * sight may have moved by less than a row.
 */
function expectSame({ rows, ...seen }: Sight, { rows: before, ...seenBefore }: Sight): void {
  expect(seen).toEqual(seenBefore);
  const [[first] = [0]] = rows;
  const [[firstBefore] = [0]] = before;
  expect(Math.abs(first - firstBefore)).toBeLessThanOrEqual(1);
  const now = new Map(rows);
  const common = before.filter(([place]) => now.has(place));
  expect(common.length).toBeGreaterThanOrEqual(before.length - 1);
  expect(common.map(([place]) => now.get(place))).toEqual(common.map(([, row]) => row));
}

test('a start without a network shows what was open as it was left: tabs, rows, place, order, search and active cell', async ({
  scene,
}) => {
  test.setTimeout(60_000);
  const { simulator, installation } = scene;
  const app = await workInThree(scene);
  const orders = await sightOf(app.window, 'Sales orders');
  expect(orders).toMatchObject({ currentTab: 'Sales orders' });
  expect(orders.rows[0]?.[0]).toBeGreaterThan(50);
  expect(orders.order).toEqual({ 'Document no.': 'descending' });
  await lookAt(app.window, 'Customers');
  const customers = await sightOf(app.window, 'Customers');
  await lookAt(app.window, 'Sales orders');
  await app.quit();
  await simulator.unplug();

  const again = await installation.start();
  await expect(tabsOf(again.window)).toHaveCount(3);
  await expect(async () => expectSame(await sightOf(again.window, 'Sales orders'), orders)).toPass({
    timeout: 5_000,
  });
  await expect(again.window.getByTestId('state-chip')).toHaveText(/^Offline · data of/);
  await expect(again.window.getByRole('alert')).toHaveCount(0);
  await lookAt(again.window, 'Customers');
  await expect(async () => expectSame(await sightOf(again.window, 'Customers'), customers)).toPass({
    timeout: 5_000,
  });
});

test('without a network a kept set is filtered, ordered and added up over all of its rows, though nobody ever asked that', async ({
  scene,
}) => {
  test.setTimeout(60_000);
  const { simulator, installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  await simulator.unplug();
  const wanted = simulator.control
    .rows(keptOrders)
    .map(({ DocumentNo, AmountToPay }) => ({
      number: String(DocumentNo),
      ...(AmountToPay as { Value: string; Currency: string }),
    }))
    .filter(({ Value }) => Number(Value) >= 1000 && Number(Value) <= 5000);
  expect(wanted.length).toBeGreaterThan(20);

  const { window } = await installation.start();
  const grid = gridOf(window, 'Sales orders');
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await filterField(window, 'Amount to pay').fill('1000..5000');
  await filterField(window, 'Amount to pay').press('Enter');
  await expect(openPanel(window).getByText(`${wanted.length} rows`, { exact: true })).toBeVisible();
  await expect(openPanel(window).getByTestId('scope')).toContainText('complete on this computer');
  await grid.getByRole('columnheader', { name: 'Document no.' }).click();
  const shown = await readRows(grid, wanted.length);
  expect([...shown.values()].map((row) => row['Document no.'])).toEqual(
    wanted.map(({ number }) => number).toSorted(),
  );

  await window.getByRole('button', { name: 'Totals' }).click();
  const totals = window.getByRole('region', { name: 'Totals' });
  await expect(totals).toContainText(`Totals of all ${wanted.length} rows`);
  for (const [currency, sum] of sums(wanted)) {
    const digits = { minimumFractionDigits: 2 };
    const text = (sum / 100).toLocaleString('en-US', digits);
    await expect(totals).toContainText(`${text} ${currency}`);
  }
});

/** Sums in hundredths, by currency. */
function sums(amounts: readonly { readonly Value: string; readonly Currency: string }[]) {
  const found = new Map<string, number>();
  for (const { Value, Currency } of amounts) {
    found.set(Currency, (found.get(Currency) ?? 0) + Math.round(Number(Value) * 100));
  }
  return found;
}

/** How the network goes and comes back. */
const losses = {
  'the computer': {
    env: { CHROMIUM_HOST_OFFLINE: '1' },
    cut: (): Promise<void> => Promise.resolve(),
    mend: (_: Simulator, { electron }: RunningApp): Promise<void> =>
      electron.evaluate(() => {
        globalThis.__chromiumHost.network.offline = false;
      }),
    isHostOnly: true,
  },
  'the instance': {
    env: {},
    cut: (simulator: Simulator): Promise<void> => simulator.unplug(),
    mend: (simulator: Simulator): Promise<void> => simulator.plugIn(),
    isHostOnly: false,
  },
} as const;

for (const [who, { env, cut, mend, isHostOnly }] of Object.entries(losses)) {
  test(`when ${who} is back in the network the sign-in is renewed once, and changes join without a click and without a jump`, async ({
    scene,
  }) => {
    if (isHostOnly) hostOnly();
    test.setTimeout(90_000);
    const { simulator, installation } = scene;
    const { control } = simulator;
    const app = await workInOrders(scene);
    await gridOf(app.window, 'Sales orders').focus();
    for (let press = 0; press < 4; press += 1) await app.window.keyboard.press('PageDown');
    await app.quit();
    await cut(simulator);
    control.expireAccessTokens();
    const before = control.counts()[tokenRequests] ?? 0;

    const again = await installation.start(env);
    const grid = gridOf(again.window, 'Sales orders');
    await expect(grid.getByRole('row').nth(5)).toBeVisible();
    await expect(again.window.getByTestId('state-chip')).toHaveText(/^Offline/);
    const left = (await sightOf(again.window, 'Sales orders')).rows;
    const ids = new Map(control.rows(keptOrders).map((row) => [row.DocumentNo, String(row.Id)]));
    const idAt = (row: ShownRow | undefined): string => ids.get(row?.['Document no.']) ?? '';
    control.changeRow(keptOrders, idAt(left[4]?.[1]), { DocumentNo: 'CHANGED-1' });
    await mend(simulator, again);

    await expect(grid.getByRole('gridcell', { name: 'CHANGED-1' })).toBeVisible({
      timeout: 40_000,
    });
    await expect(again.window.getByTestId('state-chip')).toHaveText(/^Online/);
    const now = (await sightOf(again.window, 'Sales orders')).rows;
    expect(now.toSpliced(4, 1)).toEqual(left.toSpliced(4, 1));
    expect(control.counts()[tokenRequests]).toBe(before + 1);
    expect(await again.openedPages()).toEqual([]);
  });
}
