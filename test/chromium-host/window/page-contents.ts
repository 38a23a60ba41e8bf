import type { WebContents as ElectronWebContents, LoadURLOptions } from 'electron';
import type { HostSession } from '../api/session.ts';
import { type Protocol, ProtocolError } from '../chromium/pipe.ts';
import { HostEmitter } from '../emitter.ts';
import { host } from '../host.ts';
import { netErrorCodes } from '../network/net-errors.ts';
import { strict } from '../not-implemented.ts';
import type { UpMessage } from '../page/messages.ts';
import type { HostWebFrame } from './frames.ts';
import { type IpcSource, receiveInvoke, receivePost, receiveSend } from './ipc.ts';
import { LoadError, type PendingLoad, startLoad } from './load.ts';
import type { Page, PageListener } from './page.ts';
import { PagePorts } from './page-ports.ts';
import { answerPermission } from './permissions.ts';

type OpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];

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

/** What the window around the contents does for them. */
export interface ContentsOwner {
  /** Closes at once, or after asking the page. */
  closeFor(waitForBeforeUnload: boolean): void;
  onFirstPaint(): void;
  onTitle(title: string): void;
  onPageResized(): void;
  onContentsClosed(): void;
  onUnloadPrevented(): void;
}

/** The life of a page as Electron tells it: loading, navigation, IPC, crashes. The base of `webContents`. */
export abstract class PageContents extends HostEmitter implements PageListener {
  readonly session: HostSession;
  protected readonly owner: ContentsOwner;
  protected readonly ports = new PagePorts((message) => {
    this.run(async (page) => page.tell(message));
  });
  readonly #page: Promise<Page>;
  #ready: Page | undefined;
  #openHandler: OpenHandler | undefined;
  #load: PendingLoad | undefined;
  #hostNavigation: string | undefined;
  #history: Protocol.Page.getNavigationHistoryReturnValue = { currentIndex: 0, entries: [] };
  #url = '';
  #title = '';
  #started = false;
  #loading = false;
  #destroyed = false;
  #painted = false;

  constructor(
    session: HostSession,
    owner: ContentsOwner,
    open: (listener: PageListener) => Promise<Page>,
  ) {
    super('webContents', [...emitted, ...neverEmitted]);
    this.session = session;
    this.owner = owner;
    this.#page = open(this).then((page) => {
      this.#ready = page;
      return page;
    });
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
      this.run(async (page) => {
        await page.session.send('Page.resetNavigationHistory');
        await this.#readHistory(page);
      }),
  } satisfies Partial<ElectronWebContents['navigationHistory']>);

  #go(steps: number): void {
    this.run(async (page) => {
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

  loadURL(url: string, _options?: LoadURLOptions): Promise<void> {
    const load = startLoad(url);
    // As in Electron, a load that nobody waits for fails without a warning.
    load.promise.catch(() => undefined);
    if (!URL.canParse(url)) {
      load.reject(new LoadError('ERR_INVALID_URL', url));
      return load.promise;
    }
    this.#load?.abort();
    this.#load = load;
    this.#loading = true;
    this.run(async (page) => {
      this.#hostNavigation = host.origins.toPage(url);
      this.emit('did-start-navigation', { url, isSameDocument: false, isMainFrame: true }, url);
      const failure = await page.navigate(this.#hostNavigation);
      if (failure !== undefined) this.#failed(load, failure.replace(/^net::/, ''), url);
    });
    return load.promise;
  }

  reload(): void {
    this.#loading = true;
    this.run(async (page) => {
      this.#hostNavigation = host.origins.toPage(this.#url);
      await page.session.send('Page.reload');
    });
  }

  stop(): void {
    this.run(async (page) => {
      await page.session.send('Page.stopLoading');
    });
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

  onMessage(message: UpMessage, frame: HostWebFrame | undefined, contextId: number): void {
    const page = this.#ready;
    if (frame === undefined || page === undefined || this.#destroyed) return;
    const source: IpcSource = { contents: this, page, frame, contextId };
    switch (message.type) {
      case 'invoke':
        void receiveInvoke(source, message);
        break;
      case 'send':
        receiveSend(source, message);
        break;
      case 'post':
        receivePost(source, message, this.ports.adopt(message.ports));
        break;
      case 'port-post':
        this.ports.post(message.port, message.data, message.ports);
        break;
      case 'port-close':
        this.ports.close(message.port);
        break;
      case 'title':
        this.#title = message.title;
        this.owner.onTitle(message.title);
        break;
      case 'resize':
        this.owner.onPageResized();
        break;
      case 'preload-error': {
        const error = new Error(message.message);
        error.stack = message.stack;
        this.emit('preload-error', {}, page.preloadPath, error);
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
        void answerPermission(this.session, source, message);
        break;
    }
  }

  onStarted(): void {
    this.#started = true;
    this.#loading = true;
    this.emit('did-start-loading');
  }

  onStopped(): void {
    if (!this.#started) return;
    this.#loading = false;
    this.emit('did-stop-loading');
  }

  onCommitted(_frame: HostWebFrame, isMainFrame: boolean, url: string): void {
    if (isMainFrame) {
      this.#url = url;
      this.#hostNavigation = undefined;
      this.run((page) => this.#readHistory(page));
      this.emit('did-navigate', {}, url, 200, 'OK');
    }
    this.emit('did-frame-navigate', {}, url, 200, 'OK', isMainFrame, 0, 0);
  }

  onDocumentGone(): void {
    this.ports.drop();
  }

  onErrorPage(url: string): void {
    this.#url = url;
    this.#hostNavigation = undefined;
    // A load by the app tells the error that it got itself.
    if (this.#load !== undefined) return;
    this.emit('did-fail-load', {}, -2, 'ERR_FAILED', url, true, 0, 0);
  }

  onMovedWithinDocument(url: string, isMainFrame: boolean): void {
    if (isMainFrame) this.#url = url;
    this.run((page) => this.#readHistory(page));
    this.emit('did-navigate-in-page', {}, url, isMainFrame, 0, 0);
  }

  onDomReady(): void {
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
    this.owner.onFirstPaint();
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
    if (!accept) this.owner.onUnloadPrevented();
    this.run(async (page) => {
      await page.session.send('Page.handleJavaScriptDialog', { accept });
    });
  }

  onClosed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#load?.abort();
    this.ports.drop();
    this.emit('destroyed');
    this.owner.onContentsClosed();
  }

  #failed(load: PendingLoad, name: string, url: string): void {
    if (this.#load !== load) return;
    this.#load = undefined;
    this.#loading = false;
    this.emit('did-fail-load', {}, netErrorCodes[name] ?? -2, name, url, true, 0, 0);
    load.reject(new LoadError(name, url));
  }

  /** Runs when the page is open, in order; what fails because the page is gone is forgotten. */
  protected run(action: (page: Page) => Promise<void>): void {
    this.#page.then(action).catch((error: unknown) => {
      if (error instanceof ProtocolError) return;
      throw error;
    });
  }
}
