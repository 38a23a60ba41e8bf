import { z } from 'zod';
import { drawnRows } from './grid-rows.ts';
import { expect, test } from './navigator.ts';
import { openNavigator, signIn } from './person.ts';

const line = z.object({
  SalesOrder: z.object({ '@odata.id': z.string() }),
  LineAmount: z.object({ Value: z.string(), Currency: z.string() }),
});
const order = z.object({ Id: z.string(), DocumentNo: z.string() });

test.use({ simulatorOptions: { orders: 500 } });

test('lines are ordered by the number of their order, and totalled per currency by the instance', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  test.setTimeout(60_000);
  const { control } = simulator;
  const lines = z.array(line).parse(control.rows('Crm_Sales_SalesOrderLines'));
  const orders = z.array(order).parse(control.rows('Crm_Sales_SalesOrders'));
  const numbers = new Map(orders.map(({ Id, DocumentNo }) => [Id, DocumentNo]));
  const wanted = lines
    .map(({ SalesOrder }) => numbers.get(SalesOrder['@odata.id'].slice(-37, -1)) ?? '')
    .toSorted();
  // So many that the instance is asked once more for the rest of them.
  expect(wanted.length).toBeGreaterThan(1000);
  expect(wanted.length).toBeLessThan(2000);

  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  const grid = await openNavigator(window, 'Sales order lines');
  await grid.focus();
  await window.keyboard.press('Control+l');
  const chooser = window.getByRole('dialog', { name: 'Columns of Sales order lines' });
  const available = chooser.getByRole('treegrid', { name: 'All columns' });
  await available.getByRole('button', { name: 'Columns of Sales order', exact: true }).click();
  await chooser.getByRole('searchbox', { name: 'Find a column' }).fill('document no');
  await available.getByRole('row', { name: 'Document no.', exact: true }).click();
  const added = chooser.getByRole('row', { name: 'Sales order › Document no.' });
  await added.focus();
  for (let step = 0; step < 10; step += 1) await window.keyboard.press('Alt+ArrowUp');
  await chooser.getByRole('button', { name: 'Show' }).click();

  const path = grid.getByRole('columnheader', { name: 'Sales order › Document no.' });
  await path.click();
  const scope = window.getByTestId('scope');
  await expect(scope).toContainText('of the first 1,000 rows looked at');
  await window.getByRole('button', { name: 'Look through more' }).click();
  await expect(scope).toContainText('complete on this computer');
  const shown = async (): Promise<unknown> =>
    [...(await drawnRows(grid))]
      .toSorted(([a], [b]) => a - b)
      .map(([, row]) => row['Sales order › Document no.']);
  const drawn = (await drawnRows(grid)).size;
  await expect.poll(shown).toEqual(wanted.slice(0, drawn));

  await path.click();
  await path.click();
  await expect(scope).toHaveCount(0);
  await window.getByRole('button', { name: 'Totals' }).click();
  const totals = window.getByRole('region', { name: 'Totals' });
  await expect(totals).toContainText(`Totals of all ${wanted.length.toLocaleString('en-US')} rows`);
  const sums = new Map<string, number>();
  for (const { LineAmount } of lines) {
    const { Value, Currency } = LineAmount;
    sums.set(Currency, (sums.get(Currency) ?? 0) + Math.round(Number(Value) * 100));
  }
  expect(sums.size).toBeGreaterThan(1);
  for (const [currency, sum] of sums) {
    const text = (sum / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
    await expect(totals).toContainText(`${text} ${currency}`);
  }
});
