/**
 * What people do every day, with the keyboard only, and against all rows of the instance. That a navigator is found, that a view is
 * there after a restart, that a reference is followed and left again, and the lines of an order, stand in `views.spec.ts` and
 * `record.spec.ts`.
 */
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import type { Simulator } from '../simulator/simulator.ts';
import { drawnRows, readRows } from './grid-rows.ts';
import { filterField, openPanel } from './grid-sight.ts';
import type { RunningApp } from './installation.ts';
import { expect, test } from './navigator.ts';
import { gridOf, signIn } from './person.ts';

const measure = z.object({ Value: z.string(), Currency: z.string() });
const reference = z.object({ '@odata.id': z.string() });
const order = z.object({
  ...{ Id: z.string(), DocumentNo: z.string(), DocumentDate: z.string(), State: z.string() },
  ...{ Void: z.boolean(), AmountToPay: measure, Customer: reference },
});
const balance = z.object({
  ...{ RefDocumentNo: z.string(), PaymentStatus: z.string(), Party: reference },
});
const named = z.object({ '@odata.id': z.string(), DisplayText: z.string() });
const line = z.object({ SalesOrder: reference, LineAmount: measure });

function allOf<Schema extends z.ZodType>({ control }: Simulator, set: string, schema: Schema) {
  return z.array(schema).parse(control.rows(set));
}

function keyOf(link: z.infer<typeof reference>): string {
  return link['@odata.id'].slice(-37, -1);
}

/** What the records of a set are called, by id. */
function namesOf(simulator: Simulator, set: string): Map<string, string> {
  return new Map(allOf(simulator, set, named).map((record) => [keyOf(record), record.DisplayText]));
}

async function openWithKeys(window: Page, name: string): Promise<Locator> {
  await window.keyboard.press('Control+KeyK');
  await window.keyboard.type(name);
  await expect(window.getByRole('option', { selected: true })).toContainText(name);
  await window.keyboard.press('Enter');
  const grid = gridOf(window, name);
  await expect(grid).toBeFocused();
  return grid;
}

/** Gives a command by its name. */
async function command(window: Page, name: string): Promise<void> {
  await window.keyboard.press('Control+KeyK');
  await window.keyboard.type(name);
  await expect(window.getByRole('option', { selected: true })).toContainText(name);
  await window.keyboard.press('Enter');
}

/** For what is there with the next drawing, in milliseconds. */
const often = { intervals: [0, 20] };

/** Presses a key until something has the focus. */
async function pressUntilFocused(window: Page, key: string, wanted: Locator): Promise<void> {
  const press = async (): Promise<boolean> => {
    if (await isFocused(wanted)) return true;
    await window.keyboard.press(key);
    return isFocused(wanted);
  };
  await expect.poll(press, often).toBe(true);
}

async function isFocused(wanted: Locator): Promise<boolean> {
  if ((await wanted.count()) === 0) return false;
  return wanted.evaluate((element) => element.matches(':focus'));
}

/** Goes from the rows to the filter of a column, and from there back. */
async function filterWithKeys(grid: Locator, column: string, text: string): Promise<void> {
  const window = grid.page();
  const field = filterField(window, column);
  await expect(grid).toBeFocused();
  await goToColumn(grid, column);
  await window.keyboard.press('F4');
  await expect(field).toBeFocused();
  await window.keyboard.type(text);
  await window.keyboard.press('Enter');
  await pressUntilFocused(window, 'ArrowDown', grid);
}

/** Each key waits for what the one before has done: one too many would go past the column. */
async function goToColumn(grid: Locator, column: string): Promise<void> {
  const { keyboard } = grid.page();
  const active = () =>
    grid.evaluate((element) => {
      const cell = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      const place = cell?.ariaColIndex ?? '';
      const header = element.querySelector<HTMLElement>(`thead [aria-colindex="${place}"]`);
      return { place, title: header?.title.split('\n')[0] };
    });
  await keyboard.press('Home');
  for (let place = 1; ; place += 1) {
    await expect.poll(active, often).toMatchObject({ place: `${place}` });
    if ((await active()).title === column) return;
    await keyboard.press('ArrowRight');
  }
}

