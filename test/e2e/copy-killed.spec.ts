import { expectKept, keptSet, rowsOfCopy, startKeeping } from './kept-set.ts';
import { expect } from './navigator.ts';
import { openNavigator, signIn } from './person.ts';
import { simulatedOrders } from './simulated-rows.ts';
import { keptOrders, test } from './somebody-at-work.ts';

const orders = 3500;
test.use({ simulatorOptions: { orders } });

test('killed while a set is fetched to be kept, the app goes on where it was, and nothing is missing or doubled', async ({
  scene,
}) => {
  test.setTimeout(90_000);
  const { simulator, installation, userBrowser } = scene;
  const { control } = simulator;
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Customers');
  const isPull = (path: string): boolean => path.includes(keptOrders);
  const second = control.holdNext({ path: `${keptOrders}.*skip` });
  await startKeeping(app.window, keptOrders);
  await second.arrived;
  const third = control.holdNext({ path: `${keptOrders}.*skip` });
  second.release();
  await third.arrived;
  // It is asked for as soon as the second one has come, which then is read and written.
  await expect.poll(async () => (await keptSet(app.window, keptOrders))?.rows).toBe(2000);
  await app.kill();
  third.release();
  const before = control.requests().filter(({ path }) => isPull(path)).length;

  const { window } = await installation.start();
  await expectKept(window, keptOrders);
  const rows = await rowsOfCopy(window, {
    set: keptOrders,
    columns: ['DocumentNo', 'State', 'DocumentDate'],
  });
  const expected = simulatedOrders(simulator).map(({ Id, DocumentNo, State }) => [
    Id,
    DocumentNo,
    State,
  ]);
  expect(rows.length).toBe(orders);
  const shown = rows.map(({ id, cells: [number, state] }) => [id, number, state]);
  expect(shown.toSorted(byFirst)).toEqual(expected.toSorted(byFirst));
  // Two of the four pages were on the disk: the other two are fetched, and what has changed meanwhile.
  expect(control.requests().filter(({ path }) => isPull(path)).length - before).toBe(3);
});

function byFirst([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}
