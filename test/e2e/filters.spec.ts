import type { Page } from '@playwright/test';
import { z } from 'zod';
import type { Simulator } from '../simulator/simulator.ts';
import { readRows } from './grid-rows.ts';
import { filterField, openPanel } from './grid-sight.ts';
import { expect, test } from './navigator.ts';
import { openNavigator, signIn } from './person.ts';

const measure = z.object({ Value: z.string(), Currency: z.string() });
const link = z.object({ '@odata.id': z.string() });
const order = z.object({
  DocumentNo: z.string(),
  DocumentDate: z.string(),
  State: z.string(),
  Void: z.boolean(),
  AmountToPay: measure,
});
const balance = z.object({
  RefDocumentNo: z.string(),
  PaymentStatus: z.string(),
  Party: link,
});
const party = z.object({ '@odata.id': z.string(), DisplayText: z.string() });

function allOrders({ control }: Simulator) {
  return z.array(order).parse(control.rows('Crm_Sales_SalesOrders'));
}

/** The numbers of the documents that the open navigator shows, from the first to the last one. */
async function shownNumbers(window: Page, navigator: string, count: number): Promise<string[]> {
  await expect(window.getByTestId('row-count')).toHaveText(count === 1 ? '1 row' : `${count} rows`);
  const grid = window.getByRole('grid', { name: `${navigator}, rows` });
  const rows = await readRows(grid, count);
  return [...rows.values()].map((row) => row['Document no.'] ?? '').toSorted();
}

async function typeFilter(window: Page, column: string, text: string): Promise<void> {
  await filterField(window, column).fill(text);
  await filterField(window, column).press('Enter');
}

/** Adds a condition to the last group of the advanced filter. */
async function addCondition(window: Page, column: string, text: string): Promise<void> {
  const panel = window.getByRole('region', { name: 'Advanced filter' });
  await panel.getByRole('button', { name: 'Column: Choose a column…' }).click();
  await window.getByRole('searchbox', { name: 'Find a column' }).fill(column);
  await window.keyboard.press('Enter');
  const field = panel.getByRole('combobox', { name: `Filter by ${column}`, exact: true });
  await field.fill(text);
  await field.press('Enter');
}

/** The orders of the simulated company reach to 20 November 2026: it is two days later for the app. */
const today = Date.UTC(2026, 10, 22, 9);

test('last month’s released orders over 1,000 EUR are found, and those that are new or void', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start({ TEST_CLOCK_AHEAD_MS: String(today - Date.now()) });
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(window, 'Sales orders');
  const orders = allOrders(simulator);

  await typeFilter(window, 'Document date', '(last month)');
  await typeFilter(window, 'State', 'released');
  await window.getByRole('button', { name: 'Advanced filter' }).click();
  // The instance works this amount out for each answer, so that it is compared here.
  await addCondition(window, 'Amount to pay', '1000.. EUR');
  const wanted = orders.filter(
    ({ DocumentDate, State, AmountToPay }) =>
      DocumentDate.startsWith('2026-10') &&
      State === 'Released' &&
      AmountToPay.Currency === 'EUR' &&
      Number(AmountToPay.Value) >= 1000,
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(await shownNumbers(window, 'Sales orders', wanted.length)).toEqual(
    wanted.map(({ DocumentNo }) => DocumentNo).toSorted(),
  );
  await expect(window.getByTestId('scope')).toHaveText(/^complete on this computer/);

  await openPanel(window).getByRole('button', { name: 'Remove all' }).click();
  await addCondition(window, 'State', 'new');
  await window.getByRole('button', { name: 'or another condition' }).click();
  await addCondition(window, 'Void', 'yes');
  const either = orders.filter(({ State, Void }) => State === 'New' || Void);
  expect(either.length).toBeGreaterThan(0);
  expect(await shownNumbers(window, 'Sales orders', either.length)).toEqual(
    either.map(({ DocumentNo }) => DocumentNo).toSorted(),
  );
});

test('unpaid invoices of one customer, who is found by typing', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const { control } = simulator;
  const balances = z.array(balance).parse(control.rows('Finance_Payments_PaymentBalances'));
  const unpaid = balances.filter(({ PaymentStatus }) => PaymentStatus === 'Unpaid');
  const [{ Party: debtor } = { Party: { '@odata.id': '' } }] = unpaid;
  const parties = z.array(party).parse(control.rows('General_Contacts_Parties'));
  const name = parties.find((each) => each['@odata.id'] === debtor['@odata.id'])?.DisplayText ?? '';
  const wanted = unpaid.filter(({ Party }) => Party['@odata.id'] === debtor['@odata.id']);

  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(window, 'Payment balances');
  await typeFilter(window, 'Payment status', 'unpaid');
  await filterField(window, 'Party').fill(name);
  await window.getByRole('option', { name, exact: true }).click();
  await expect(window.getByRole('list', { name: 'Filters' })).toHaveText(
    new RegExp(`Party ${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
  );
  expect(await shownNumbers(window, 'Payment balances', wanted.length)).toEqual(
    wanted.map(({ RefDocumentNo }) => RefDocumentNo).toSorted(),
  );
});
