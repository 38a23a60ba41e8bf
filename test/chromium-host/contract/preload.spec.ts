import { expect, test } from '@playwright/test';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of "Process Sandboxing" and its breaking changes of version 45. */
const running = sharedContractApp();

test('a sandboxed preload may require electron and nothing of Node', async () => {
  const { page } = running();
  const names = ['fs', 'node:fs', 'events', 'timers', 'url', 'node:url', 'path', './other.cjs'];
  for (const name of names) {
    expect(await page.evaluate((given) => window.contract.environment.requires(given), name)) //
      .toBe(`module not found: ${name}`);
  }
  expect(await page.evaluate(() => window.contract.environment.requires('electron'))).toBe('found');
});

test('it has no globals of Node', async () => {
  const { page } = running();
  expect(await page.evaluate(() => window.contract.environment.globals())).toEqual({
    Buffer: 'undefined',
    clearImmediate: 'undefined',
    global: 'undefined',
    setImmediate: 'undefined',
    setTimeout: 'function',
  });
});

test('its process says what it is and can do nothing to the system', async () => {
  const { page } = running();
  expect(await page.evaluate(() => window.contract.environment.process())).toEqual({
    contextIsolated: true,
    electron: expect.stringMatching(/^45\./),
    platform: process.platform,
    sandboxed: true,
    type: 'renderer',
    kill: 'undefined',
    binding: 'undefined',
  });
});

test('page and preload share the document and no globals', async () => {
  const { page } = running();
  const seen = await page.evaluate(() => {
    Object.assign(window, { setByPage: 'visible?' });
    document.title = 'Set by the page';
    return {
      preload: window.contract.environment.sharesWithPage(),
      page: (Reflect.get(window, 'setByPreload') as unknown) ?? 'nothing',
      title: window.contract.environment.documentTitle(),
    };
  });
  expect(seen).toEqual({ preload: 'nothing', page: 'nothing', title: 'Set by the page' });
});

test('the page has neither require nor process nor module', async () => {
  const { page } = running();
  const kinds = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer'].map((name) => typeof Reflect.get(window, name)),
  );
  expect(kinds).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
});

test('the preload runs again in every document, and in no frame inside it', async () => {
  const { page } = running();
  await page.reload();
  expect(await page.evaluate(() => window.contract.text)).toBe('text');
  const inFrame = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/second.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const kind = typeof frame.contentWindow?.contract;
    frame.remove();
    return kind;
  });
  expect(inFrame).toBe('undefined');
});

test('a preload that throws is reported, and the page goes on without it', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ app, BrowserWindow }) => {
    const { mkdtempSync, writeFileSync } = process.getBuiltinModule('node:fs');
    const folder = mkdtempSync(`${app.getPath('userData')}/preload-`);
    const preload = `${folder}/broken.cjs`;
    writeFileSync(preload, "throw new TypeError('broken preload')");
    const window = new BrowserWindow({ show: false, webPreferences: { preload } });
    const failed = new Promise((resolve) => {
      window.webContents.once('preload-error', (_event, path, error) => {
        resolve([path === preload, error.message]);
      });
    });
    await window.loadURL('app://bundle/second.html');
    const result = [
      await failed,
      (await window.webContents.executeJavaScript('document.title')) as string,
    ];
    window.destroy();
    return result;
  });
  expect(seen).toEqual([[true, 'broken preload'], 'Second']);
});
