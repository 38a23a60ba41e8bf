import { randomUUID } from 'node:crypto';
import { release } from 'node:os';
import type { Chromium } from '../chromium/chromium.ts';
import { type Bounds, openTarget, type TargetOptions } from '../chromium/open-target.ts';
import { PageSession, type Protocol } from '../chromium/pipe.ts';
import { host } from '../host.ts';
import { parseTrusted } from '../json.ts';
import type { DownMessage, UpMessage, WorldConfig } from '../page/messages.ts';
import { isolatedWorldSource, mainWorldSource } from '../page/sources.ts';
import { FrameTree, type HostWebFrame } from './frames.ts';

/** What a page reports; the web contents turn it into Electron's events. */
export interface PageListener {
  onMessage(message: UpMessage, frame: HostWebFrame | undefined, contextId: number): void;
  onStarted(): void;
  onCommitted(frame: HostWebFrame, isMainFrame: boolean, url: string): void;
  /** What the main frame's document had has gone with it. */
  onDocumentGone(): void;
  /** The browser shows an error in place of `url` in the main frame. */
  onErrorPage(url: string): void;
  onMovedWithinDocument(url: string, isMainFrame: boolean): void;
  onDomReady(): void;
  onLoaded(): void;
  onStopped(): void;
  onPainted(): void;
  onConsole(level: string, text: string, line: number, source: string): void;
  onCrashed(): void;
  onClosed(): void;
  onDialog(type: string): void;
}

export interface PageOptions extends TargetOptions {
  readonly preload: { readonly path: string; readonly text: string } | undefined;
  readonly backgroundColor: string | undefined;
}

const worldName = 'Electron Isolated Context';

function worldConfig(preloadPath: string): WorldConfig {
  const name = () => `_${randomUUID().replaceAll('-', '')}`;
  const { arch, platform, versions } = process;
  return {
    toMain: name(),
    toIsolated: name(),
    binding: name(),
    receiver: name(),
    preloadPath,
    process: {
      arch,
      platform,
      pid: process.pid,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      version: process.version,
      versions: { ...versions, os: release() },
      argv: [],
      execPath: process.execPath,
      env: { ...process.env },
    },
  };
}

/** Parses `#rgb`, `#rrggbb` and `#aarrggbb`, the forms that Electron documents. */
function parseColor(color: string): Protocol.DOM.RGBA | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  const long = /^#(?:([0-9a-f]{2}))?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long?.slice(2);
  if (parts === undefined) return undefined;
  const [r = 0, g = 0, b = 0] = parts.map((part) => Number.parseInt(part, 16));
  return { r, g, b, a: long?.[1] === undefined ? 1 : Number.parseInt(long[1], 16) / 255 };
}

/** One page of the browser: its session, frames, worlds and life, with nothing of Electron's API. */
export class Page {
  readonly targetId: string;
  readonly windowId: number;
  readonly session: PageSession;
  readonly frames: FrameTree;
  readonly #chromium: Chromium;
  readonly #listener: PageListener;
  readonly #config: WorldConfig;
  readonly #contexts = new Map<number, HostWebFrame | undefined>();
  #mainContext: number | undefined;
  #waiting: DownMessage[] = [];
  #loaderId: string | undefined;
  #display: { readonly area: Bounds; readonly scaleFactor: number } | undefined;
  #crashed = false;
  #used = false;

  private constructor(
    chromium: Chromium,
    listener: PageListener,
    target: { targetId: string; sessionId: string; windowId: number },
    config: WorldConfig,
  ) {
    this.#chromium = chromium;
    this.#listener = listener;
    this.#config = config;
    this.targetId = target.targetId;
    this.windowId = target.windowId;
    this.session = new PageSession(chromium.pipe, target.sessionId);
    this.frames = new FrameTree(target.targetId);
  }

