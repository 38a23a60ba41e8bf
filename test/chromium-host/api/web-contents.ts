import type { WebContents as ElectronWebContents } from 'electron';
import { host } from '../host.ts';
import { createWire } from '../page/wire.ts';
import { messageTo, wire } from '../window/ipc.ts';
import type { Page, PageListener } from '../window/page.ts';
import { type ContentsOwner, PageContents } from '../window/page-contents.ts';
import { allContents } from '../window/registry.ts';
import { imageFromPng } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import type { HostSession } from './session.ts';

type Implemented = Pick<
  ElectronWebContents,
  | 'close'
  | 'closeDevTools'
  | 'executeJavaScript'
  | 'focus'
  | 'forcefullyCrashRenderer'
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
  | 'postMessage'
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

let lastId = 0;

/** The page in a window, as `webContents`. */
export class HostWebContents extends PageContents implements Implemented {
  readonly id: number;
  #zoomFactor = 1;
  #userAgent: string | undefined;

  constructor(
    session: HostSession,
    owner: ContentsOwner,
    open: (listener: PageListener) => Promise<Page>,
  ) {
    super(session, owner, open);
    lastId += 1;
    this.id = lastId;
    allContents.add(this);
    this.applyTheme();
    if (host.network.offline) this.applyNetwork(true);
  }

  send(channel: string, ...args: unknown[]): void {
    const message = messageTo(channel, args);
    this.run(async (page) => page.tell(message));
  }

  postMessage(channel: string, message: unknown, transfer?: unknown): void {
    if (typeof channel !== 'string') throw new TypeError('Error processing argument at index 0');
    const args = wire.encode([message]);
    const ports = this.ports.take(transfer);
    this.run(async (page) => page.tell({ type: 'message', channel, args, ports }));
    this.ports.open(ports);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.whenOpen();
    if (this.getURL() === '' || this.isLoading()) {
      await new Promise((resolve) => this.once('did-stop-loading', resolve));
    }
    return wire.decode(await page.evaluate(code, userGesture, String(createWire)));
  }

  async capturePage(): Promise<ReturnType<typeof imageFromPng>> {
    const page = await this.whenOpen();
    const { data } = await page.session.send('Page.captureScreenshot', { format: 'png' });
    return imageFromPng(Buffer.from(data, 'base64'));
  }

  isFocused(): boolean {
    return !this.isDestroyed();
  }

  focus(): void {
    this.run(async (page) => {
      await page.session.send('Page.bringToFront');
    });
  }

  getUserAgent(): string {
    return this.#userAgent ?? this.session.getUserAgent();
  }

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
    this.run(async (page) => {
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
    this.run(async (page) => {
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
    this.run(async (page) => void page.session.send('Page.crash').catch(() => undefined));
  }

  close(options?: { waitForBeforeUnload?: boolean }): void {
    this.owner.closeFor(options?.waitForBeforeUnload === true);
  }

  /** For the session: forgets what the page's origin stored. */
  async clearStorage(): Promise<void> {
    const page = await this.whenOpen();
    const url = host.origins.toPage(this.getURL());
    if (!URL.canParse(url)) return;
    const { origin } = new URL(url);
    await page.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }

  async clearCache(): Promise<void> {
    const page = await this.whenOpen();
    await page.session.send('Network.clearBrowserCache');
  }

  /** Follows `nativeTheme`. */
  applyTheme(): void {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    this.run(async (page) => {
      await page.session.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value }],
      });
    });
  }

  /** Follows the state of the network: `navigator.onLine` and its events. */
  applyNetwork(offline: boolean): void {
    this.run(async (page) => {
      const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await page.session.send('Network.overrideNetworkState', { offline, ...unlimited });
    });
  }

  override onDomReady(): void {
    if (this.#zoomFactor !== 1) this.setZoomFactor(this.#zoomFactor);
    super.onDomReady();
  }

  override onClosed(): void {
    allContents.delete(this);
    super.onClosed();
  }
}