/** Goes down a list of suggestions to one of them, a key at a time as in {@link goToColumn}. */
async function selectWithKeys(option: Locator): Promise<void> {
  const window = option.page();
  const selected = () => window.getByRole('option', { selected: true }).allInnerTexts();
  while ((await option.getAttribute('aria-selected')) !== 'true') {
    const before = await selected();
    await window.keyboard.press('ArrowDown');
    await expect.poll(selected, often).not.toEqual(before);
  }
}

/** The numbers of the documents in a grid, once it has so many rows. */
async function shownNumbers(grid: Locator, count: number): Promise<string[]> {
  const window = grid.page();
  const text = count === 1 ? '1 row' : `${count} rows`;
  await expect(openPanel(window).getByTestId('row-count')).toHaveText(text);
  const rows = await readRows(grid, count);
  return [...rows.values()].map((row) => row['Document no.'] ?? '').toSorted();
}

/** What was copied last, as a spreadsheet takes it. */
async function pasted({ electron }: RunningApp): Promise<string[][]> {
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
  return text.split('\n').map((row) => row.split('\t'));
}

/** The orders of the simulated company reach to 20 November 2026: it is two days later for the app. */
const today = Date.UTC(2026, 10, 22, 9);

test('orders of last month, either of two columns, unpaid invoices and a hundred rows for a spreadsheet', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start({ TEST_CLOCK_AHEAD_MS: String(today - Date.now()) });
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  const orders = allOf(simulator, 'Crm_Sales_SalesOrders', order);
  const grid = await openWithKeys(window, 'Sales orders');
  const numbers = (found: readonly z.infer<typeof order>[]) =>
    found.map(({ DocumentNo }) => DocumentNo).toSorted();

  await test.step('a hundred rows for a spreadsheet', async () => {
    const customers = namesOf(simulator, 'Crm_Sales_Customers');
    await expect(grid).toHaveAttribute('aria-rowcount', String(orders.length + 1));
    await window.keyboard.press('Control+Home');
    const activeRow = () =>
      grid.evaluate((element) => {
        const id = element.getAttribute('aria-activedescendant') ?? '';
        const row = document.getElementById(id)?.closest('[aria-rowindex]');
        return Number(row?.ariaRowIndex) - 1;
      });
    await expect.poll(activeRow).toBe(1);
    await window.keyboard.press('Shift+PageDown');
    await expect.poll(activeRow).toBeGreaterThan(1);
    const page = (await activeRow()) - 1;
    for (let row = 1 + page; row + page <= 100; row += page) {
      await window.keyboard.press('Shift+PageDown');
      await expect.poll(activeRow).toBe(row + page);
    }
    for (let row = await activeRow(); row < 100; row += 1) {
      await window.keyboard.press('Shift+ArrowDown');
    }
    await window.keyboard.press('Shift+End');
    await window.keyboard.press('Control+Shift+KeyC');
    await expect.poll(async () => (await pasted(app)).length).toBe(101);
    const [header = [], ...rows] = await pasted(app);
    const at = (row: readonly string[], column: string) => row[header.indexOf(column)] ?? '';
    const byNumber = new Map(orders.map((each) => [each.DocumentNo, each]));
    expect(new Set(rows.map((row) => at(row, 'Document no.'))).size).toBe(100);
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const amount = header.indexOf('Amount to pay');
    for (const row of rows) {
      const wanted = byNumber.get(at(row, 'Document no.'));
      expect([
        at(row, 'Document date'),
        at(row, 'Customer'),
        Number(row[amount]),
        row[amount + 1],
      ]).toEqual([
        wanted?.DocumentDate.slice(0, 10),
        customers.get(wanted === undefined ? '' : keyOf(wanted.Customer)),
        Number(wanted?.AmountToPay.Value),
        wanted?.AmountToPay.Currency,
      ]);
    }
    await window.keyboard.press('Escape');
  });

  await test.step('last month’s released orders over 1,000 EUR', async () => {
    await filterWithKeys(grid, 'Document date', '(last month)');
    await filterWithKeys(grid, 'State', 'released');
    // The instance works this amount out for each answer, so that it is compared here.
    await filterWithKeys(grid, 'Amount to pay', '1000.. EUR');
    const wanted = orders.filter(
      ({ DocumentDate, State, AmountToPay: { Value, Currency } }) =>
        DocumentDate.startsWith('2026-10') &&
        State === 'Released' &&
        Currency === 'EUR' &&
        Number(Value) >= 1000,
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(await shownNumbers(grid, wanted.length)).toEqual(numbers(wanted));
    await expect(window.getByTestId('scope')).toHaveText(/^complete on this computer/);
  });

  await test.step('new ones, or void ones', async () => {
    await command(window, 'Remove all filters');
    await command(window, 'Advanced filter');
    const panel = window.getByRole('region', { name: 'Advanced filter' });
    const choose = panel.getByRole('button', { name: 'Column: Choose a column…' });
    await pressUntilFocused(window, 'F6', choose);
    await conditionWithKeys(panel, 'State', 'new');
    await pressUntilFocused(
      window,
      'Tab',
      panel.getByRole('button', { name: 'or another condition' }),
    );
    await window.keyboard.press('Enter');
    await pressUntilFocused(window, 'Shift+Tab', choose);
    await conditionWithKeys(panel, 'Void', 'yes');
    const either = orders.filter(({ State, Void }) => State === 'New' || Void);
    expect(either.length).toBeGreaterThan(0);
    expect(await shownNumbers(grid, either.length)).toEqual(numbers(either));
  });

  await test.step('unpaid invoices of one customer, who is found by typing', async () => {
    const balances = allOf(simulator, 'Finance_Payments_PaymentBalances', balance);
    const unpaid = balances.filter(({ PaymentStatus }) => PaymentStatus === 'Unpaid');
    const debtor = unpaid[0] === undefined ? '' : keyOf(unpaid[0].Party);
    const name = namesOf(simulator, 'General_Contacts_Parties').get(debtor) ?? '';
    const wanted = unpaid.filter(({ Party }) => keyOf(Party) === debtor);
    const invoices = await openWithKeys(window, 'Payment balances');
    await filterWithKeys(invoices, 'Payment status', 'unpaid');
    await goToColumn(invoices, 'Party');
    await window.keyboard.press('F4');
    await window.keyboard.type(name);
    const found = window.getByRole('option', { name, exact: true });
    await expect(found).toBeVisible();
    await selectWithKeys(found);
    await window.keyboard.press('Enter');
    await expect(window.getByRole('list', { name: 'Filters' })).toContainText(name);
    expect(await shownNumbers(invoices, wanted.length)).toEqual(
      wanted.map(({ RefDocumentNo }) => RefDocumentNo).toSorted(),
    );
  });
});

