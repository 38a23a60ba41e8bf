import { BrowserWindow, type Session, type WebContents } from 'electron';
import type { WindowBounds } from '../workspace/window-bounds.ts';

/** What the window needs to know at birth. */
export interface WindowOptions {
  /** Where it was; undefined lets the system choose. */
  readonly bounds: WindowBounds | undefined;
  readonly session: Session;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  /** The page's background before its first paint, `--ground` in the renderer's tokens, so that the window never flashes. */
  readonly backgroundColor: string;
  readonly title: string;
  /** Whether the developer tools can be opened in it: with them, whoever sits there reads what the page holds. */
  readonly devTools: boolean;
  /** How large everything in it is; 1 is the usual size. */
  readonly zoomFactor: number;
}

/**
 * Makes the app's one window, hidden; it is shown with its first paint. Its page runs sandboxed and isolated.
 * @see Electron docs, security checklist, items 2 to 4
 */
export function createWindow(options: WindowOptions): BrowserWindow {
  const { bounds } = options;
  const window = new BrowserWindow({
    ...(bounds === undefined
      ? { width: 1280, height: 800 }
      : { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: options.title,
    backgroundColor: options.backgroundColor,
    autoHideMenuBar: true,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.devTools,
      zoomFactor: options.zoomFactor,
    },
  });
  window.once('ready-to-show', () => {
    if (bounds?.maximized === true) window.maximize();
    window.show();
  });
  return window;
}

/**
 * Loads the page into a window.
 * @throws what Electron says when it can't be loaded; not when the window was closed meanwhile
 */
export async function loadPage(
  window: Pick<BrowserWindow, 'loadURL' | 'isDestroyed'>,
  address: string,
): Promise<void> {
  try {
    await window.loadURL(address);
  } catch (error) {
    if (!window.isDestroyed()) throw error;
  }
}

/**
 * Brings the window before the user, out of the task bar if need be: after a sign-in, or when the app is started again.
 * Does nothing when there is none, or when it was closed.
 */
export function bringToFront(
  window:
    | Pick<BrowserWindow, 'isDestroyed' | 'isMinimized' | 'restore' | 'show' | 'focus'>
    | undefined,
  app: { focus(options: { steal: boolean }): void },
): void {
  if (window === undefined || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  // Windows and some Linux desktops keep the browser in front unless the app asks for the focus itself.
  app.focus({ steal: true });
  window.focus();
}

/** The window's contents, unless it has gone. */
export function contentsOf(window: BrowserWindow | undefined): WebContents | undefined {
  return window === undefined || window.isDestroyed() ? undefined : window.webContents;
}
