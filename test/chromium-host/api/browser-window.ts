import { readFileSync } from 'node:fs';
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronBrowserWindow,
  Rectangle,
} from 'electron';
import { type Bounds, browserBars } from '../chromium/open-target.ts';
import { type Protocol, ProtocolError } from '../chromium/pipe.ts';
import { HostEmitter } from '../emitter.ts';
import { host, runningChromium } from '../host.ts';
import { Page } from '../window/page.ts';
import type { ContentsOwner } from '../window/page-contents.ts';
import { windows } from '../window/registry.ts';
import { app } from './app.ts';
import { screen } from './screen.ts';
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

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

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
  return { path, text: readFileSync(path, 'utf8') };
}

/** A window, as `BrowserWindow`: state that Electron gives synchronously is kept here. */
export class HostBrowserWindow extends HostEmitter implements Implemented, ContentsOwner {
  readonly id: number;
  readonly webContents: HostWebContents;
  #title: string;
  #bounds: Bounds;
  #normal: Bounds;
  readonly #placed: Bounds;
  #minimum: { width: number; height: number };
  #state: State = 'normal';
  #before: State = 'normal';
  #visible: boolean;
  #closing = false;
  #destroyed = false;
  /** Commands for the window's bounds, which Chromium must get one after the other. */
  #commands: Promise<void>;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events);
    const chromium = runningChromium('Cannot create BrowserWindow');
    const preferences = options.webPreferences ?? {};
    requireSafety(preferences);
    lastId += 1;
    this.id = lastId;
    this.#title = options.title ?? app.getName();
    this.#minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 };
    this.#bounds = screen.place(options);
    this.#placed = this.#bounds;
    this.#normal = this.#bounds;
    this.#visible = options.show !== false;
    const session = sessionFor(preferences);
    const preload = readPreload(preferences.preload);
    this.webContents = new HostWebContents(session, this, async (listener) =>
      Page.open(chromium, listener, {
        bounds: this.#bounds,
        browserContextId: await session.browserContext(),
        preload,
        backgroundColor: options.backgroundColor,
      }),
    );
    this.#commands = this.webContents.whenOpen().then(
      (page) => (chromium.headless ? undefined : this.#fitDisplay(page, options)),
      () => undefined,
    );
    windows.add(this);
    if (this.#visible) setImmediate(() => this.#becomeFocused());
    app.announce('browser-window-created', this);
    app.announce('web-contents-created', this.webContents);
  }

  /** Places the window again now that its page can say how large the display really is. */
  async #fitDisplay(page: Page, options: BrowserWindowConstructorOptions): Promise<void> {
    if (page.display !== undefined) screen.measured(page.display.area, page.display.scaleFactor);
    if (this.#bounds === this.#placed) {
      this.#bounds = screen.place(options);
      this.#normal = this.#bounds;
    }
    const { pipe } = runningChromium('No window');
    await pipe.send('Browser.setWindowBounds', {
      windowId: page.windowId,
      bounds: this.#outer(this.#normal),
    });
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
    if (this.#state === 'minimized') this.restore();
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
    if (!this.#visible || this.#state === 'minimized') return;
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

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }

  isNormal(): boolean {
    return this.#state === 'normal';
  }

  minimize(): void {
    this.#change('minimized', 'minimize');
    this.blur();
  }

  maximize(): void {
    this.#visible = true;
    this.#change('maximized', 'maximize');
  }

  unmaximize(): void {
    if (this.#state === 'maximized') this.#change('normal', 'unmaximize');
  }

  restore(): void {
    if (this.#state === 'minimized') this.#change(this.#before, 'restore');
    else if (this.#state === 'maximized') this.unmaximize();
  }

  setFullScreen(flag: boolean): void {
    if (flag === this.isFullScreen()) return;
    if (flag) this.#change('fullscreen', 'enter-full-screen');
    else this.#change('normal', 'leave-full-screen');
  }

  #change(state: State, event: string): void {
    if (state === this.#state) return;
    if (state === 'minimized') this.#before = this.#state;
    if (this.#state === 'normal') this.#normal = this.#bounds;
    this.#state = state;
    const bounds =
      state === 'normal' ? this.#normal : screen.getDisplayMatching(this.#bounds).workArea;
    // A minimized page would stop painting; headless, where nobody sees it, it stays as it is.
    if (!host.headless) this.#apply({ windowState: state });
    else if (state !== 'minimized') this.#apply(this.#outer(bounds));
    if (state !== 'minimized') this.#moved(bounds);
    this.emit(event);
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return this.#state === 'normal' ? this.getBounds() : { ...this.#normal };
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const wanted = { ...this.#bounds, ...bounds };
    const next = {
      ...wanted,
      width: Math.max(wanted.width, this.#minimum.width),
      height: Math.max(wanted.height, this.#minimum.height),
    };
    this.#apply(this.#outer(next));
    this.#moved(next);
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = { width, height };
  }

  center(): void {
    const { workArea } = screen.getDisplayMatching(this.#bounds);
    const { width, height } = this.#bounds;
    this.setPosition(
      workArea.x + Math.round((workArea.width - width) / 2),
      workArea.y + Math.round((workArea.height - height) / 2),
    );
  }

  #outer({ x, y, width, height }: Bounds): Protocol.Browser.Bounds {
    const bars = host.headless ? browserBars : 0;
    return { left: x, top: y, width, height: height + bars };
  }

  #apply(bounds: Protocol.Browser.Bounds): void {
    this.#commands = this.#commands
      .then(async () => {
        const { windowId } = await this.webContents.whenOpen();
        const { pipe } = runningChromium('No window');
        await pipe.send('Browser.setWindowBounds', { windowId, bounds });
      })
      .catch((error: unknown) => {
        if (!(error instanceof ProtocolError)) throw error;
      });
  }

  #moved(next: Bounds): void {
    const before = this.#bounds;
    this.#bounds = next;
    const hasEndEvents = process.platform !== 'linux';
    if (before.width !== next.width || before.height !== next.height) {
      this.emit('resize');
      if (hasEndEvents) this.emit('resized');
    }
    if (before.x !== next.x || before.y !== next.y) {
      this.emit('move');
      if (hasEndEvents) this.emit('moved');
    }
  }

  /** A person resized the window: nobody else tells. */
  onPageResized(): void {
    if (host.headless) return;
    this.#commands = this.#commands
      .then(async () => {
        const { windowId } = await this.webContents.whenOpen();
        const { pipe } = runningChromium('No window');
        const { bounds } = await pipe.send('Browser.getWindowBounds', { windowId });
        if (bounds.windowState !== undefined) this.#state = bounds.windowState;
        const { left = 0, top = 0, width = 0, height = 0 } = bounds;
        if (bounds.windowState !== 'minimized') this.#moved({ x: left, y: top, width, height });
      })
      .catch(() => undefined);
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
