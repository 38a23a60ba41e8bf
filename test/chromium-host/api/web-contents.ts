import type { WebContents as ElectronWebContents, LoadURLOptions } from 'electron';
import { type Protocol, ProtocolError } from '../chromium/pipe.ts';
import { HostEmitter } from '../emitter.ts';
import { host } from '../host.ts';
import { netErrorCodes } from '../network/net-errors.ts';
import { strict } from '../not-implemented.ts';
import type { UpMessage } from '../page/messages.ts';
import { createWire } from '../page/wire.ts';
import type { HostWebFrame } from '../window/frames.ts';
import { LoadError, type PendingLoad, startLoad } from '../window/load.ts';
import type { Page, PageListener } from '../window/page.ts';
import { browserGrant, decidePermission } from '../window/permissions.ts';
import { allContents } from '../window/registry.ts';
import { ipcMain } from './ipc-main.ts';
import { imageFromPng } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import type { HostSession } from './session.ts';

type OpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];

type Implemented = Pick<
  ElectronWebContents,
  | 'close'
  | 'closeDevTools'
  | 'executeJavaScript'
  | 'focus'
  | 'forcefullyCrashRenderer'
  | 'getOSProcessId'
  | 'getTitle'
  | 'getURL'
  | 'getUserAgent'
  | 'getZoomFactor'
  | 'getZoomLevel'
  | 'id'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isDevToolsOpened'
  | 'isFocused'
  | 'isLoading'
  | 'isLoadingMainFrame'
  | 'loadURL'
  | 'openDevTools'
  | 'reload'
  | 'send'
  | 'setUserAgent'
  | 'setVisualZoomLevelLimits'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'setZoomLevel'
  | 'stop'
  | 'userAgent'
>;

const emitted = [
  'blur',
  'console-message',
  'context-menu',
  'destroyed',
  'did-fail-load',
  'did-finish-load',
  'did-frame-navigate',
  'did-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-start-navigation',
  'did-stop-loading',
  'dom-ready',
  'focus',
  'ipc-message',
  'page-title-updated',
  'preload-error',
  'render-process-gone',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
];
/** What can't happen here: no hang detection, no webview, no keys before the page gets them. */
const neverEmitted = ['before-input-event', 'responsive', 'unresponsive', 'will-attach-webview'];

const consoleLevels: Readonly<Record<string, number>> = {
  debug: 0,
  info: 1,
  log: 1,
  warning: 2,
  error: 3,
};
const levelNames = ['debug', 'info', 'warning', 'error'];
const wire = createWire();
let lastId = 0;

/** What the window around the contents does for them. */
export interface ContentsOwner {
  /** Closes at once, or after asking the page. */
  closeFor(contents: HostWebContents, waitForBeforeUnload: boolean): void;
  onFirstPaint(): void;
  onTitle(title: string): void;
  onPageResized(): void;
  onContentsClosed(): void;
  onUnloadPrevented(): void;
}

/** The page in a window, as `webContents`. */
export class HostWebContents extends HostEmitter implements Implemented, PageListener {
  readonly id: number;
  readonly session: HostSession;
  readonly #owner: ContentsOwner;
  readonly #page: Promise<Page>;
  #ready: Page | undefined;
  #openHandler: OpenHandler | undefined;
  #load: PendingLoad | undefined;
  #hostNavigation: string | undefined;
  #history: Protocol.Page.getNavigationHistoryReturnValue = { currentIndex: 0, entries: [] };
  #url = '';
  #title = '';
  #loading = false;
  #destroyed = false;
  #painted = false;
  #zoomFactor = 1;
  #userAgent: string | undefined;
  #processId = 0;

