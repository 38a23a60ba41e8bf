import { expect, test } from '@playwright/test';
import { sharedContractApp, startContractApp, temporaryUserData } from './contract-app.ts';

/** Written from Electron's documentation of protocol.handle and registerSchemesAsPrivileged. */
const running = sharedContractApp();

test('a page of the scheme has its own origin, and the app sees it by its real name', async () => {
  const { electron, page } = running();
  const seen = await electron.evaluate(({ BrowserWindow, protocol }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return [contents?.getURL(), contents?.mainFrame.origin, protocol.isProtocolHandled('app')];
  });
  expect(seen).toEqual(['app://bundle/', 'app://bundle', true]);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
});

test('the handler gets method, headers and body of a fetch, and its status comes back', async () => {
  const { page } = running();
  const seen = await page.evaluate(async () => {
    const posted = await fetch('/echo?q=1', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'Здравей',
    });
    const missing = await fetch('/none');
    return [(await posted.json()) as unknown, missing.status, await missing.text()];
  });
  expect(seen).toEqual([
    { method: 'POST', url: 'app://bundle/echo?q=1', type: 'text/plain', body: 'Здравей' },
    404,
    'not here',
  ]);
});

test('a handler that throws is a network error to the page', async () => {
  const { page } = running();
  const message = await page.evaluate(() =>
    fetch('/broken').then(
      () => 'answered',
      (error: Error) => error.name,
    ),
  );
  expect(message).toBe('TypeError');
});

test('a redirect by the handler leads to the other page', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('app://bundle/moved');
    const url = window.webContents.getURL();
    window.destroy();
    return url;
  });
  expect(seen).toBe('app://bundle/second.html');
});

test('the policy that the handler sends holds', async () => {
  const { page } = running();
  const seen = await page.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      blocked.push(event.effectiveDirective);
    });
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const allowed = await fetch('/page.js').then((response) => response.ok);
    const told = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        if (event.effectiveDirective === 'connect-src') resolve();
      });
    });
    const foreign = await fetch('https://elsewhere.invalid/').catch(() => 'blocked');
    await told;
    return { ran: Reflect.get(window, 'inlineRan') === true, allowed, foreign, blocked };
  });
  expect(seen).toEqual({
    ran: false,
    allowed: true,
    foreign: 'blocked',
    blocked: ['script-src-elem', 'connect-src'],
  });
});

test('a scheme takes one handler, and none once it is unhandled', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ net, protocol }) => {
    protocol.handle('other', (request) => new Response(`at ${request.url}`));
    let second = 'accepted';
    try {
      protocol.handle('other', () => new Response('second'));
    } catch {
      second = 'refused';
    }
    const text = await (await net.fetch('other://x/y')).text();
    protocol.unhandle('other');
    return [second, text, protocol.isProtocolHandled('other')];
  });
  expect(seen).toEqual(['refused', 'at other://x/y', false]);
});

test('what the page stores stays with its origin', async () => {
  const { page } = running();
  await page.evaluate(() => localStorage.setItem('kept', 'yes'));
  await page.reload();
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
});

test('what the page stored is there after a restart', async () => {
  const folder = await temporaryUserData();
  const first = await startContractApp(folder.path);
  await first.page.evaluate(() => localStorage.setItem('kept', 'until tomorrow'));
  await first.electron.close();
  const second = await startContractApp(folder.path);
  expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('until tomorrow');
  await second.electron.close();
  await folder.remove();
});
