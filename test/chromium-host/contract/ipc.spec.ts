import { expect, test } from '@playwright/test';
import type { Kinds } from './contract-api.ts';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of ipcMain, ipcRenderer and "Inter-Process Communication". */
const running = sharedContractApp();

test('invoke answers with what the handler returns, also when it returns a promise', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.handle('sum', (_event, one: number, other: number) => one + other);
    ipcMain.handle('later', (_event, value: string) => Promise.resolve(`${value}!`));
  });
  expect(await page.evaluate(() => window.contract.ipc.invoke<number>('sum', 1, 2))).toBe(3);
  expect(await page.evaluate(() => window.contract.ipc.invoke<string>('later', 'now'))).toBe(
    'now!',
  );
});

test('an error of a handler arrives with its text only, behind the name of the method', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.handle('failing', () => {
      throw Object.assign(new TypeError('wrong kind'), { code: 'SECRET' });
    });
  });
  const error = await page.evaluate(() =>
    window.contract.ipc.invoke<never>('failing').catch((caught: Error & { code?: string }) => ({
      message: caught.message,
      name: caught.name,
      code: caught.code,
    })),
  );
  expect(error.message).toBe("Error invoking remote method 'failing': TypeError: wrong kind");
  expect(error.name).toBe('Error');
  expect(error.code).toBeUndefined();
});

test('invoke on a channel without a handler rejects', async () => {
  const { page } = running();
  const message = await page.evaluate(() =>
    window.contract.ipc.invoke<never>('nobody').catch((error: Error) => error.message),
  );
  expect(message).toBe(
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  );
});

test('a channel takes one handler, until it is removed', async () => {
  const { electron, page } = running();
  const second = await electron.evaluate(({ ipcMain }) => {
    ipcMain.handle('single', () => 'first');
    try {
      ipcMain.handle('single', () => 'second');
      return 'accepted';
    } catch (error) {
      return String(error);
    }
  });
  expect(second).toBe("Error: Attempted to register a second handler for 'single'");
  expect(await page.evaluate(() => window.contract.ipc.invoke<string>('single'))).toBe('first');
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('single');
    ipcMain.handle('single', () => 'third');
  });
  expect(await page.evaluate(() => window.contract.ipc.invoke<string>('single'))).toBe('third');
});

test('handleOnce answers once', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.handleOnce('once', () => 'only now');
  });
  const answers = await page.evaluate(() =>
    Promise.allSettled([
      window.contract.ipc.invoke('once'),
      window.contract.ipc.invoke('once'),
    ]).then((all) => all.map(({ status }) => status)),
  );
  expect(answers).toEqual(['fulfilled', 'rejected']);
});

test('values cross as structured clones, both ways', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.handle('kinds', (_event, all: Kinds) => {
      const [[key, set] = []] = all.map;
      return {
        seen: {
          hasUndefined: 'undefined' in all && all.undefined === undefined,
          isNaN: Number.isNaN(all.nan),
          isNegativeZero: Object.is(all.negativeZero, -0),
          big: String(all.big),
          date: all.date instanceof Date && all.date.getTime(),
          pattern: String(all.pattern),
          map: [key?.key, [...(set ?? [])]],
          bytes: all.bytes instanceof Uint8Array && [...all.bytes],
          floats: all.floats instanceof Float64Array && [...all.floats],
          error: all.error instanceof RangeError && all.error.message,
          hole: [all.sparse.length, 1 in all.sparse],
          cycle: all.cycle.self === all.cycle && all.cycle.shared === all.cycle.again,
        },
      };
    });
    ipcMain.handle('back', () => {
      const cycle: { self?: unknown; when: Date; buffer: Buffer } = {
        when: new Date(5),
        buffer: Buffer.from('abc'),
      };
      cycle.self = cycle;
      return cycle;
    });
  });
  const { seen } = await page.evaluate(() => window.contract.ipc.kinds<{ seen: unknown }>('kinds'));
  expect(seen).toEqual({
    hasUndefined: true,
    isNaN: true,
    isNegativeZero: true,
    big: '1180591620717411303424',
    date: 86_400_000,
    pattern: '/a.b/gi',
    map: [1, ['x']],
    bytes: [0, 255],
    floats: [0.5],
    error: 'too far',
    hole: [3, false],
    cycle: true,
  });
  const back = await page.evaluate(() =>
    window.contract.ipc
      .invoke<{ self: unknown; when: Date; buffer: Uint8Array }>('back')
      .then((value) => ({
        cycle: value.self === value,
        when: value.when.getTime(),
        buffer: value.buffer instanceof Uint8Array && [...value.buffer],
      })),
  );
  expect(back).toEqual({ cycle: true, when: 5, buffer: [97, 98, 99] });
});

