import { describe, expect, test, vi } from 'vitest';
import { bringToFront, createWindow, loadPage } from '../../../electron/shell/window.ts';

const { made } = vi.hoisted(() => ({ made: [] as Electron.BrowserWindowConstructorOptions[] }));

vi.mock('electron', () => ({
  BrowserWindow: class {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      made.push(options);
    }
    once() {}
  },
}));

/** What the window's page may do. */
function webPreferences(devTools: boolean): Electron.WebPreferences | undefined {
  createWindow({
    ...{ bounds: undefined, session: {} as Electron.Session, preload: '/preload.cjs', devTools },
    ...{ backgroundColor: '#fff', title: 'Navigator', zoomFactor: 1.25 },
  });
  return made.at(-1)?.webPreferences;
}

describe('the window’s page', () => {
  test('runs in a sandbox, in a world of its own, without Node and with the web’s own walls', () => {
    const { session: _session, ...preferences } = webPreferences(false) ?? {};
    // All of them: a preference that is added has to be looked at here.
    expect(preferences).toEqual({
      ...{ preload: '/preload.cjs', sandbox: true, contextIsolation: true, webSecurity: true },
      ...{ nodeIntegration: false, webviewTag: false, navigateOnDragDrop: false },
      ...{ spellcheck: false, devTools: false, zoomFactor: 1.25 },
    });
  });

  test('shows developer tools only where that is wanted', () => {
    expect(webPreferences(true)?.devTools).toBe(true);
  });
});

/** A window as Electron has it: once destroyed, every member but `isDestroyed` throws. */
function windowIn(state: { isDestroyed: boolean; loading?: Promise<void> }) {
  const calls: string[] = [];
  const call = (name: string): void => {
    if (state.isDestroyed) throw new TypeError('Object has been destroyed');
    calls.push(name);
  };
  return {
    calls,
    isDestroyed: () => state.isDestroyed,
    isMinimized: () => {
      call('isMinimized');
      return true;
    },
    restore: () => call('restore'),
    show: () => call('show'),
    focus: () => call('focus'),
    loadURL: () => state.loading ?? Promise.resolve(),
  };
}

describe('bringing the window to the front', () => {
  test('takes it out of the task bar and asks for the focus', () => {
    const window = windowIn({ isDestroyed: false });
    const asked: unknown[] = [];
    bringToFront(window, { focus: (options) => asked.push(options) });
    expect(window.calls).toEqual(['isMinimized', 'restore', 'show', 'focus']);
    expect(asked).toEqual([{ steal: true }]);
  });

  test('does nothing when it was closed while the browser was in front', () => {
    const focus = vi.fn();
    bringToFront(windowIn({ isDestroyed: true }), { focus });
    bringToFront(undefined, { focus });
    expect(focus).not.toHaveBeenCalled();
  });
});

describe('loading the page', () => {
  const aborted = new Error('ERR_FAILED (-2)');

  test('is told to have failed by a window that is there', async () => {
    const window = windowIn({ isDestroyed: false, loading: Promise.reject(aborted) });
    await expect(loadPage(window, 'app://bundle/')).rejects.toBe(aborted);
  });

  test('does not fail when the window is closed meanwhile', async () => {
    const window = windowIn({ isDestroyed: true, loading: Promise.reject(aborted) });
    await expect(loadPage(window, 'app://bundle/')).resolves.toBeUndefined();
  });
});
