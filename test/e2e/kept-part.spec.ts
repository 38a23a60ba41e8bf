import { filterField, openPanel } from './grid-sight.ts';
import { expectKept } from './kept-set.ts';
import { expect } from './navigator.ts';
import { gridOf, openNavigator, signIn } from './person.ts';
import { simulatedOrders } from './simulated-rows.ts';
import { keptOrders, test } from './somebody-at-work.ts';

test('a filtered view that is kept answers narrower questions without a network, says of wider ones that rows are missing, and is found in the list', async ({
  scene,
}) => {
  const { simulator, installation, userBrowser } = scene;
  const released = simulatedOrders(simulator).filter(({ State }) => State === 'Released');
  const wanted = released.filter(
    ({ AmountToPay: { Value } }) => Number(Value) >= 1000 && Number(Value) <= 5000,
  );
  expect(wanted.length).toBeGreaterThan(2);
  expect(wanted.length).toBeLessThan(released.length);

  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Sales orders');
  await filterField(app.window, 'State').fill('released');
  await filterField(app.window, 'State').press('Enter');
  await expect(
    openPanel(app.window).getByText(`${released.length} rows`, { exact: true }),
  ).toBeVisible();
  await app.window.getByTestId('keep').click();
  const panel = app.window.getByRole('dialog', { name: 'Keep offline' });
  await expect(panel).toContainText(`${released.length} rows`);
  await panel.getByRole('button', { name: 'Keep offline' }).click();
  await expectKept(app.window, keptOrders);
  await app.quit();
  await simulator.unplug();

  const { window } = await installation.start();
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
  await filterField(window, 'Amount to pay').fill('1000..5000');
  await filterField(window, 'Amount to pay').press('Enter');
  await expect(openPanel(window).getByText(`${wanted.length} rows`, { exact: true })).toBeVisible();
  await expect(openPanel(window).getByTestId('scope')).toContainText('complete on this computer');
  await window.getByRole('button', { name: 'Remove the filter by State' }).click();
  await expect(openPanel(window).getByTestId('scope')).toContainText(/^of the first/);

  await window.getByRole('treeitem', { name: /State: released: complete, as of/i }).click();
  await expect(filterField(window, 'State')).toHaveValue('released');
  await expect(
    openPanel(window).getByText(`${released.length} rows`, { exact: true }),
  ).toBeVisible();
  await expect(openPanel(window).getByTestId('scope')).toContainText('complete on this computer');
});
