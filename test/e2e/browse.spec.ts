import { readRows } from './grid-rows.ts';
import { expect, test } from './navigator.ts';
import { chooseNavigator, openNavigator, signIn } from './person.ts';

test.describe('ten thousand sales orders', () => {
  test.use({ simulatorOptions: { orders: 10_000 } });

  test('are paged through to row 1,000, and every value shown is the instance’s', async ({
    simulator,
    installation,
    userBrowser,
  }) => {
    test.setTimeout(120_000);
    const app = await installation.start();
    await signIn(app, userBrowser, simulator.host);
    const grid = await openNavigator(app.window, 'Sales orders');
    await expect(app.window.getByText('10,000 rows', { exact: true })).toBeVisible();
    await expect(grid).toHaveAttribute('aria-rowcount', '10001');

    const customers = new Map(
      simulator.control.rows('Crm_Sales_Customers').map((row) => [row.Id, row.DisplayText]),
    );
    const orders = new Map(
      simulator.control.rows('Crm_Sales_SalesOrders').map((row) => [row.DocumentNo, row]),
    );
    const seen = await readRows(grid, 1000);
    expect(new Set([...seen.values()].map((row) => row['Document no.'])).size).toBe(1000);
    for (const row of seen.values()) {
      const order = orders.get(row['Document no.']);
      expect(row.Customer).toBe(customers.get(keyOf(order?.Customer)));
      const [year = '', month = '', day = ''] = textOf(order?.DocumentDate).slice(0, 10).split('-');
      for (const part of [year, month, day]) expect(row['Document date']).toContain(part);
    }
  });
});

test('a search is answered by the instance, and one click lifts it when it finds nothing', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const grid = await openNavigator(app.window, 'Sales orders');
  const [wanted] = simulator.control.rows('Crm_Sales_SalesOrders').slice(123);
  const number = textOf(wanted?.DocumentNo);

  await app.window.keyboard.press('F3');
  await app.window.keyboard.type(number);
  await expect(app.window.getByText('1 row', { exact: true })).toBeVisible();
  await expect(grid.getByRole('rowheader', { name: number })).toBeVisible();

  await app.window
    .getByRole('searchbox', { name: /Search/ })
    .last()
    .fill('no such order');
  await expect(
    app.window.getByText('No row of Sales orders matches “no such order”.'),
  ).toBeVisible();
  await app.window.getByRole('button', { name: 'Show all rows' }).click();
  await expect(app.window.getByText('300 rows', { exact: true })).toBeVisible();
});

test('documents come with the newest first, and in the instance’s order of a column that it can order by, and back', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const grid = await openNavigator(app.window, 'Sales orders');
  const orders = simulator.control.rows('Crm_Sales_SalesOrders');
  const numbers = orders.map((row) => textOf(row.DocumentNo)).sort();
  const newest = orders.toSorted(
    (a, b) =>
      textOf(b.DocumentDate).localeCompare(textOf(a.DocumentDate)) ||
      textOf(b.DocumentNo).localeCompare(textOf(a.DocumentNo)),
  );
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(textOf(newest[0]?.DocumentNo));
  await expect(grid.getByRole('columnheader', { name: 'Document date' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const header = grid.getByRole('columnheader', { name: 'Document no.' });
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(numbers[0] ?? '');
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(numbers.at(-1) ?? '');
});

test('a page that breaks off is told, loses no row, and comes whole when asked for again', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  simulator.control.cutNext({ path: 'skip|Crm_Sales_SalesOrders.*nextpage', afterBytes: 2000 });
  const grid = await openNavigator(app.window, 'Sales orders');
  await expect(app.window.getByText('300 rows', { exact: true })).toBeVisible();
  await grid.focus();
  await app.window.keyboard.press('Control+End');
  await expect(app.window.getByText('The answer broke off before its end.')).toBeVisible();
  await app.window.getByRole('button', { name: 'Retry' }).click();
  const seen = await readRows(grid, 300);
  expect(new Set([...seen.values()].map((row) => row['Document no.'])).size).toBe(300);
});

test('an error of the instance is shown in its own words, and Retry asks again', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  simulator.control.failNext({
    path: 'odata/Crm_Sales_SalesOrders',
    times: 10,
    status: 500,
    body: { error: { message: 'The store is being counted.', code: 7, type: 'E1Exception' } },
  });
  await chooseNavigator(app.window, 'Sales orders');
  await expect(app.window.getByText('The instance could not do this.').first()).toBeVisible();
  await app.window.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(app.window.getByText(/The store is being counted/).first()).toBeVisible();
  simulator.control.reset();
  await app.window.getByRole('button', { name: 'Retry' }).first().click();
  await expect(app.window.getByText('300 rows', { exact: true })).toBeVisible();
});

function keyOf(reference: unknown): string | undefined {
  const id = (reference as { '@odata.id'?: string } | null)?.['@odata.id'];
  return id === undefined ? undefined : /\((.*)\)/.exec(id)?.[1];
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('The row has another value than a text there.');
  return value;
}
