import { expect, test } from '@playwright/test';
import { sharedContractApp, startContractApp, temporaryUserData } from './contract-app.ts';

/** Written from Electron's documentation of BrowserWindow, webContents and app. */
const running = sharedContractApp();

test('a window begins as its options say', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      x: 40,
      y: 50,
      width: 640,
      height: 480,
      title: 'Mine',
    });
    const before = [window.getTitle(), window.isVisible(), window.getBounds()];
    await window.loadURL('app://bundle/second.html');
    const inner: unknown = await window.webContents.executeJavaScript('[innerWidth, innerHeight]');
    const found = [
      BrowserWindow.fromId(window.id) === window,
      BrowserWindow.fromWebContents(window.webContents) === window,
      BrowserWindow.getAllWindows().includes(window),
    ];
    window.destroy();
    return { before, inner, found, destroyed: window.isDestroyed() };
  });
  expect(seen.before).toEqual(['Mine', false, { x: 40, y: 50, width: 640, height: 480 }]);
  expect(seen.inner).toEqual([640, 480]);
  expect(seen.found).toEqual([true, true, true]);
  expect(seen.destroyed).toBe(true);
});

test('loading tells its steps in order and resolves at the end of them', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const steps: string[] = [];
    const { webContents } = window;
    webContents.on('did-start-loading', () => steps.push('did-start-loading'));
    webContents.on('did-navigate', (_event, url) => steps.push(`did-navigate ${url}`));
    webContents.on('dom-ready', () => steps.push('dom-ready'));
    webContents.on('did-finish-load', () => steps.push('did-finish-load'));
    const stopped = new Promise<void>((resolve) => {
      webContents.once('did-stop-loading', () => {
        steps.push('did-stop-loading');
        resolve();
      });
    });
    const title = new Promise((resolve) => {
      window.on('page-title-updated', (_event, text) => resolve(text));
    });
    const shown = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()));
    const before = webContents.getURL();
    await window.loadURL('app://bundle/second.html');
    const after = [webContents.getURL(), webContents.isLoading()];
    await Promise.all([shown, stopped]);
    const result = { before, steps, after, title: await title, windowTitle: window.getTitle() };
    window.destroy();
    return result;
  });
  expect(seen).toEqual({
    before: '',
    steps: [
      'did-start-loading',
      'did-navigate app://bundle/second.html',
      'dom-ready',
      'did-finish-load',
      'did-stop-loading',
    ],
    after: ['app://bundle/second.html', false],
    title: 'Second',
    windowTitle: 'Second',
  });
});

test('loading what cannot be loaded rejects with the error of the network', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const failed: unknown[] = [];
    window.webContents.on('did-fail-load', (_event, ...details) =>
      failed.push(details.slice(0, 4)),
    );
    const error = await window.loadURL('http://127.0.0.1:1/').catch((caught: unknown) => caught);
    window.destroy();
    return {
      failed,
      message: error instanceof Error ? error.message : 'loaded',
      code: Reflect.get(Object(error), 'code') as unknown,
      errno: Reflect.get(Object(error), 'errno') as unknown,
    };
  });
  expect(seen.message).toBe("ERR_UNSAFE_PORT (-312) loading 'http://127.0.0.1:1/'");
  expect([seen.code, seen.errno]).toEqual(['ERR_UNSAFE_PORT', -312]);
  expect(seen.failed).toEqual([[-312, 'ERR_UNSAFE_PORT', 'http://127.0.0.1:1/', true]]);
});

test('closing can be prevented, destroying cannot', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('app://bundle/second.html');
    const events: string[] = [];
    const closed = new Promise<void>((resolve) => {
      window.on('closed', () => {
        events.push('closed');
        resolve();
      });
    });
    window.once('close', (event) => {
      events.push('close prevented');
      event.preventDefault();
    });
    window.close();
    const stayed = !window.isDestroyed();
    window.on('close', () => events.push('close'));
    window.close();
    await closed;
    const other = new BrowserWindow({ show: false });
    other.on('close', (event) => event.preventDefault());
    other.destroy();
    return { stayed, events, destroyed: [window.isDestroyed(), other.isDestroyed()] };
  });
  expect(seen).toEqual({
    stayed: true,
    events: ['close prevented', 'close', 'closed'],
    destroyed: [true, true],
  });
});

