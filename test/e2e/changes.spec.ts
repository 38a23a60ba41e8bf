import { expect } from './navigator.ts';
import { gridOf } from './person.ts';
import { simulatedOrders } from './simulated-rows.ts';
import { keptOrders, test, workInOrders } from './somebody-at-work.ts';

test('what others changed since somebody looked last is marked, with what was there before, until it was seen', async ({
  scene,
}) => {
  const { simulator, installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  const [order] = simulatedOrders(simulator);
  const before = order?.DocumentNo ?? '';
  simulator.control.changeRow(keptOrders, order?.Id ?? '', { DocumentNo: 'CHANGED-4' });

  const again = await installation.start();
  const { window } = again;
  const changes = window.getByTestId('changes');
  await expect(async () => {
    await window.keyboard.press('F5');
    await expect(changes).toHaveText(/^1 changed/, { timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await changes.click();
  const strip = window.getByRole('region', { name: 'What has changed' });
  await expect(strip).toContainText('1 changed row');
  const grid = gridOf(window, 'Sales orders');
  await grid.getByRole('columnheader', { name: 'Document no.' }).click();
  await grid.getByRole('columnheader', { name: 'Document no.' }).click();
  const changed = grid.getByRole('rowheader', { name: 'CHANGED-4' });
  await expect(changed).toContainText(`Before: ${before}`);
  await strip.getByRole('button', { name: 'Seen' }).click();
  await expect(changes).toHaveCount(0);
  await again.quit();

  const { window: third } = await installation.start();
  await expect(gridOf(third, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
  await expect(third.getByTestId('changes')).toHaveCount(0);
});