  /** Opens an empty page in a window of its own, ready to navigate. */
  static async open(
    chromium: Chromium,
    listener: PageListener,
    options: PageOptions,
  ): Promise<Page> {
    const config = worldConfig(options.preload?.path ?? '');
    const page = new Page(chromium, listener, await openTarget(chromium, options), config);
    page.#listen();
    const { session } = page;
    const color = parseColor(options.backgroundColor ?? '');
    await Promise.all([
      session.send('Page.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.enable'),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(config) }),
      session.send('Runtime.addBinding', { name: config.binding, executionContextName: worldName }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldSource(config, options.preload?.text),
        worldName,
      }),
      color && session.send('Emulation.setDefaultBackgroundColorOverride', { color }),
      page.#measureDisplay(),
    ]);
    return page;
  }

  get display(): { readonly area: Bounds; readonly scaleFactor: number } | undefined {
    return this.#display;
  }

  get preloadPath(): string {
    return this.#config.preloadPath;
  }

  get crashed(): boolean {
    return this.#crashed;
  }

  /** The part of the display that is free for windows, and its scale, which only a page can say. */
  async #measureDisplay(): Promise<void> {
    const expression =
      '[screen.availLeft, screen.availTop, screen.availWidth, screen.availHeight, devicePixelRatio]';
    const { result } = await this.session.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    const [x = 0, y = 0, width = 0, height = 0, scaleFactor = 1] = result.value as number[];
    this.#display = { area: { x, y, width, height }, scaleFactor };
  }

  /** Starts a navigation of the main frame; answers the network error that stopped it, if one did. */
  async navigate(url: string): Promise<string | undefined> {
    this.#used = true;
    const { errorText } = await this.session.send('Page.navigate', { url });
    return errorText === '' ? undefined : errorText;
  }

  /** Sends to the document of `contextId`, or to the one now in the main frame. */
  tell(message: DownMessage, contextId = this.#mainContext): void {
    if (contextId === undefined) {
      this.#waiting.push(message);
      return;
    }
    this.session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `function (message) { globalThis.${this.#config.receiver}(message); }`,
        executionContextId: contextId,
        arguments: [{ value: message }],
      })
      // The document went away while the message was under way, as can happen in Electron.
      .catch(() => undefined);
  }

  /** Runs code in the page's own world and gives its structured clone as text for `Wire.decode`. */
  async evaluate(code: string, userGesture: boolean, encoder: string): Promise<string> {
    const evaluated = await this.session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      userGesture,
      replMode: false,
    });
    const { result, exceptionDetails } = evaluated;
    if (exceptionDetails !== undefined) {
      const thrown = exceptionDetails.exception;
      const text = thrown?.description?.split('\n')[0] ?? exceptionDetails.text;
      throw new Error(
        thrown?.subtype === 'error' ? text.replace(/^(Uncaught )?Error: /, '') : text,
      );
    }
    const encoded = await this.session.send('Runtime.callFunctionOn', {
      functionDeclaration: `function (value) { return (${encoder})().encode(value); }`,
      arguments: [
        result.objectId === undefined
          ? result.unserializableValue === undefined
            ? { value: result.value as unknown }
            : { unserializableValue: result.unserializableValue }
          : { objectId: result.objectId },
      ],
      returnByValue: true,
      ...(result.objectId === undefined
        ? { executionContextId: await this.#ownContext() }
        : { objectId: result.objectId }),
    });
    if (encoded.exceptionDetails !== undefined) throw new Error('An object could not be cloned.');
    return String(encoded.result.value);
  }

  async #ownContext(): Promise<number> {
    const { result } = await this.session.send('Runtime.evaluate', { expression: 'globalThis' });
    const id = /^-?\d+\.(\d+)\./.exec(result.objectId ?? '')?.[1];
    return Number(id);
  }

  /** Closes the page for good, without asking it. */
  async destroy(): Promise<void> {
    await this.#chromium.pipe
      .send('Target.closeTarget', { targetId: this.targetId })
      .catch(() => undefined);
  }

  #listen(): void {
    const { session } = this;
    session.on('Runtime.executionContextCreated', ({ context }) => this.#onContext(context));
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#contexts.delete(executionContextId);
      if (this.#mainContext === executionContextId) this.#loseDocument();
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#contexts.clear();
      this.#loseDocument();
    });
    session.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      const message = parseTrusted<UpMessage>(payload);
      this.#listener.onMessage(message, this.#contexts.get(executionContextId), executionContextId);
    });
    session.on('Runtime.consoleAPICalled', (event) => this.#onConsole(event));
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId === this.targetId) this.#listener.onStarted();
    });
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId === this.targetId) this.#listener.onStopped();
    });
    session.on('Page.frameNavigated', ({ frame }) => this.#onNavigated(frame));
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.frames.attached(frameId, parentFrameId);
    });
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.frames.removed(frameId);
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const appUrl = host.origins.toApp(url);
      this.frames.get(frameId)?.moved(appUrl);
      this.#listener.onMovedWithinDocument(appUrl, frameId === this.targetId);
    });
    session.on('Page.lifecycleEvent', ({ frameId, loaderId, name }) => {
      // Everything before the first real commit belongs to the empty page that the window began with.
      if (frameId !== this.targetId || loaderId !== this.#loaderId) return;
      if (name === 'DOMContentLoaded') this.#listener.onDomReady();
      if (name === 'load') this.#listener.onLoaded();
      if (name === 'firstPaint') this.#listener.onPainted();
    });
    session.on('Page.javascriptDialogOpening', ({ type }) => this.#listener.onDialog(type));
    session.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      this.frames.processId += 1;
      this.#loseDocument();
      this.#contexts.clear();
      this.#listener.onCrashed();
    });
    session.on('Inspector.targetReloadedAfterCrash', () => {
      this.#crashed = false;
    });
    this.#chromium.onTargetGone(this.targetId, () => {
      session.forget();
      this.frames.removed(this.targetId);
      this.#listener.onClosed();
    });
  }

  #loseDocument(): void {
    if (this.#mainContext === undefined) return;
    this.#mainContext = undefined;
    this.#listener.onDocumentGone();
  }

  #onContext(context: Protocol.Runtime.ExecutionContextDescription): void {
    if (context.name !== worldName) return;
    const auxData: { frameId?: string } = context.auxData ?? {};
    this.#contexts.set(context.id, this.frames.get(auxData.frameId ?? ''));
    if (auxData.frameId !== this.targetId || this.#loaderId === undefined) return;
    this.#mainContext = context.id;
    for (const message of this.#waiting.splice(0)) this.tell(message);
  }

  #onNavigated(frame: Protocol.Page.Frame): void {
    if (!this.#used) return;
    const isMainFrame = frame.id === this.targetId;
    const document = this.frames.committed(frame);
    if (isMainFrame) {
      this.#crashed = false;
      this.#loseDocument();
      this.#loaderId = frame.unreachableUrl === undefined ? frame.loaderId : undefined;
    }
    if (frame.unreachableUrl === undefined) {
      this.#listener.onCommitted(document, isMainFrame, document.url);
    } else if (isMainFrame) {
      this.#listener.onErrorPage(document.url);
    }
  }

  #onConsole({ type, args, stackTrace }: Protocol.Runtime.consoleAPICalledPayload): void {
    const text = args
      .map((argument) => String(argument.value ?? argument.description ?? argument.type))
      .join(' ');
    const [frame] = stackTrace?.callFrames ?? [];
    const source = host.origins.toApp(frame?.url ?? '');
    this.#listener.onConsole(type, text, (frame?.lineNumber ?? -1) + 1, source);
  }
}
