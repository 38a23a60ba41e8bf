import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filterField, openPanel, rowSearch } from './grid-sight.ts';
import { keepOffline } from './kept-set.ts';
import { filesBelow, findLeaks, type Place } from './leaks.ts';
import { expect } from './navigator.ts';
import { gridOf, openNavigator, signIn } from './person.ts';
import { customerNames, simulatedOrders } from './simulated-rows.ts';
import { keptOrders, test } from './somebody-at-work.ts';

const search = 'what-somebody-searched-for-in-customers';
const filter = '1234.5678..87654.4321';
const draft = 'what-somebody-was-about-to-filter-by';

test('nothing of the data is written in the clear: no row, search, filter or draft, in no file of the app or its browser', async ({
  scene,
}) => {
  const { simulator, installation, userBrowser } = scene;
  // Whatever goes to a temporary folder goes to one that is searched.
  const temporary = join(dirname(installation.userData), 'temporary');
  await mkdir(temporary);
  const app = await installation.start({ TMPDIR: temporary, SQLITE_TMPDIR: temporary });
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  const orders = simulatedOrders(simulator).slice(0, 10);
  const texts = [
    ...customerNames(simulator),
    ...orders.flatMap(({ Id, DisplayText }) => [Id, DisplayText]),
  ];
  // A short text may stand anywhere by chance.
  const data = {
    rows: texts.filter((text) => text.length > 12),
    searches: [search],
    filters: [filter, draft],
    sets: [keptOrders, 'Crm_Sales_Customers'],
  };
  expect(data.rows.length).toBeGreaterThan(20);

  await openNavigator(window, 'Customers');
  await rowSearch(window).fill(search);
  await rowSearch(window).press('Enter');
  await expect(openPanel(window).getByText(/^No row of Customers matches/)).toBeVisible();
  await rowSearch(window).fill('');
  await rowSearch(window).press('Enter');
  await expect(gridOf(window, 'Customers').getByRole('row').nth(5)).toBeVisible();
  await openNavigator(window, 'Sales orders');
  await keepOffline(window, keptOrders);
  await filterField(window, 'Amount to pay').fill(filter);
  await filterField(window, 'Amount to pay').press('Enter');
  await expect(openPanel(window).getByTestId('scope')).toBeVisible();
  await filterField(window, 'Customer').fill(draft);
  const places = async (): Promise<Place[]> => [
    ...(await filesBelow(installation.userData)),
    ...(await filesBelow(temporary)),
    { name: 'the output', content: Buffer.from(installation.output()) },
  ];

  const running = await places();
  expect(running.map(({ name }) => name.replace(/.*[\\/]/, ''))).toEqual(
    expect.arrayContaining(['cache.db', 'cache.db-wal', 'state.db', 'account.json']),
  );
  expect(leaks(data, running)).toEqual([]);
  await app.quit();
  expect(leaks(data, await places())).toEqual([]);

  // The same search finds them where they belong: in what went to the window.
  const received = { name: 'the window', content: Buffer.from(installation.received().join()) };
  expect(findLeaks({ rows: data.rows }, [received]).length).toBeGreaterThan(20);
});

/** What was found, but for names of sets in the log, which are in the model of every instance. */
function leaks(
  data: Readonly<Record<string, readonly string[]>>,
  places: readonly Place[],
): string[] {
  const { sets = [], ...values } = data;
  const others = places.filter(({ name }) => !/^logs[\\/]/.test(name));
  return [...findLeaks(values, places), ...findLeaks({ sets }, others)];
}
