import { expect, test } from '@playwright/test';
import { hostOnly } from '../launch.ts';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of app, clipboard, Menu, powerMonitor, screen and session. */
const running = sharedContractApp();

test('the app knows its name, version and folders', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(({ app }) => ({
    name: app.name,
    version: app.getVersion(),
    isPackaged: app.isPackaged,
    folders: app.getPath('sessionData') === app.getPath('userData'),
    appPath: app.getAppPath().replaceAll('\\', '/').split('/').at(-1),
    type: process.type,
    electron: process.versions.electron.split('.')[0],
    unknown: (() => {
      try {
        return app.getPath('nowhere' as 'home');
      } catch (error) {
        return error instanceof Error && error.message;
      }
    })(),
  }));
  expect(seen).toEqual({
    name: 'Contract App',
    version: '1.2.3',
    isPackaged: false,
    folders: true,
    appPath: 'app',
    type: 'browser',
    electron: '45',
    unknown: "Failed to get 'nowhere' path",
  });
});

test('the clipboard is asynchronous', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ clipboard }) => {
    const written = clipboard.writeText('Копие');
    const isPromise = written instanceof Promise;
    await written;
    return [isPromise, await clipboard.readText()];
  });
  expect(seen).toEqual([true, 'Копие']);
});

test('a menu is built from a template, and its items can be found and chosen', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(({ Menu }) => {
    const chosen: string[] = [];
    const menu = Menu.buildFromTemplate([
      {
        label: 'File',
        submenu: [
          { id: 'open', label: 'Open', click: (item) => chosen.push(item.label) },
          { type: 'separator' },
          { role: 'quit' },
        ],
      },
      { id: 'check', label: 'Check', type: 'checkbox' },
    ]);
    Menu.setApplicationMenu(menu);
    menu.getMenuItemById('open')?.click();
    const check = menu.getMenuItemById('check');
    check?.click();
    const kinds = menu.items[0]?.submenu?.items.map(({ type }) => type);
    return [chosen, check?.checked, kinds, Menu.getApplicationMenu() === menu];
  });
  expect(seen).toEqual([['Open'], true, ['normal', 'separator', 'normal'], true]);
});

test('a window fits the display that matches it', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(({ BrowserWindow, screen }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getBounds() ?? null;
    const area = bounds && screen.getDisplayMatching(bounds).workArea;
    return (
      bounds !== null &&
      area !== null &&
      bounds.x >= area.x &&
      bounds.x + bounds.width <= area.x + area.width &&
      screen.getAllDisplays().length > 0
    );
  });
  expect(seen).toBe(true);
});

test('webRequest sees and stops what a page asks for, and changes headers that it gets', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow, session }) => {
    const { webRequest } = session.defaultSession;
    const types: string[] = [];
    webRequest.onBeforeRequest((details, callback) => {
      types.push(`${details.resourceType} ${details.url}`);
      callback({ cancel: details.url.endsWith('/page.js') });
    });
    webRequest.onHeadersReceived((details, callback) => {
      callback({ responseHeaders: { ...details.responseHeaders, 'x-added': ['yes'] } });
    });
    const window = new BrowserWindow({ show: false });
    await window.loadURL('app://bundle/');
    const found: unknown = await window.webContents.executeJavaScript(
      `fetch('/second.html').then((response) =>
        [document.querySelector('#status').textContent, response.headers.get('x-added')])`,
    );
    window.destroy();
    webRequest.onBeforeRequest(null);
    webRequest.onHeadersReceived(null);
    return { types, found };
  });
  expect(seen.types).toEqual([
    'mainFrame app://bundle/',
    'script app://bundle/page.js',
    'xhr app://bundle/second.html',
  ]);
  expect(seen.found).toEqual(['not started', 'yes']);
});

test('a window of another session has its own storage and its own schemes', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow, session }) => {
    const other = session.fromPartition('other');
    other.protocol.handle(
      'app',
      () => new Response('<title>Other</title>', { headers: { 'content-type': 'text/html' } }),
    );
    const [first] = BrowserWindow.getAllWindows();
    await first?.webContents.executeJavaScript("localStorage.setItem('where', 'first')");
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'other' } });
    await window.loadURL('app://bundle/');
    const result: unknown = await window.webContents.executeJavaScript(
      "[document.title, localStorage.getItem('where')]",
    );
    const same = window.webContents.session === other;
    window.destroy();
    return [result, same];
  });
  expect(seen).toEqual([['Other', null], true]);
});

