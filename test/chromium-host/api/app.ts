import { spawn } from 'node:child_process';
import { isAbsolute, resolve } from 'node:path';
import type { App as ElectronApp, RelaunchOptions } from 'electron';
import { HostEmitter } from '../emitter.ts';
import { host } from '../host.ts';
import { strict } from '../not-implemented.ts';
import { InstanceLock } from '../single-instance.ts';
import { utilityProcesses } from '../utility/running.ts';
import { windows } from '../window/registry.ts';
import { appMetrics } from './app-metrics.ts';
import { AppPaths } from './app-paths.ts';

type Implemented = Pick<
  ElectronApp,
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getLocale'
  | 'getName'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getSystemLocale'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'removeAsDefaultProtocolClient'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setName'
  | 'setPath'
  | 'userAgentFallback'
  | 'whenReady'
>;

const events = [
  'activate',
  'before-quit',
  'browser-window-blur',
  'browser-window-created',
  'browser-window-focus',
  'child-process-gone',
  'open-file',
  'open-url',
  'quit',
  'ready',
  'render-process-gone',
  'second-instance',
  'select-client-certificate',
  'web-contents-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
];

function systemLocale(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const name = (LC_ALL || LC_MESSAGES || LANG || '').split('.')[0]?.replace('_', '-') ?? '';
  return /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(name) && name !== 'C' ? name : 'en-US';
}

/** `app`: the life of the application. */
class HostApp extends HostEmitter implements Implemented {
  readonly isPackaged = false;
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value = '') => void host.commandLine.switches.set(name, value),
    appendArgument: () => undefined,
    hasSwitch: (name: string) => host.commandLine.switches.has(name),
    getSwitchValue: (name: string) => host.commandLine.switches.get(name) ?? '',
    removeSwitch: (name: string) => void host.commandLine.switches.delete(name),
  } satisfies ElectronApp['commandLine']);
  readonly #paths: AppPaths;
  readonly #lock = new InstanceLock((start) => {
    this.emit('second-instance', {}, start.argv, start.cwd, start.data);
  });
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #name = 'Electron';
  #version = '';
  #appPath = process.cwd();
  #quitting = false;
  #exiting = false;
  #relaunch: RelaunchOptions | undefined;

  constructor() {
    super('app', events);
    const given = host.commandLine.switches.get('user-data-dir');
    this.#paths = new AppPaths(() => this.#name, given && resolve(given));
  }

  /** Told by the start-up what the app's own `package.json` says. */
  introduce(identity: { name: string; version: string; appPath: string }): void {
    this.#name = identity.name;
    this.#version = identity.version;
    this.#appPath = identity.appPath;
  }

  /** Told by the start-up when the app's main module has run and the browser is there. */
  becomeReady(): void {
    this.#isReady = true;
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  isReady(): boolean {
    return this.#isReady;
  }

  /** The same for the host's own use: Playwright replaces `isReady` until it has connected. */
  get isReadyForHost(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return this.#version;
  }

  getAppMetrics(): ReturnType<typeof appMetrics> {
    return appMetrics();
  }

  getAppPath(): string {
    return this.#appPath;
  }

  getPath(name: string): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.#paths.set(name, path);
  }

  getLocale(): string {
    return host.commandLine.switches.get('lang') || systemLocale();
  }

  getSystemLocale(): string {
    return systemLocale();
  }

  getPreferredSystemLanguages(): string[] {
    const listed = (process.env.LANGUAGE ?? '').split(':').filter((name) => name !== '');
    return listed.length > 0 ? listed.map((name) => name.replace('_', '-')) : [systemLocale()];
  }

  get userAgentFallback(): string {
    return host.userAgent;
  }

  set userAgentFallback(userAgent: string) {
    host.userAgent = userAgent;
  }

  /** Every window of this host is sandboxed already. */
  enableSandbox(): void {
    if (this.#isReady)
      throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  setAppUserModelId(_id: string): void {}

  setAsDefaultProtocolClient(_protocol: string): boolean {
    return true;
  }

  removeAsDefaultProtocolClient(_protocol: string): boolean {
    return true;
  }

  focus(): void {
    [...windows].at(-1)?.focus();
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return this.#lock.request(this.getPath('userData'), additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  relaunch(options: RelaunchOptions = {}): void {
    this.#relaunch = options;
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return;
    if (this.emitPreventable('before-quit')) return;
    this.#quitting = true;
    if (windows.size === 0) this.#willQuit();
    else for (const window of [...windows]) window.close();
  }

  /** A window, or the page in it, refused to close: the app goes on. */
  quitWasPrevented(): void {
    this.#quitting = false;
  }

  windowClosed(): void {
    if (windows.size > 0 || this.#exiting) return;
    if (this.#quitting) this.#willQuit();
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #willQuit(): void {
    if (this.emitPreventable('will-quit')) {
      this.#quitting = false;
      return;
    }
    this.exit(0);
  }

  exit(exitCode = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of [...windows]) window.destroy();
    this.emit('quit', {}, exitCode);
    void this.#end(exitCode);
  }

  async #end(exitCode: number): Promise<void> {
    await Promise.all([...utilityProcesses].map((process) => process.shutDown()));
    await host.chromium?.close();
    this.#lock.release();
    if (this.#relaunch !== undefined) {
      const { execPath = process.execPath, args = process.argv.slice(1) } = this.#relaunch;
      spawn(execPath, args, { detached: true, stdio: 'ignore' }).unref();
    }
    process.exit(exitCode);
  }

  /** Emits an event that carries an Electron object. */
  announce(event: string, subject: object): void {
    this.emit(event, {}, subject);
  }

  /** Whether the end of the browser is expected. */
  get isEnding(): boolean {
    return this.#exiting;
  }
}

export const app = new HostApp();
