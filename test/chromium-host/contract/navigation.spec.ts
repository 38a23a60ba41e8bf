import { expect, test } from '@playwright/test';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of will-navigate, setWindowOpenHandler and "Security". */
const running = sharedContractApp();

/** Where the page is when a test begins: another query for each, to know when Playwright sees it too. */
let start = '';

test.beforeEach(async () => {
  start = `app://bundle/?${test.info().testId}`;
  await running().electron.evaluate(async ({ BrowserWindow }, url) => {
    const [window] = BrowserWindow.getAllWindows();
    const events: string[] = [];
    Object.assign(globalThis, { events });
    window?.webContents.removeAllListeners('will-navigate');
    window?.webContents.removeAllListeners('will-frame-navigate');
    window?.webContents.setWindowOpenHandler((details) => {
      events.push(`open ${details.url} ${details.disposition}`);
      return { action: 'deny' };
    });
    await window?.loadURL(url);
    window?.webContents.on('will-navigate', (event, wanted) => {
      events.push(`will-navigate ${wanted}`);
      if (!wanted.startsWith('app://bundle/')) event.preventDefault();
    });
  }, start);
  await running().page.waitForURL((url) => url.search === new URL(start).search);
});

function events(): Promise<unknown> {
  return running().electron.evaluate(() => Reflect.get(globalThis, 'events') as unknown);
}

function currentUrl(): Promise<string | undefined> {
  return running().electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
}

test('a link inside the app asks and then navigates', async () => {
  await running().page.click('#inside');
  await expect.poll(currentUrl).toBe('app://bundle/second.html');
  expect(await events()).toEqual(['will-navigate app://bundle/second.html']);
});

test('a link to elsewhere can be prevented, and the page stays as it is', async () => {
  const { page } = running();
  await page.evaluate(() => Object.assign(window, { stayed: 'yes' }));
  await page.click('#outside', { noWaitAfter: true });
  await expect.poll(events).toEqual(['will-navigate https://outside.invalid/page']);
  expect(await page.evaluate(() => Reflect.get(window, 'stayed') as unknown)).toBe('yes');
  expect(await currentUrl()).toBe(start);
});

test('the script of a page asks as a link does', async () => {
  const { page } = running();
  await page.evaluate(() => {
    location.href = 'https://outside.invalid/script';
  });
  await expect.poll(events).toEqual(['will-navigate https://outside.invalid/script']);
  expect(await currentUrl()).toBe(start);
});

test('the app itself navigates without being asked', async () => {
  await running().electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/second.html'),
  );
  expect(await events()).toEqual([]);
  expect(await currentUrl()).toBe('app://bundle/second.html');
});

test('moving within a document is not asked about', async () => {
  const { page } = running();
  await page.evaluate(() => {
    location.hash = 'part';
    history.pushState({}, '', '/pushed');
  });
  await expect.poll(currentUrl).toBe('app://bundle/pushed');
  expect(await events()).toEqual([]);
});

test('a frame asks with will-frame-navigate', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ BrowserWindow }) => {
    const seen = Reflect.get(globalThis, 'events') as string[];
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (event) => {
      seen.push(`${event.isMainFrame ? 'main' : 'inner'} ${event.url}`);
    });
  });
  await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/second.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  });
  expect(await events()).toEqual(['inner app://bundle/second.html']);
});

test('window.open, a link to a new window and a modified click open nothing when denied', async () => {
  const { electron, page } = running();
  const opened = await page.evaluate(() => window.open('https://outside.invalid/opened'));
  expect(opened).toBeNull();
  await page.click('#new-window');
  await page.click('#inside', { modifiers: ['ControlOrMeta'] });
  await expect
    .poll(events)
    .toEqual(
      [
        'open https://outside.invalid/opened new-window',
        'open https://outside.invalid/new new-window',
        'open app://bundle/second.html background-tab',
      ].map((line) => expect.stringContaining(line.split(' ').slice(0, 2).join(' '))),
    );
  expect(electron.windows()).toHaveLength(1);
  expect(await currentUrl()).toBe(start);
});

test('a form that wants a new window gets none', async () => {
  const { electron, page } = running();
  await page.click('#submit');
  await expect.poll(events).toEqual([expect.stringContaining('open app://bundle/second.html')]);
  await expect.poll(() => electron.windows().length).toBe(1);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
});
