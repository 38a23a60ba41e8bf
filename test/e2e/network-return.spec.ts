import { hostOnly } from '../chromium-host/launch.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { drawnRows, type ShownRow } from './grid-rows.ts';
import { type Sight, sightOf } from './grid-sight.ts';
import type { RunningApp } from './installation.ts';
import { expect } from './navigator.ts';
import { gridOf, openNavigator, signIn } from './person.ts';
import { simulatedOrders } from './simulated-rows.ts';
import { keptOrders, test, workInOrders } from './somebody-at-work.ts';

const tokenRequests = 'POST /id/connect/token';

/** The id of the sales order that a row shows. */
function idOf(simulator: Simulator, row: ShownRow | undefined): string {
  const order = simulatedOrders(simulator).find(
    ({ DocumentNo }) => DocumentNo === row?.['Document no.'],
  );
  if (order === undefined) throw new Error('No sales order is shown there.');
  return order.Id;
}

/** Goes down some pages in the open sales orders. */
async function goDown({ window }: RunningApp): Promise<void> {
  await gridOf(window, 'Sales orders').focus();
  for (let press = 0; press < 4; press += 1) await window.keyboard.press('PageDown');
}

/** The rows in sight of an app that was started without a network, once they are there. */
async function sightOffline({ window }: RunningApp): Promise<Sight['rows']> {
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(5)).toBeVisible();
  await expect(window.getByTestId('state-chip')).toHaveText(/^Offline/);
  return (await sightOf(window, 'Sales orders')).rows;
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
    await goDown(app);
    await app.quit();
    await cut(simulator);
    control.expireAccessTokens();
    const before = control.counts()[tokenRequests] ?? 0;

    const again = await installation.start(env);
    const grid = gridOf(again.window, 'Sales orders');
    const left = await sightOffline(again);
    control.changeRow(keptOrders, idOf(simulator, left[4]?.[1]), { DocumentNo: 'CHANGED-1' });
    await mend(simulator, again);

    await expect(grid.getByRole('rowheader', { name: 'CHANGED-1' })).toBeVisible({
      timeout: 40_000,
    });
    await expect(again.window.getByTestId('state-chip')).toHaveText(/^Online/);
    const now = new Map((await sightOf(again.window, 'Sales orders')).rows);
    // The line that tells of changes takes the place of a row or two.
    const unchanged = left.toSpliced(4, 1).filter(([place]) => now.has(place));
    expect(unchanged.length).toBeGreaterThan(left.length - 4);
    expect(unchanged.map(([place]) => [place, now.get(place)])).toEqual(unchanged);
    expect(control.counts()[tokenRequests]).toBe(before + 1);
    expect(await again.openedPages()).toEqual([]);
  });
}

test('rows that are not kept are renewed behind what is being read, which stays in sight when a row above it is gone', async ({
  scene,
}) => {
  hostOnly();
  const { simulator, installation, userBrowser } = scene;
  const { control } = simulator;
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const [top] = (await drawnRows(await openNavigator(app.window, 'Sales orders'))).values();
  await goDown(app);
  await app.quit();

  const { env, mend } = losses['the computer'];
  const again = await installation.start(env);
  const left = await sightOffline(again);
  control.changeRow(keptOrders, idOf(simulator, left[4]?.[1]), { DocumentNo: 'CHANGED-2' });
  control.deleteRow(keptOrders, idOf(simulator, top));
  await mend(simulator, again);

  const grid = gridOf(again.window, 'Sales orders');
  await expect(grid.getByRole('rowheader', { name: 'CHANGED-2' })).toBeVisible();
  const now = (await sightOf(again.window, 'Sales orders')).rows;
  const unchanged = (rows: Sight['rows']) => rows.toSpliced(4, 1).map(([, row]) => row);
  expect(unchanged(now)).toEqual(unchanged(left));
  expect(now[0]?.[0]).toBe((left[0]?.[0] ?? 0) - 1);
});
