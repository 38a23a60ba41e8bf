import { readFile, writeFile } from 'node:fs/promises';
import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, test } from './navigator.ts';
import {
  beginSignIn,
  chooseNavigator,
  findInstance,
  maria,
  navigatorSearch,
  signIn,
} from './person.ts';
import { signInOnPage } from './user-browser.ts';

async function listening(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('an address that is none of an instance is told for what it is, and the right one goes on from there', async ({
  installation,
  simulator,
}) => {
  const { window } = await installation.start();
  await test.step('a name that does not exist', async () => {
    await findInstance(window, 'no-such-instance.invalid');
    await expect(window.getByText('There is no computer with this name.')).toBeVisible();
    await expect(window.getByText('Check the spelling', { exact: false })).toBeVisible();
  });

  await test.step('a computer that does not answer', async () => {
    const closed = createServer();
    const port = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    await findInstance(window, `127.0.0.1:${port}`);
    await expect(window.getByText('The instance can’t be reached.')).toBeVisible();
  });

  await test.step('something that no address can be', async () => {
    await findInstance(window, 'my instance!');
    await expect(window.getByText('This is not an address of an instance.')).toBeVisible();
  });

  await test.step('a server that is not ERP.net', async () => {
    const other = createWebServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>Our intranet</h1>'),
    );
    const port = await listening(other);
    await findInstance(window, `127.0.0.1:${port}`);
    await expect(window.getByText('There is a server here, but it is not ERP.net.')).toBeVisible();
    other.close();
  });

  await findInstance(window, simulator.host);
  await expect(window.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test.describe('a settings file that is broken', () => {
  test.use({ settings: '{ "clientId": "erpnet-navigator", "language": ' });

  test('is put aside and told, and the app starts with its defaults', async ({ installation }) => {
    const { window } = await installation.start();
    await expect(window.getByRole('button', { name: 'Find', exact: true })).toBeVisible();
    await expect(window.getByText('settings.json.broken')).toBeVisible();
    const kept = await readFile(join(installation.userData, 'settings.json.broken'), 'utf8');
    expect(kept).toContain('erpnet-navigator');
  });
});

test('when every port of the list is taken the app says so, and signs in once one is free', async ({
  simulator,
  installation,
  userBrowser,
  redirectPorts,
}) => {
  const occupants = redirectPorts.map(() => createServer());
  await Promise.all(occupants.map((server, index) => listening(server, redirectPorts[index])));
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  await app.window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(
    app.window.getByText('Other programs occupy the ports that the sign-in needs.'),
  ).toBeVisible();
  expect(await app.openedPages()).toEqual([]);

  const [, last] = occupants;
  await new Promise((resolve) => last?.close(resolve));
  const page = await userBrowser.newPage();
  await page.goto(await beginSignIn(app));
  await signInOnPage(page, maria);
  await expect(navigatorSearch(app.window)).toBeVisible();
  occupants[0]?.close();
});

test('a disk that refuses the sign-in is told in the window and in the browser, and costs nothing else', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  // A file where the folder of the accounts should go: nothing can be written below it.
  await writeFile(join(installation.userData, 'accounts'), '');
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  const page = await userBrowser.newPage();
  await page.goto(await beginSignIn(app));
  await signInOnPage(page, maria);
  await expect(page.getByText('You are not signed in')).toBeVisible();
  await expect(app.window.getByText('This computer could not save or read a file.')).toBeVisible();
  await expect(app.window.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('an instance that goes away while somebody browses is told, and comes back', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await expect(app.window.getByRole('treeitem').first()).toBeVisible();
  simulator.control.failNext({
    path: '/api/',
    times: 20,
    status: 502,
    body: '<h1>Bad gateway</h1>',
  });
  await chooseNavigator(app.window, 'Products');
  await expect(
    app.window.getByText('The instance is not available at the moment.').first(),
  ).toBeVisible();
  simulator.control.reset();
  await app.window.getByRole('button', { name: 'Retry' }).first().click();
  const grid = app.window.getByRole('grid', { name: 'Products, rows' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
});