test('a function as an argument is refused before it leaves the page', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    const seen: unknown[] = [];
    Object.assign(globalThis, { seen });
    ipcMain.handle('functions', (_event, value: unknown) => seen.push(value));
    ipcMain.on('functions', (_event, value: unknown) => seen.push(value));
  });
  const messages = await page.evaluate(async () => {
    const invoked = await window.contract.ipc
      .invokeWithFunction('functions')
      .catch((error: Error) => error.message);
    try {
      window.contract.ipc.sendWithFunction('functions');
      return [invoked, 'sent'];
    } catch (error) {
      return [invoked, error instanceof Error ? error.message : 'no error'];
    }
  });
  for (const message of messages) expect(message).toContain('An object could not be cloned.');
  expect(await electron.evaluate(() => Reflect.get(globalThis, 'seen') as unknown)).toEqual([]);
});

test('a return value that cannot be cloned rejects', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.handle('unclonable', () => ({ method: () => 1 }));
  });
  const message = await page.evaluate(() =>
    window.contract.ipc.invoke<never>('unclonable').catch((error: Error) => error.message),
  );
  expect(message).toContain("Error invoking remote method 'unclonable'");
  expect(message).toContain('could not be cloned');
});

test('send reaches listeners in order, and an event says who sent it', async () => {
  const { electron, page } = running();
  const received = electron.evaluate(
    ({ BrowserWindow, ipcMain }) =>
      new Promise((resolve) => {
        const seen: unknown[] = [];
        ipcMain.on('ordered', (event, value: number) => {
          const [window] = BrowserWindow.getAllWindows();
          seen.push([
            value,
            event.sender === window?.webContents,
            event.senderFrame?.url,
            event.senderFrame?.origin,
            event.senderFrame === window?.webContents.mainFrame,
            event.senderFrame?.parent,
          ]);
          if (seen.length === 20) resolve(seen);
        });
      }),
  );
  // The listener is there as soon as the evaluation before has begun; ask once to be sure of that.
  await expect
    .poll(() => electron.evaluate(({ ipcMain }) => ipcMain.listenerCount('ordered')))
    .toBe(1);
  await page.evaluate(() => {
    for (let value = 0; value < 20; value += 1) window.contract.ipc.send('ordered', value);
  });
  expect(await received).toEqual(
    Array.from({ length: 20 }, (_, value) => [
      value,
      true,
      'app://bundle/',
      'app://bundle',
      true,
      null,
    ]),
  );
});

test('the main process sends to a page, and an event there has no main-process objects', async () => {
  const { electron, page } = running();
  await page.evaluate(() => {
    Object.assign(window, { got: [] });
    const got: unknown = Reflect.get(window, 'got');
    window.contract.ipc.listen('news', (keys: string[], ...args: unknown[]) => {
      if (Array.isArray(got)) got.push([keys, ...args]);
    });
    window.contract.ipc.once('news', (...args: unknown[]) => {
      if (Array.isArray(got)) got.push(['once', ...args]);
    });
  });
  const refusal = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.send('news', 1, { two: 2 });
    contents?.send('news', 3);
    try {
      contents?.send('news', () => 4);
      return 'sent';
    } catch (error) {
      return String(error);
    }
  });
  expect(refusal).toContain('Failed to serialize arguments');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'got') as unknown))
    .toEqual([
      [['ports', 'sender'], 1, { two: 2 }],
      ['once', 1, { two: 2 }],
      [['ports', 'sender'], 3],
    ]);
  expect(await page.evaluate(() => window.contract.ipc.countAfterOff('gone'))).toBe(0);
});

test('senderFrame is null once the sending document has gone', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    const kept: { frame?: unknown; release?: () => void } = {};
    Object.assign(globalThis, { kept });
    ipcMain.handle('slow', async (event) => {
      kept.frame = event.senderFrame?.url;
      await new Promise<void>((resolve) => {
        kept.release = resolve;
      });
      kept.frame = event.senderFrame;
    });
  });
  const kept = () => electron.evaluate(() => Reflect.get(globalThis, 'kept') as { frame: unknown });
  await page.evaluate(() => void window.contract.ipc.invoke<never>('slow').catch(() => undefined));
  await expect.poll(async () => (await kept()).frame).toBe('app://bundle/');
  await electron.evaluate(async ({ BrowserWindow }) => {
    await BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/second.html');
    (Reflect.get(globalThis, 'kept') as { release(): void }).release();
  });
  await expect.poll(async () => (await kept()).frame).toBeNull();
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/'),
  );
  // Playwright hears of the navigation on another way than the app.
  await expect(page.locator('#status')).toHaveText('started');
});

test('a page of a hundred rows and a megabyte cross whole', async () => {
  const { electron, page } = running();
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.handle('mirror', (_event, value: unknown) => value);
  });
  const same = await page.evaluate(async () => {
    const rows = Array.from({ length: 100 }, (_, row) => ({ id: row, name: `Име ${row} 😀` }));
    const text = 'x'.repeat(1_000_000);
    const back = await window.contract.ipc.invoke<unknown>('mirror', { rows, text });
    return JSON.stringify(back) === JSON.stringify({ rows, text });
  });
  expect(same).toBe(true);
});
