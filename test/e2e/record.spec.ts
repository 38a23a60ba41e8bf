import type { Page } from '@playwright/test';
import { z } from 'zod';
import { drawnRows } from './grid-rows.ts';
import { sightOf, tabsOf } from './grid-sight.ts';
import { expect, test } from './navigator.ts';
import { gridOf, openNavigator, signIn } from './person.ts';

const reference = z.object({ '@odata.id': z.string() });
const order = z.object({
  Id: z.string(),
  DisplayText: z.string(),
  DocumentNo: z.string(),
  Customer: reference,
  MasterDocument: reference,
});
const line = z.object({
  LineNo: z.number(),
  SalesOrder: reference,
  Product: reference,
  LineAmount: z.object({ Value: z.string(), Currency: z.string() }),
});
const named = z.object({ Id: z.string(), DisplayText: z.string() });

/** The id in the address of what a reference leads to. */
const idOf = (link: z.infer<typeof reference>): string => link['@odata.id'].slice(-37, -1);

const record = (window: Page, name: string) => window.getByRole('article', { name, exact: true });

test('a reference is followed and left again with the scroll kept, and the lines of an order are the instance’s, also after a start without a network', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  test.setTimeout(90_000);
  const { control } = simulator;
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const grid = await openNavigator(app.window, 'Sales orders');
  const { keyboard } = app.window;

  // Far down, in the column of the customers.
  await grid.focus();
  for (let step = 0; step < 6; step += 1) await keyboard.press('PageDown');
  await expect.poll(async () => (await drawnRows(grid)).size).toBeGreaterThan(5);
  const customers = new Map(
    z
      .array(named)
      .parse(control.rows('Crm_Sales_Customers'))
      .map((row) => [row.Id, row]),
  );
  const names = new Set([...customers.values()].map(({ DisplayText }) => DisplayText));
  const active = async () => (await sightOf(app.window, 'Sales orders')).activeCell ?? '';
  const column = grid.getByRole('columnheader', { name: 'Customer', exact: true });
  const place = Number(await column.getAttribute('aria-colindex'));
  for (let step = 1; step < place; step += 1) await keyboard.press('ArrowRight');
  await expect.poll(async () => names.has(await active())).toBe(true);
  const before = await sightOf(app.window, 'Sales orders');
  const customer = before.activeCell ?? '';

  await keyboard.press('F12');
  await expect(record(app.window, customer)).toBeVisible();
  await expect(record(app.window, customer).getByRole('definition').first()).toBeVisible();
  await keyboard.press('Alt+ArrowLeft');
  await expect(grid).toBeFocused();
  expect(await sightOf(app.window, 'Sales orders')).toEqual(before);

  // The order of that row, in a tab, with its lines.
  await keyboard.press('Shift+Enter');
  await expect(tabsOf(app.window)).toHaveCount(2);
  const [, orderTab] = await tabsOf(app.window).allTextContents();
  const orders = z.array(order).parse(control.rows('Crm_Sales_SalesOrders'));
  const opened = orders.find(({ DisplayText }) => orderTab?.startsWith(DisplayText));
  if (opened === undefined) throw new Error(`${orderTab} is no order.`);
  expect(customers.get(idOf(opened.Customer))?.DisplayText).toBe(customer);
  const form = record(app.window, opened.DisplayText);
  await expect(form.getByRole('link', { name: customer }).first()).toBeVisible();

  const products = new Map(
    z
      .array(named)
      .parse(control.rows('General_Products_Products'))
      .map((row) => [row.Id, row]),
  );
  const expected = z
    .array(line)
    .parse(control.rows('Crm_Sales_SalesOrderLines'))
    .filter(({ SalesOrder }) => idOf(SalesOrder) === opened.Id);
  expect(expected.length).toBeGreaterThan(0);
  const lines = gridOf(app.window, 'Lines');
  await expect(lines).toHaveAttribute('aria-rowcount', String(expected.length + 1));
  const shown = [...(await drawnRows(lines)).values()];
  const digits = (text = '') => Number(text.replace(/[^\d.-]/g, ''));
  const byPlace = (left: string, right: string) => left.localeCompare(right);
  expect(
    shown
      .map((row) => `${row['Line no.']} ${row.Product} ${digits(row['Line amount'])}`)
      .sort(byPlace),
  ).toEqual(
    expected
      .map(({ LineNo, Product, LineAmount }) => {
        const product = products.get(idOf(Product))?.DisplayText;
        return `${LineNo} ${product} ${Number(LineAmount.Value)}`;
      })
      .sort(byPlace),
  );

  await app.quit();
  await simulator.unplug();
  const again = await installation.start();
  const resumed = record(again.window, opened.DisplayText);
  await expect(resumed.getByRole('link', { name: customer }).first()).toBeVisible();
  await expect(resumed.getByText(/^As of/)).toBeVisible();
  await expect(gridOf(again.window, 'Lines').getByRole('row')).toHaveCount(expected.length + 1);
});