  constructor(
    session: HostSession,
    owner: ContentsOwner,
    open: (listener: PageListener) => Promise<Page>,
  ) {
    super('webContents', [...emitted, ...neverEmitted]);
    lastId += 1;
    this.id = lastId;
    this.session = session;
    this.#owner = owner;
    allContents.add(this);
    this.#page = open(this).then((page) => {
      this.#ready = page;
      return page;
    });
    this.#page.then(
      () => this.applyTheme(),
      (error: unknown) => {
        if (!(error instanceof ProtocolError)) throw error;
      },
    );
  }

  get mainFrame(): HostWebFrame {
    const frame = this.#ready?.frames.main;
    if (frame === undefined)
      throw new Error('Render frame was disposed before it could be accessed');
    return frame;
  }

  get targetId(): string | undefined {
    return this.#ready?.targetId;
  }

  /** Back and forward, as far as this host follows them: from the last document that was loaded. */
  readonly navigationHistory = strict('webContents.navigationHistory', {
    canGoBack: () => this.#history.currentIndex > 0,
    canGoForward: () => this.#history.currentIndex < this.#history.entries.length - 1,
    getActiveIndex: () => this.#history.currentIndex,
    length: () => this.#history.entries.length,
    goBack: () => this.#go(-1),
    goForward: () => this.#go(1),
    clear: () =>
      this.#run(async (page) => {
        await page.session.send('Page.resetNavigationHistory');
        await this.#readHistory(page);
      }),
  } satisfies Partial<ElectronWebContents['navigationHistory']>);

  #go(steps: number): void {
    this.#run(async (page) => {
      await this.#readHistory(page);
      const entry = this.#history.entries[this.#history.currentIndex + steps];
      if (entry === undefined) return;
      this.#hostNavigation = entry.url;
      await page.session.send('Page.navigateToHistoryEntry', { entryId: entry.id });
    });
  }

  async #readHistory({ session }: Page): Promise<void> {
    this.#history = await session.send('Page.getNavigationHistory');
  }

  /** The page once its window is there. */
  whenOpen(): Promise<Page> {
    return this.#page;
  }

  hasFrame(frameId: string): boolean {
    return this.#ready?.frames.has(frameId) === true;
  }

  async loadURL(url: string, _options?: LoadURLOptions): Promise<void> {
    if (!URL.canParse(url)) throw new LoadError('ERR_INVALID_URL', url);
    this.#load?.abort();
    const load = startLoad(url);
    this.#load = load;
    this.#loading = true;
    this.#run(async (page) => {
      this.#hostNavigation = host.origins.toPage(url);
      this.emit('did-start-navigation', { url, isSameDocument: false, isMainFrame: true }, url);
      const failure = await page.navigate(this.#hostNavigation);
      if (failure !== undefined) this.#failed(load, failure.replace(/^net::/, ''), url);
    });
    return await load.promise;
  }

  reload(): void {
    this.#loading = true;
    this.#run(async (page) => {
      this.#hostNavigation = host.origins.toPage(this.#url);
      await page.session.send('Page.reload');
    });
  }

  stop(): void {
    this.#run(async (page) => {
      await page.session.send('Page.stopLoading');
    });
  }

  send(channel: string, ...args: unknown[]): void {
    let encoded: string;
    try {
      encoded = wire.encode(args);
    } catch {
      throw new Error('Failed to serialize arguments');
    }
    this.#run(async (page) => page.tell({ type: 'message', channel, args: encoded }));
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.#page;
    if (this.#url === '' || this.#loading) {
      await new Promise((resolve) => this.once('did-stop-loading', resolve));
    }
    return wire.decode(await page.evaluate(code, userGesture, String(createWire)));
  }

  async capturePage(): Promise<ReturnType<typeof imageFromPng>> {
    const page = await this.#page;
    const { data } = await page.session.send('Page.captureScreenshot', { format: 'png' });
    return imageFromPng(Buffer.from(data, 'base64'));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Whether a navigation that the page itself began may go on. */
  mayNavigate(url: string, frameId: string, isRedirect: boolean): boolean {
    const frame = this.#ready?.frames.get(frameId) ?? null;
    const isMainFrame = frameId === this.targetId;
    if (isMainFrame && !isRedirect && host.origins.toPage(url) === this.#hostNavigation)
      return true;
    const details = { url, isMainFrame, isSameDocument: false, frame, initiator: frame };
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    const event = {
      ...details,
      preventDefault,
      get defaultPrevented() {
        return prevented;
      },
    };
    if (isRedirect) this.emit('will-redirect', event, url, false, isMainFrame, 0, 0);
    else {
      if (isMainFrame) this.emit('will-navigate', event, url, false, true, 0, 0);
      this.emit('will-frame-navigate', event);
    }
    if (!prevented && isMainFrame) this.emit('did-start-navigation', details, url);
    return !prevented;
  }

  /** A page asks for another window: only "deny" is possible here. */
  askToOpen(url: string, frameName: string, disposition: string): void {
    const appUrl = host.origins.toApp(url);
    const answer = this.#openHandler?.({
      url: appUrl,
      frameName,
      features: '',
      disposition: disposition === 'background-tab' ? 'background-tab' : 'new-window',
      referrer: { url: this.#url, policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action !== 'deny') {
      throw new Error(`not implemented in the Chromium host: letting a page open ${appUrl}`);
    }
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): string {
    return this.#title;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  isLoadingMainFrame(): boolean {
    return this.#loading;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#ready?.crashed === true;
  }

  isFocused(): boolean {
    return !this.#destroyed;
  }

  focus(): void {
    this.#run(async (page) => {
      await page.session.send('Page.bringToFront');
    });
  }

  /** The process of the page; 0 until the page is there. */
  getOSProcessId(): number {
    return this.#processId;
  }

  getUserAgent(): string {
    return this.#userAgent ?? this.session.getUserAgent();
  }

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
    this.#run(async (page) => {
      await page.session.send('Emulation.setUserAgentOverride', { userAgent });
    });
  }

  get userAgent(): string {
    return this.getUserAgent();
  }

  set userAgent(userAgent: string) {
    this.setUserAgent(userAgent);
  }

  getZoomFactor(): number {
    return this.#zoomFactor;
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#zoomFactor = factor;
    this.#run(async (page) => {
      await page.evaluate(
        `document.documentElement.style.zoom = '${factor}'`,
        false,
        String(createWire),
      );
    });
  }

  getZoomLevel(): number {
    return Math.log(this.#zoomFactor) / Math.log(1.2);
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }

  get zoomFactor(): number {
    return this.#zoomFactor;
  }

  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }

  get zoomLevel(): number {
    return this.getZoomLevel();
  }

  set zoomLevel(level: number) {
    this.setZoomLevel(level);
  }

  setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {
    return Promise.resolve();
  }

  openDevTools(): void {}

  closeDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false;
  }

  forcefullyCrashRenderer(): void {
    // The command is never answered: the process that would answer it is gone.
    this.#run(async (page) => void page.session.send('Page.crash').catch(() => undefined));
  }

  close(options?: { waitForBeforeUnload?: boolean }): void {
    this.#owner.closeFor(this, options?.waitForBeforeUnload === true);
  }

  /** For the session: forgets what the page's origin stored. */
  async clearStorage(): Promise<void> {
    const page = await this.#page;
    const url = host.origins.toPage(this.#url);
    if (!URL.canParse(url)) return;
    const { origin } = new URL(url);
    await page.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }

  async clearCache(): Promise<void> {
    const page = await this.#page;
    await page.session.send('Network.clearBrowserCache');
  }

  /** Follows `nativeTheme`. */
  applyTheme(): void {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    this.#run(async (page) => {
      await page.session.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value }],
      });
    });
  }

  /** Follows the state of the network: `navigator.onLine` and its events. */
  applyNetwork(offline: boolean): void {
    this.#run(async (page) => {
      const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await page.session.send('Network.overrideNetworkState', { offline, ...unlimited });
    });
  }

  onMessage(message: UpMessage, frame: HostWebFrame | undefined, contextId: number): void {
    if (frame === undefined || this.#destroyed) return;
    switch (message.type) {
      case 'invoke':
        void this.#invoke(message, frame, contextId);
        break;
      case 'send': {
        const args = decodeArguments(message.args);
        const event = this.#ipcEvent(frame, contextId);
        this.emit('ipc-message', event, message.channel, ...args);
        ipcMain.emit(message.channel, event, ...args);
        break;
      }
      case 'title':
        this.#title = message.title;
        this.#owner.onTitle(message.title);
        break;
      case 'resize':
        this.#owner.onPageResized();
        break;
      case 'preload-error': {
        const error = new Error(message.message);
        error.stack = message.stack;
        this.emit('preload-error', {}, this.#ready?.preloadPath, error);
        break;
      }
      case 'open':
        this.askToOpen(message.url, message.name, message.how);
        break;
      case 'context-menu':
        this.emit(
          'context-menu',
          {},
          { x: message.x, y: message.y, selectionText: message.text, frame },
        );
        break;
      case 'permission':
        void this.#decide(message, frame, contextId);
        break;
    }
  }

  onStarted(): void {
    this.#loading = true;
    this.emit('did-start-loading');
  }

  onStopped(): void {
    if (this.#url === '') return;
    this.#loading = false;
    this.emit('did-stop-loading');
  }

  onCommitted(_frame: HostWebFrame, isMainFrame: boolean, url: string): void {
    if (isMainFrame) {
      this.#url = url;
      this.#hostNavigation = undefined;
      this.#run((page) => this.#readHistory(page));
      this.emit('did-navigate', {}, url, 200, 'OK');
    }
    this.emit('did-frame-navigate', {}, url, 200, 'OK', isMainFrame, 0, 0);
  }

  onMovedWithinDocument(url: string, isMainFrame: boolean): void {
    if (isMainFrame) this.#url = url;
    this.#run((page) => this.#readHistory(page));
    this.emit('did-navigate-in-page', {}, url, isMainFrame, 0, 0);
  }

  onDomReady(): void {
    if (this.#zoomFactor !== 1) this.setZoomFactor(this.#zoomFactor);
    this.emit('dom-ready', {});
  }

  onLoaded(): void {
    this.#loading = false;
    this.emit('did-finish-load');
    this.#load?.resolve();
    this.#load = undefined;
  }

  onPainted(): void {
    if (this.#painted) return;
    this.#painted = true;
    this.#owner.onFirstPaint();
  }

  onConsole(level: string, message: string, lineNumber: number, sourceId: string): void {
    const number = consoleLevels[level] ?? 1;
    const details = { level: levelNames[number], message, lineNumber, sourceId, frame: null };
    this.emit('console-message', details, number, message, lineNumber, sourceId);
  }

  onCrashed(): void {
    this.#loading = false;
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  }

  onDialog(type: string): void {
    if (type !== 'beforeunload') return;
    const accept = this.emitPreventable('will-prevent-unload');
    if (!accept) this.#owner.onUnloadPrevented();
    this.#run(async (page) => {
      await page.session.send('Page.handleJavaScriptDialog', { accept });
    });
  }

  onClosed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    allContents.delete(this);
    this.#load?.abort();
    this.emit('destroyed');
    this.#owner.onContentsClosed();
  }

  #failed(load: PendingLoad, name: string, url: string): void {
    if (this.#load !== load) return;
    this.#load = undefined;
    this.#loading = false;
    this.emit('did-fail-load', {}, netErrorCodes[name] ?? -2, name, url, true, 0, 0);
    load.reject(new LoadError(name, url));
  }

  /** Runs when the page is open, in order; what fails because the page is gone is forgotten. */
  #run(action: (page: Page) => Promise<void>): void {
    this.#page.then(action).catch((error: unknown) => {
      if (error instanceof ProtocolError) return;
      throw error;
    });
  }

  #ipcEvent(frame: HostWebFrame, contextId: number): object {
    return {
      type: 'frame',
      sender: this,
      processId: frame.processId,
      frameId: frame.routingId,
      frameTreeNodeId: frame.frameTreeNodeId,
      get senderFrame(): HostWebFrame | null {
        return frame.isDestroyed() ? null : frame;
      },
      reply: (channel: string, ...args: unknown[]) => {
        const message = { type: 'message', channel, args: wire.encode(args) } as const;
        this.#run(async (page) => page.tell(message, contextId));
      },
      ports: [],
    };
  }

  async #invoke(
    { id, channel, args }: Extract<UpMessage, { type: 'invoke' }>,
    frame: HostWebFrame,
    contextId: number,
  ): Promise<void> {
    const page = await this.#page;
    try {
      const event = this.#ipcEvent(frame, contextId);
      const result = await ipcMain.dispatch(channel, event, decodeArguments(args));
      page.tell({ type: 'result', id, value: wire.encode(result) }, contextId);
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      const message = `Error invoking remote method '${channel}': ${String(error)}`;
      page.tell({ type: 'failure', id, message }, contextId);
    }
  }

  async #decide(
    question: Extract<UpMessage, { type: 'permission' }>,
    frame: HostWebFrame,
    contextId: number,
  ): Promise<void> {
    const page = await this.#page;
    const contents = this as unknown as ElectronWebContents;
    const allowed = await decidePermission(this.session, contents, frame, question);
    const grant = browserGrant(question.permission);
    if (allowed && grant !== undefined && !question.check) {
      await host.chromium?.grant(grant, host.origins.toPage(frame.url));
    }
    page.tell({ type: 'permission', id: question.id, allowed }, contextId);
  }
}

function decodeArguments(text: string): unknown[] {
  const args = wire.decode(text);
  return Array.isArray(args) ? args : [];
}