/** Says in the advanced filter what the column of a condition, whose button has the focus, must be like. */
async function conditionWithKeys(panel: Locator, column: string, text: string): Promise<void> {
  const window = panel.page();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('searchbox', { name: 'Find a column' })).toBeFocused();
  await window.keyboard.type(column);
  await window.keyboard.press('Enter');
  const field = panel.getByRole('combobox', { name: `Filter by ${column}`, exact: true });
  await expect(field).toBeVisible();
  await pressUntilFocused(window, 'Tab', field);
  await window.keyboard.type(text);
  await window.keyboard.press('Enter');
}

test.describe('with more lines than are looked through at once', () => {
  test.use({ simulatorOptions: { orders: 500 } });

  test('all of them are ordered by a column that the instance can’t order by, and totalled per currency', async ({
    simulator,
    installation,
    userBrowser,
  }) => {
    const lines = allOf(simulator, 'Crm_Sales_SalesOrderLines', line);
    const orders = allOf(simulator, 'Crm_Sales_SalesOrders', order);
    const numbers = new Map(orders.map(({ Id, DocumentNo }) => [Id, DocumentNo]));
    const wanted = lines.map(({ SalesOrder }) => numbers.get(keyOf(SalesOrder)) ?? '').toSorted();
    expect(wanted.length).toBeGreaterThan(1000);
    const count = wanted.length.toLocaleString('en-US');

    const app = await installation.start();
    const { window } = app;
    await signIn(app, userBrowser, simulator.host);
    const grid = await openWithKeys(window, 'Sales order lines');
    const path = 'Sales order › Document no.';

    await test.step('a column of their order is shown', async () => {
      await window.keyboard.press('Control+KeyL');
      const chooser = window.getByRole('dialog', { name: 'Columns of Sales order lines' });
      const search = chooser.getByRole('searchbox', { name: 'Find a column' });
      await expect(search).toBeFocused();
      await window.keyboard.type('sales order');
      const available = chooser.getByRole('treegrid', { name: 'All columns' });
      const orderItem = available.getByRole('row', { name: 'Sales order', exact: true });
      await window.keyboard.press('Tab');
      await pressUntilFocused(window, 'ArrowDown', orderItem);
      await window.keyboard.press('ArrowRight');
      const wantedItem = available.getByRole('row', { name: 'Document no.', exact: true });
      await expect(orderItem).toHaveAttribute('aria-expanded', 'true');
      await pressUntilFocused(window, 'Shift+Tab', search);
      await search.press('Control+KeyA');
      await window.keyboard.type('document no');
      await expect(wantedItem).toBeVisible();
      await window.keyboard.press('Tab');
      await pressUntilFocused(window, 'ArrowDown', wantedItem);
      await window.keyboard.press('Space');
      await expect(chooser.getByRole('row', { name: path })).toBeVisible();
      await pressUntilFocused(window, 'Tab', chooser.getByRole('button', { name: 'Show' }));
      await window.keyboard.press('Enter');
      await expect(chooser).toBeHidden();
    });

    await test.step('it orders the first rows, and with Load all all of them', async () => {
      await pressUntilFocused(window, 'F6', grid);
      await window.keyboard.press('Control+Home');
      await goToColumn(grid, path);
      await window.keyboard.press('ArrowUp');
      await window.keyboard.press('Enter');
      const scope = window.getByTestId('scope');
      await expect(scope).toContainText('of the first 1,000 rows looked at');
      await command(window, 'Load all rows');
      await expect(window.getByTestId('load-all-estimate')).toHaveText(
        new RegExp(`^${wanted.length - 1000} more rows to look through, 1 request`),
      );
      await expect(window.getByRole('button', { name: 'Load all', exact: true })).toBeFocused();
      await window.keyboard.press('Enter');
      await expect(scope).toContainText('complete on this computer');
      await expect(grid).toBeFocused();
      const drawn = (await drawnRows(grid)).size;
      const shown = async (): Promise<unknown> =>
        [...(await drawnRows(grid))].toSorted(([a], [b]) => a - b).map(([, row]) => row[path]);
      await expect.poll(shown).toEqual(wanted.slice(0, drawn));
      // Rows come as somebody goes down to them.
      const atTheEnd = async (): Promise<string | undefined> => {
        await window.keyboard.press('Control+End');
        return (await drawnRows(grid)).get(wanted.length)?.[path];
      };
      await expect.poll(atTheEnd).toBe(wanted.at(-1));
    });

    await test.step('totals per currency', async () => {
      await command(window, 'Show or hide the totals');
      const totals = window.getByRole('region', { name: 'Totals' });
      await expect(totals).toContainText(`Totals of all ${count} rows`);
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
  });
});
