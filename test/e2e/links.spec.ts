import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './navigator.ts';
import { gridOf, openNavigator, signIn } from './person.ts';

test('links from outside open in the window that runs, into the own instance at once and elsewhere only after a question', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const { window } = app;
  await openNavigator(window, 'Products');

  // What the app copies is what it opens again.
  await window.getByTestId('view').click();
  await window.getByRole('menuitem', { name: 'Copy a link to these rows' }).click();
  await expect(window.getByText('The link was copied.', { exact: false })).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain(`erpnet-navigator://${simulator.host}/`);
  await window.getByRole('tab', { name: /^Products/ }).waitFor();
  expect(await app.startSecond(copied)).toBe(0);
  await expect(window.getByRole('tab', { name: /^Products/ })).toHaveCount(2);
  await expect(gridOf(window, 'Products').last().getByRole('row').nth(1)).toBeVisible();

  const asked: string[] = [];
  const stranger = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => void stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo;
  const pages = await app.openedPages();
  await app.startSecond(`erpnet-navigator://127.0.0.1:${port}/Crm_Sales_Customers`);
  const question = window.getByRole('alertdialog', { name: `A link leads to 127.0.0.1:${port}` });
  await question.getByRole('button', { name: 'Show the way in' }).click();
  await expect(window.getByLabel('Instance address')).toHaveValue(`127.0.0.1:${port}`);
  expect(asked).toEqual([]);
  // Only what somebody does by hand goes there.
  await window.getByRole('button', { name: 'Find', exact: true }).click();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(await app.openedPages()).toEqual(pages);
  stranger.close();
});

test('a window that fails comes back with what was open, and says so', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Products');
  /** What the window says; nothing while its page is gone. */
  const text = (): Promise<string> =>
    app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const words: unknown = await contents
        ?.executeJavaScript('document.body.innerText')
        .catch(() => '');
      return String(words);
    });
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(text).toContain('The window failed and was opened anew.');
  await expect.poll(text).toContain('Products');
});
