import { readRows } from './grid-rows.ts';
import { filterField, lookAt, openPanel, type Sight, sightOf, tabsOf } from './grid-sight.ts';
import { expect } from './navigator.ts';
import { chooseNavigator, gridOf } from './person.ts';
import { type SimulatedOrder, simulatedOrders } from './simulated-rows.ts';
import { test, workInOrders, workInThree } from './somebody-at-work.ts';

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
  const { simulator, installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  await simulator.unplug();
  const wanted = simulatedOrders(simulator).filter(
    ({ AmountToPay: { Value } }) => Number(Value) >= 1000 && Number(Value) <= 5000,
  );
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
    wanted.map(({ DocumentNo }) => DocumentNo).toSorted(),
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

/** What orders come to, in hundredths, by currency. */
function sums(orders: readonly SimulatedOrder[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { AmountToPay } of orders) {
    const { Value, Currency } = AmountToPay;
    found.set(Currency, (found.get(Currency) ?? 0) + Math.round(Number(Value) * 100));
  }
  return found;
}

test('without a network what was never looked at is said not to be here, calmly, and what is here has its age', async ({
  scene,
}) => {
  const { simulator, installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  await simulator.unplug();

  const { window } = await installation.start();
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
  await expect(openPanel(window).getByTestId('age')).toHaveText(/^as of /);
  await chooseNavigator(window, 'Customers');
  await expect(openPanel(window).getByText('This is not on this computer.')).toBeVisible();
  await expect(openPanel(window).getByText(/Keep it offline next time/)).toBeVisible();
  await simulator.plugIn();
  await expect(gridOf(window, 'Customers').getByRole('row').nth(1)).toBeVisible({
    timeout: 40_000,
  });
});

test('without a network the language can be changed, and the rows stay', async ({ scene }) => {
  const { simulator, installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  await simulator.unplug();

  const { window } = await installation.start();
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
  await window.keyboard.press('Control+,');
  await window.getByText('Български').click();
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('state-chip')).toHaveText(/^Без връзка/);
  // The instance's own words for its navigators never came in this language.
  const grid = window.getByRole('grid', { name: 'Sales orders, редове' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await expect(window.getByRole('alert')).toHaveCount(0);
});
