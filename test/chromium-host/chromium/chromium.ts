import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import { directExecutable, findBrowser, quietSwitches, unwantedFeatures } from '../browser.ts';
import { Pipe, type Protocol } from './pipe.ts';

/** How the host wants its browser. */
export interface ChromiumOptions {
  /** The profile's folder; created when missing. */
  readonly profile: string;
  readonly headless: boolean;
  readonly userAgent: string;
  /** Switches of the app and of its command line, without dashes. */
  readonly switches: ReadonlyMap<string, string>;
}

/** Switches of Electron or of this host that must not reach Chromium, or reach it another way. */
const own = ['inspect', 'inspect-brk', 'user-data-dir', 'headless', 'user-agent', 'app'];
const lists = ['disable-features', 'enable-features'];

function switchList(options: ChromiumOptions): string[] {
  const merged = new Map<string, string>([
    ['disable-features', unwantedFeatures.join(',')],
    ['enable-features', ''],
  ]);
  for (const [name, value] of options.switches) {
    const before = merged.get(name);
    if (own.includes(name)) continue;
    merged.set(name, lists.includes(name) && before ? `${before},${value}` : value);
  }
  return [...merged]
    .filter(([name, value]) => !lists.includes(name) || value !== '')
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

/** The browser that stands in for Electron's own Chromium: one process, driven over a pipe. */
export class Chromium {
  readonly pipe: Pipe;
  readonly #process: ChildProcess;
  readonly #executable: string;
  readonly #options: ChromiumOptions;
  readonly #exited: Promise<void>;
  readonly #popups = new Map<string, string>();
  readonly #gone = new Map<string, () => void>();
  readonly #awaited = new Set<(target: Protocol.Target.TargetInfo) => boolean>();

  private constructor(executable: string, options: ChromiumOptions, child: ChildProcess) {
    this.#executable = executable;
    this.#options = options;
    this.#process = child;
    const [output, input] = [child.stdio[3], child.stdio[4]];
    if (!(output instanceof Writable) || !(input instanceof Readable)) {
      throw new Error('The browser was started without its pipes.');
    }
    this.pipe = new Pipe(output, input);
    this.#exited = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  /** Starts the browser with no window. The promise of its pipe tells when it has gone. */
  static async start(options: ChromiumOptions): Promise<Chromium> {
    const browser = findBrowser();
    if (browser === undefined) {
      throw new Error('No Chrome, Chromium or Edge found: install one or set CHROME_PATH.');
    }
    const executable = directExecutable(browser);
    mkdirSync(options.profile, { recursive: true });
    const child = spawn(
      executable,
      [
        ...Chromium.#baseSwitches(options),
        '--remote-debugging-pipe',
        '--no-startup-window',
        '--disable-popup-blocking',
        '--disable-extensions',
        '--disable-dev-shm-usage',
        '--hide-crash-restore-bubble',
        // Electron's documentation of message ports: theirs in pages tell that the other end closed.
        '--enable-blink-features=MessagePortCloseEvent',
        `--user-agent=${options.userAgent}`,
        ...switchList(options),
      ],
      // In a process group of its own: Ctrl+C in a terminal is for the app, which then ends the browser.
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true },
    );
    const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
    const chromium = new Chromium(executable, options, child);
    chromium.#forwardMessages();
    chromium.#followTargets();
    await Promise.race([
      chromium.pipe.send('Target.setDiscoverTargets', { discover: true }),
      failed,
    ]);
    return chromium;
  }

  static #baseSwitches(options: ChromiumOptions): string[] {
    return [
      ...quietSwitches(),
      ...(options.headless ? ['--headless', '--screen-info={1920x1080}', '--hide-scrollbars'] : []),
      `--user-data-dir=${options.profile}`,
    ];
  }

  #followTargets(): void {
    const see = ({ targetInfo }: { readonly targetInfo: Protocol.Target.TargetInfo }) => {
      for (const wanted of this.#awaited) if (wanted(targetInfo)) this.#awaited.delete(wanted);
    };
    this.pipe.on('Target.targetCreated', (created) => {
      see(created);
      const { openerId, targetId, type } = created.targetInfo;
      if (type === 'page' && openerId !== undefined) this.#popups.set(targetId, openerId);
    });
    this.pipe.on('Target.targetInfoChanged', see);
    this.pipe.on('Target.targetDestroyed', ({ targetId }) => {
      this.#popups.delete(targetId);
      this.#gone.get(targetId)?.();
      this.#gone.delete(targetId);
    });
  }

  /** Closes the target if it is a page that another one opened, and answers which one that was. */
  closePopup(targetId: string): string | undefined {
    const openerId = this.#popups.get(targetId);
    if (openerId !== undefined) {
      this.pipe.send('Target.closeTarget', { targetId }).catch(() => undefined);
    }
    return openerId;
  }

  /** Grants a permission to an origin in the browser itself, after the app allowed it. */
  async grant(permission: Protocol.Browser.PermissionType, url: string): Promise<void> {
    const permissions = [permission];
    await this.pipe.send('Browser.grantPermissions', { permissions, origin: new URL(url).origin });
  }

  /** Calls back once, when the target has gone, however it came to that. */
  onTargetGone(targetId: string, listener: () => void): void {
    this.#gone.set(targetId, listener);
  }

  /** The id of the next target that appears, or changes, so that `wanted` says yes. */
  nextTarget(wanted: (target: Protocol.Target.TargetInfo) => boolean): Promise<string> {
    return new Promise((resolve) => {
      this.#awaited.add((target) => {
        if (!wanted(target)) return false;
        resolve(target.targetId);
        return true;
      });
    });
  }

  /** Playwright waits for "DevTools listening on …"; the rest is shown when asked for. */
  #forwardMessages(): void {
    const { stderr } = this.#process;
    if (stderr === null) return;
    const all = (process.env.CHROMIUM_HOST_DEBUG ?? '') !== '';
    createInterface({ input: stderr }).on('line', (line) => {
      if (all || line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`);
    });
  }

  /** Opens a frameless window in this browser: a second start on the profile hands `url` over. */
  openAppWindow(url: string): void {
    spawn(this.#executable, [...Chromium.#baseSwitches(this.#options), `--app=${url}`], {
      stdio: 'ignore',
    }).unref();
  }

  get headless(): boolean {
    return this.#options.headless;
  }

  /** Closes the browser so that it saves its profile; kills it when that takes over two seconds. */
  async close(): Promise<void> {
    this.pipe.send('Browser.close').catch(() => undefined);
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 2_000);
    await this.#exited;
    clearTimeout(late);
  }
}
