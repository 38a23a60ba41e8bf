import { readFileSync } from 'node:fs';
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronBrowserWindow,
} from 'electron';
import { ProtocolError } from '../chromium/pipe.ts';
import { runningChromium } from '../host.ts';
import { Page } from '../window/page.ts';
import type { ContentsOwner } from '../window/page-contents.ts';
import { PlacedWindow } from '../window/placed-window.ts';
import { windows } from '../window/registry.ts';
import { app } from './app.ts';
import { HostSession, sessionOf } from './session.ts';
import { HostWebContents } from './web-contents.ts';

type Implemented = Pick<
  ElectronBrowserWindow,
  | 'blur'
  | 'center'
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'getPosition'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'reload'
  | 'restore'
  | 'setAlwaysOnTop'
  | 'setAutoHideMenuBar'
  | 'setBackgroundColor'
  | 'setFullScreen'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setPosition'
  | 'setSize'
  | 'setTitle'
  | 'show'
  | 'showInactive'
  | 'unmaximize'
>;

const events = [
  'blur',
  'close',
  'closed',
  'enter-full-screen',
  'focus',
  'hide',
  'leave-full-screen',
  'maximize',
  'minimize',
  'move',
  'moved',
  'page-title-updated',
  'ready-to-show',
  'resize',
  'resized',
  'responsive',
  'restore',
  'session-end',
  'query-session-end',
  'show',
  'unmaximize',
  'unresponsive',
];

let lastId = 0;
/** The window that has the keyboard: at most one. */
const focus: { window: HostBrowserWindow | undefined } = { window: undefined };

function sessionFor({ session, partition }: Electron.WebPreferences): HostSession {
  if (session === undefined) return sessionOf(partition ?? '');
  if (session instanceof HostSession) return session;
  throw new TypeError('webPreferences.session is not a session of this host');
}

function requireSafety(preferences: Electron.WebPreferences): void {
  const { contextIsolation, sandbox, nodeIntegration } = preferences;
  if (contextIsolation === false || sandbox === false || nodeIntegration === true) {
    throw new Error(
      'not implemented in the Chromium host: windows without contextIsolation and sandbox',
    );
  }
}

function readPreload(path: string | undefined): { path: string; text: string } | undefined {
  if (path === undefined) return undefined;
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    // Reported when the page loads, as for a preload that throws.
    return { path, text: `throw new Error(${JSON.stringify(String(error))});` };
  }
}

/** A window, as `BrowserWindow`: state that Electron gives synchronously is kept here. */
export class HostBrowserWindow extends PlacedWindow implements Implemented, ContentsOwner {
  readonly id: number;
  readonly webContents: HostWebContents;
  #title: string;
  #visible: boolean;
  #closing = false;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events, options);
    const chromium = runningChromium('Cannot create BrowserWindow');
    const preferences = options.webPreferences ?? {};
    requireSafety(preferences);
    lastId += 1;
    this.id = lastId;
    this.#title = options.title ?? app.getName();
    this.#visible = options.show !== false;
    const session = sessionFor(preferences);
    const preload = readPreload(preferences.preload);
    this.webContents = new HostWebContents(session, this, async (listener) =>
      Page.open(chromium, listener, {
        bounds: this.getBounds(),
        browserContextId: await session.browserContext(),
        preload,
        backgroundColor: options.backgroundColor,
      }),
    );
    if (!chromium.headless) this.fitDisplay();
    windows.add(this);
    if (this.#visible) setImmediate(() => this.#becomeFocused());
    app.announce('browser-window-created', this);
    app.announce('web-contents-created', this.webContents);
  }

  static getAllWindows(): HostBrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): HostBrowserWindow | null {
    return focus.window ?? null;
  }

  static fromId(id: number): HostBrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }

  static fromWebContents(contents: HostWebContents): HostBrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.webContents.loadURL(url, options);
  }

  reload(): void {
    this.webContents.reload();
  }

  capturePage(): ReturnType<HostWebContents['capturePage']> {
    return this.webContents.capturePage();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.isMinimized()) this.restore();
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    if (!this.#visible || this.isMinimized()) return;
    this.webContents.focus();
    this.#becomeFocused();
  }

  blur(): void {
    if (focus.window !== this) return;
    focus.window = undefined;
    this.emit('blur');
    app.announce('browser-window-blur', this);
  }

  #becomeFocused(): void {
    if (focus.window === this || this.#destroyed) return;
    focus.window?.blur();
    focus.window = this;
    this.emit('focus');
    app.announce('browser-window-focus', this);
  }

  isFocused(): boolean {
    return focus.window === this;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  override minimize(): void {
    super.minimize();
    this.blur();
  }

  override maximize(): void {
    this.#visible = true;
    super.maximize();
  }

  protected override whenOpen(): Promise<Page> {
    return this.webContents.whenOpen();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  get title(): string {
    return this.#title;
  }

  set title(title: string) {
    this.#title = title;
  }

  /** Known when the page was opened; later it would show only in gaps between pages. */
  setBackgroundColor(_color: string): void {}

  /** There is no menu bar in this host's windows. */
  setMenu(): void {}

  removeMenu(): void {}

  setMenuBarVisibility(_visible: boolean): void {}

  setAutoHideMenuBar(_hide: boolean): void {}

  setAlwaysOnTop(_flag: boolean): void {}

  close(): void {
    if (this.#destroyed || this.#closing) return;
    if (this.emitPreventable('close')) {
      app.quitWasPrevented();
      return;
    }
    this.#closing = true;
    this.#askPageToClose();
  }

  #askPageToClose(): void {
    this.webContents
      .whenOpen()
      .then(async (page) => {
        if (page.crashed) await page.destroy();
        else await page.session.send('Page.close');
      })
      .catch((error: unknown) => {
        if (!(error instanceof ProtocolError)) throw error;
      });
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#closing = true;
    this.webContents
      .whenOpen()
      .then((page) => page.destroy())
      .catch(() => undefined);
    this.webContents.onClosed();
  }

  closeFor(waitForBeforeUnload: boolean): void {
    if (this.#destroyed) return;
    this.#closing = true;
    if (waitForBeforeUnload) this.#askPageToClose();
    else this.destroy();
  }

  onUnloadPrevented(): void {
    this.#closing = false;
    app.quitWasPrevented();
  }

  onContentsClosed(): void {
    if (this.#destroyed) return;
    // A person closed the window of the browser, which can't be prevented, only told.
    if (!this.#closing) this.emitPreventable('close');
    this.#destroyed = true;
    this.blur();
    windows.delete(this);
    this.emit('closed');
    app.windowClosed();
  }

  onFirstPaint(): void {
    this.emit('ready-to-show');
  }

  onTitle(title: string): void {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.emit('page-title-updated', { preventDefault }, title, title !== '');
    this.webContents.emit('page-title-updated', {}, title, title !== '');
    if (!prevented) this.#title = title;
  }
}

/** `electron.webContents`. */
export const webContents = {
  getAllWebContents: (): HostWebContents[] => [...windows].map((window) => window.webContents),
  getFocusedWebContents: (): HostWebContents | null => focus.window?.webContents ?? null,
  fromId: (id: number): HostWebContents | undefined =>
    webContents.getAllWebContents().find((contents) => contents.id === id),
  fromDevToolsTargetId: (targetId: string): HostWebContents | undefined =>
    webContents.getAllWebContents().find((contents) => contents.targetId === targetId),
};