test('bounds, minimising and maximising are kept and told', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({ x: 10, y: 20, width: 500, height: 400, minWidth: 300 });
    const events: string[] = [];
    for (const event of ['resize', 'move', 'minimize', 'restore', 'maximize', 'unmaximize']) {
      window.on(event as 'resize', () => events.push(event));
    }
    window.setBounds({ x: 30, width: 450 });
    const moved = window.getBounds();
    window.minimize();
    const minimized = window.isMinimized();
    window.restore();
    window.maximize();
    const maximized = [window.isMaximized(), window.getNormalBounds()];
    window.unmaximize();
    const back = window.getBounds();
    window.destroy();
    return { moved, minimized, maximized, back, events: [...new Set(events)] };
  });
  expect(seen.moved).toEqual({ x: 30, y: 20, width: 450, height: 400 });
  expect(seen.minimized).toBe(true);
  expect(seen.maximized).toEqual([true, { x: 30, y: 20, width: 450, height: 400 }]);
  expect(seen.back).toEqual({ x: 30, y: 20, width: 450, height: 400 });
  expect(new Set(seen.events)).toEqual(
    new Set(['resize', 'move', 'minimize', 'restore', 'maximize', 'unmaximize']),
  );
});

test('a page that is ended is told, even one that hangs, and loading it again works', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('app://bundle/second.html');
    const gone = new Promise<unknown>((resolve) => {
      window.webContents.once('render-process-gone', (_event, details) => resolve(details.reason));
    });
    window.webContents.executeJavaScript('for (;;);').catch(() => undefined);
    window.webContents.forcefullyCrashRenderer();
    const reason = await gone;
    await window.loadURL('app://bundle/second.html');
    const title: unknown = await window.webContents.executeJavaScript('document.title');
    window.destroy();
    return [reason, title];
  });
  expect(seen[1]).toBe('Second');
  expect(['crashed', 'killed']).toContain(seen[0]);
});

test('code runs in the page and its value comes back as a clone', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const value = (await contents?.executeJavaScript(
      'Promise.resolve(new Map([[1, NaN]]))',
    )) as Map<number, number>;
    const failure: unknown = await contents
      ?.executeJavaScript('Promise.reject(new Error("from the page"))')
      .catch((error: Error) => error.message);
    return [value instanceof Map && Number.isNaN(value.get(1)), failure];
  });
  expect(seen).toEqual([true, 'from the page']);
});

test('a picture of the page is a PNG of its size', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return [image?.isEmpty(), image?.getSize(), image?.toPNG().subarray(1, 4).toString()];
  });
  expect(seen).toEqual([false, { width: 900, height: 700 }, 'PNG']);
});

test('colours follow nativeTheme', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow, nativeTheme }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const results: unknown[] = [];
    for (const source of ['dark', 'light'] as const) {
      nativeTheme.themeSource = source;
      results.push(
        nativeTheme.shouldUseDarkColors,
        await contents?.executeJavaScript(
          `new Promise((resolve) => {
            const query = matchMedia('(prefers-color-scheme: ${source})');
            if (query.matches) resolve('${source}');
            query.onchange = () => resolve('${source}');
          })`,
        ),
      );
    }
    nativeTheme.themeSource = 'system';
    return results;
  });
  expect(seen).toEqual([true, 'dark', false, 'light']);
});

test('quitting asks first, tells in order, and ends with code 0', async () => {
  const folder = await temporaryUserData();
  const { electron } = await startContractApp(folder.path);
  const order = new Promise<string[]>((resolve) => {
    const lines: string[] = [];
    electron.process().stdout?.on('data', (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      if (lines.includes('quit')) resolve(lines);
    });
  });
  const exited = new Promise((resolve) => {
    electron.process().once('exit', (code) => resolve(code));
  });
  const stayed = await electron.evaluate(({ app, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    app.once('before-quit', (event) => event.preventDefault());
    app.quit();
    for (const event of ['before-quit', 'will-quit', 'quit', 'window-all-closed'] as const) {
      app.on(event as 'quit', () => process.stdout.write(`${event}\n`));
    }
    window?.on('close', () => process.stdout.write('close\n'));
    window?.on('closed', () => process.stdout.write('closed\n'));
    return BrowserWindow.getAllWindows().length;
  });
  expect(stayed).toBe(1);
  await electron.close();
  expect(await exited).toBe(0);
  expect(await order).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit']);
  await folder.remove();
});
