import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { screen } from '../api/screen.ts';
import { type Bounds, browserBars } from '../chromium/open-target.ts';
import { type Protocol, ProtocolError } from '../chromium/pipe.ts';
import { HostEmitter } from '../emitter.ts';
import { host, runningChromium } from '../host.ts';
import type { Page } from './page.ts';

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/** Where a window is and how large, as Electron tells it at once and Chromium does it later. */
export abstract class PlacedWindow extends HostEmitter {
  readonly #options: BrowserWindowConstructorOptions;
  readonly #placed: Bounds;
  #bounds: Bounds;
  #normal: Bounds;
  #minimum: { width: number; height: number };
  #state: State = 'normal';
  #before: State = 'normal';
  /** Commands for the window's bounds, which Chromium must get one after the other. */
  #commands = Promise.resolve();

  constructor(name: string, events: readonly string[], options: BrowserWindowConstructorOptions) {
    super(name, events);
    this.#options = options;
    this.#minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 };
    this.#bounds = screen.place(options);
    this.#placed = this.#bounds;
    this.#normal = this.#bounds;
  }

  /** The page in the window, once it is there. */
  protected abstract whenOpen(): Promise<Page>;

  /** Places the window again now that its page can say how large the display really is. */
  protected fitDisplay(): void {
    this.#queue((page) => this.#fit(page));
  }

  async #fit(page: Page): Promise<void> {
    if (page.display !== undefined) screen.measured(page.display.area, page.display.scaleFactor);
    if (this.#bounds === this.#placed) {
      this.#bounds = screen.place(this.#options);
      this.#normal = this.#bounds;
    }
    const { pipe } = runningChromium('No window');
    await pipe.send('Browser.setWindowBounds', {
      windowId: page.windowId,
      bounds: this.#outer(this.#normal),
    });
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
  }

  maximize(): void {
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

  #queue(command: (page: Page) => Promise<unknown>): void {
    this.#commands = this.#commands
      .then(async () => {
        await command(await this.whenOpen());
      })
      .catch((error: unknown) => {
        if (!(error instanceof ProtocolError)) throw error;
      });
  }

  #apply(bounds: Protocol.Browser.Bounds): void {
    this.#queue(({ windowId }) =>
      runningChromium('No window').pipe.send('Browser.setWindowBounds', { windowId, bounds }),
    );
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
    this.#queue(async ({ windowId }) => {
      const { pipe } = runningChromium('No window');
      const { bounds } = await pipe.send('Browser.getWindowBounds', { windowId });
      if (bounds.windowState !== undefined) this.#state = bounds.windowState;
      const { left = 0, top = 0, width = 0, height = 0 } = bounds;
      if (bounds.windowState !== 'minimized') this.#moved({ x: left, y: top, width, height });
    });
  }
}