test('back and forward lead through what was loaded', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const { navigationHistory } = window.webContents;
    const arrived = () =>
      new Promise<void>((resolve) => window.webContents.once('did-navigate', () => resolve()));
    await window.loadURL('app://bundle/');
    await window.loadURL('app://bundle/second.html');
    const back = arrived();
    navigationHistory.goBack();
    await back;
    const url = window.webContents.getURL();
    window.destroy();
    return url;
  });
  expect(seen).toBe('app://bundle/');
});

test('dialogs for files can be answered by a test, whoever asks and with a window or without', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow, dialog }) => {
    const before = { ...dialog };
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/a.json'] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    const [window] = BrowserWindow.getAllWindows();
    const opened = window && (await dialog.showOpenDialog(window, { properties: ['openFile'] }));
    const saved = await dialog.showSaveDialog({ defaultPath: 'views.json' });
    Object.assign(dialog, before);
    return [opened?.filePaths, saved.canceled];
  });
  expect(seen).toEqual([['/a.json'], true]);
});

test('a dialog for a file is left without choosing where nobody is', async () => {
  hostOnly();
  const { electron } = running();
  const seen = await electron.evaluate(async ({ dialog }) => [
    await dialog.showOpenDialog({}),
    await dialog.showSaveDialog({}),
  ]);
  expect(seen).toEqual([
    { canceled: true, filePaths: [] },
    { canceled: true, filePath: '' },
  ]);
});

test('power events reach the app', async () => {
  hostOnly();
  const { electron } = running();
  const seen = await electron.evaluate(({ powerMonitor }) => {
    const events: string[] = [];
    powerMonitor.on('suspend', () => events.push('suspend'));
    powerMonitor.on('resume', () => events.push('resume'));
    globalThis.__chromiumHost.power.emit('suspend');
    globalThis.__chromiumHost.power.emit('resume');
    return events;
  });
  expect(seen).toEqual(['suspend', 'resume']);
});

test('the system tells how long nobody has touched anything', async () => {
  const seen = await running().electron.evaluate(({ powerMonitor }) => {
    const idle = powerMonitor.getSystemIdleTime();
    const attempt = (threshold: number): string => {
      try {
        return powerMonitor.getSystemIdleState(threshold);
      } catch (error) {
        return error instanceof Error ? error.message : 'another error';
      }
    };
    return { idle, far: attempt(1_000_000), none: attempt(0) };
  });
  expect(Number.isInteger(seen.idle) && seen.idle >= 0).toBe(true);
  expect(['active', 'locked', 'unknown']).toContain(seen.far);
  expect(seen.none).toContain('Invalid idle threshold, must be greater than 0');
});

test('idleness and a locked screen come from tests', async () => {
  hostOnly();
  const seen = await running().electron.evaluate(({ powerMonitor }) => {
    const { power } = globalThis.__chromiumHost;
    const states: string[] = [];
    const look = (): number => states.push(powerMonitor.getSystemIdleState(300));
    power.setIdle(299);
    look();
    power.setIdle(300);
    look();
    power.emit('lock-screen');
    look();
    power.setIdle(0);
    power.emit('unlock-screen');
    look();
    return { states, idle: powerMonitor.getSystemIdleTime() };
  });
  expect(seen).toEqual({ states: ['active', 'idle', 'locked', 'active'], idle: 0 });
});

test('what the host lacks throws and says its name', async () => {
  hostOnly();
  const { electron } = running();
  const seen = await electron.evaluate(({ app, BrowserWindow, shell, utilityProcess }) => {
    const [window] = BrowserWindow.getAllWindows();
    const attempts: (() => unknown)[] = [
      () => app.setBadgeCount(1),
      () => shell.trashItem('x'),
      () => window?.setProgressBar(1),
      () => window?.webContents.print(),
      () => utilityProcess.fork('x', [], { disclaim: true }),
      () => window?.on('app-command', () => undefined),
      () => new BrowserWindow({ webPreferences: { sandbox: false } }),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return 'no error';
      } catch (error) {
        return error instanceof Error ? error.message : 'another error';
      }
    });
  });
  expect(seen).toEqual(
    [
      'app.setBadgeCount',
      'shell.trashItem',
      'BrowserWindow.setProgressBar',
      'webContents.print',
      'utilityProcess.fork option disclaim',
      "BrowserWindow event 'app-command'",
      'windows without contextIsolation and sandbox',
    ].map((name) => `not implemented in the Chromium host: ${name}`),
  );
});
