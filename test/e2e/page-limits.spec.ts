import type { ElectronApplication, Page } from '@playwright/test';
import type {} from '../../renderer/erp/erp.ts';
import { expect, test } from './navigator.ts';

test('the page has no Node.js and of the app only the contract, loads nothing from elsewhere, and stays where it is', async ({
  installation,
  simulator,
}) => {
  const { electron, window } = await installation.start();
  await test.step('no Node.js, no raw IPC', () => hasContractOnly(window));
  await test.step('no script of a string, nothing from elsewhere', () =>
    loadsNothing(window, simulator.origin));
  await test.step('no navigation, no other window, no permission', () =>
    staysHere(electron, window, simulator.origin));
  expect(simulator.control.requests()).toEqual([]);
});

async function hasContractOnly(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
    frozen: Object.isFrozen(window.erp),
    api: Object.keys(window.erp).sort(),
  }));
  expect(found.globals).toEqual([]);
  expect(found.frozen).toBe(true);
  expect(found.api).toContain('fetchRows');
  expect(found.api.filter((name) => /token|invoke|send|ipc|http|path/i.test(name))).toEqual([]);
}

async function loadsNothing(page: Page, elsewhere: string): Promise<void> {
  const outcome = await page.evaluate(async (origin) => {
    const attempt = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'done';
      } catch {
        return 'refused';
      }
    };
    const loads = (element: HTMLElement): Promise<void> =>
      new Promise((resolve, reject) => {
        element.onload = () => resolve();
        element.onerror = () => reject(new Error('refused'));
        document.body.append(element);
      });
    return {
      evaluated: await attempt(async () => {
        // Not in this very call: what the protocol runs is let through.
        const later: (code: string) => void = setTimeout;
        later("document.documentElement.dataset.evaluated = 'yes'");
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (document.documentElement.dataset.evaluated === undefined) throw new Error('refused');
      }),
      fetched: await attempt(() => fetch(`${origin}/tools/ver`)),
      script: await attempt(() =>
        loads(Object.assign(document.createElement('script'), { src: `${origin}/tools/ver` })),
      ),
      picture: await attempt(() =>
        loads(Object.assign(document.createElement('img'), { src: `${origin}/tools/ver` })),
      ),
      inline: await attempt(() => {
        const script = document.createElement('script');
        script.textContent = 'window.inlineScriptRan = true';
        document.body.append(script);
        if ('inlineScriptRan' in window) return;
        throw new Error('refused');
      }),
    };
  }, elsewhere);
  expect(outcome).toEqual({
    evaluated: 'refused',
    fetched: 'refused',
    script: 'refused',
    picture: 'refused',
    inline: 'refused',
  });
}

async function staysHere(
  electron: ElectronApplication,
  page: Page,
  elsewhere: string,
): Promise<void> {
  const address = (): Promise<string | undefined> =>
    electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    );
  const before = await address();
  const granted = await page.evaluate(async (origin) => {
    window.open(`${origin}/tools/ver`);
    const link = Object.assign(document.createElement('a'), { href: `${origin}/tools/ver` });
    document.body.append(link);
    link.click();
    const { state } = await navigator.permissions.query({ name: 'geolocation' });
    return { state, notification: await Notification.requestPermission() };
  }, elsewhere);
  expect(granted.state).not.toBe('granted');
  expect(granted.notification).toBe('denied');
  await expect(page.getByRole('button', { name: 'Find', exact: true })).toBeVisible();
  expect(await address()).toBe(before);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
}
