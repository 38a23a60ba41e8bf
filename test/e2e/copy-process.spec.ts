import { keptSet, rowsOfCopy } from './kept-set.ts';
import { expect } from './navigator.ts';
import { gridOf } from './person.ts';
import { keptOrders, test, workInOrders } from './somebody-at-work.ts';

test('when the process of the local copy dies it is started again, and nobody notices', async ({
  scene,
}) => {
  const { simulator } = scene;
  const { electron, window } = await workInOrders(scene);
  const numbers = { set: keptOrders, columns: ['DocumentNo'] };
  for (let death = 0; death < 3; death += 1) {
    const killed = await electron.evaluate(({ app }) => {
      const ofCopy = app
        .getAppMetrics()
        .filter((each) => each.type === 'Utility' && each.name === 'Local copy');
      for (const { pid } of ofCopy) process.kill(pid, 'SIGKILL');
      return ofCopy.length;
    });
    expect(killed).toBe(1);
    await expect
      .poll(() =>
        rowsOfCopy(window, numbers).then(
          ({ length }) => length,
          () => 0,
        ),
      )
      .toBe(300);
  }
  await simulator.unplug();
  const grid = gridOf(window, 'Sales orders');
  const header = grid.getByRole('columnheader', { name: 'Document no.' });
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText('0000000001');
  expect((await keptSet(window, keptOrders))?.completeAt).not.toBeNull();
  await expect(window.getByRole('region', { name: 'Notices' })).toHaveCount(0);
});
