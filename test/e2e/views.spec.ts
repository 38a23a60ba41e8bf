import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, test } from './navigator.ts';
import { gridOf, signIn } from './person.ts';

test('a navigator is found and opened with the keyboard only, and a view of it is there after a restart', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  test.setTimeout(120_000);
  let app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const orders = z
    .array(z.object({ DocumentNo: z.string() }))
    .parse(simulator.control.rows('Crm_Sales_SalesOrders'));
  const wanted = orders[42]?.DocumentNo ?? '';

  await app.window.keyboard.press('Control+KeyK');
  await app.window.keyboard.type('so');
  await expect(app.window.getByRole('option', { selected: true })).toContainText('Sales orders');
  await app.window.keyboard.press('Enter');
  await expect(gridOf(app.window, 'Sales orders')).toBeFocused();

  await app.window.keyboard.press('F3');
  await app.window.keyboard.type(wanted);
  await app.window.keyboard.press('Enter');
  await expect(app.window.getByText('1 row', { exact: true })).toBeVisible();
  await app.window.keyboard.press('Control+KeyS');
  await expect(app.window.getByLabel('Name', { exact: true })).toBeFocused();
  await app.window.keyboard.type('The forty-third');
  await app.window.keyboard.press('Enter');
  const view = app.window.getByTestId('view');
  await expect(view).toHaveAccessibleName('View: The forty-third');

  const file = join(installation.userData, '..', 'views.json');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.window.keyboard.press('Control+KeyK');
  await app.window.keyboard.type('export');
  await app.window.keyboard.press('Enter');
  await app.window.keyboard.press('Enter');
  await expect(app.window.getByText('The file was written.')).toBeVisible();
  const text = await readFile(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: 1, views: [{ name: 'The forty-third' }] });

  // The tab is closed, so that what is seen after the restart comes from the view alone.
  await app.window.keyboard.press('Control+KeyW');
  await expect(app.window.getByRole('tab')).toHaveCount(0);
  await app.quit();
  app = await installation.start();
  await app.window.keyboard.press('Control+KeyK');
  await app.window.keyboard.type('forty');
  await expect(app.window.getByRole('option', { selected: true })).toContainText('The forty-third');
  await app.window.keyboard.press('Enter');
  const grid = gridOf(app.window, 'Sales orders');
  await expect(grid.getByRole('rowheader', { name: wanted, exact: true })).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '2');

  await writeFile(file, text.replace('"version": 1', '"version": 2'));
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await app.window.keyboard.press('Control+KeyK');
  await app.window.keyboard.type('import');
  await app.window.keyboard.press('Enter');
  await expect(app.window.getByText('made by a newer version of the program')).toBeVisible();
});
