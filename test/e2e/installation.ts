import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Settings } from '../../electron/contract/settings.ts';
import { electronLaunchOptions } from '../chromium-host/launch.ts';

/** The app as a person meets it: started, with its window, until it is quit. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly window: Page;
  /** Addresses of the pages that the app opened in the user's browser so far, oldest first. */
  openedPages(): Promise<string[]>;
  /** Quits as from the menu and waits until the process has ended. */
  quit(): Promise<void>;
  /** Ends the process as a power cut does. */
  kill(): Promise<void>;
  /**
   * Starts the app once more while this one runs, and gives the exit code of that second start.
   * @param more arguments, as the system adds the link that the app is started for
   */
  startSecond(...more: string[]): Promise<number | null>;
}

/** An installed app: its data folder stays while the app is started and quit. */
export interface Installation {
  readonly userData: string;
  /**
   * Starts the app and waits for its window.
   * @param env variables for this start besides those of the tests
   */
  start(env?: Readonly<Record<string, string>>): Promise<RunningApp>;
  /** What all starts so far wrote to standard output and error. */
  output(): string;
  /** Everything that the main process sent to the renderer, in all starts that were quit. */
  received(): readonly string[];
  /** Quits whatever still runs. */
  close(): Promise<void>;
}

/**
 * Loaded before the app: what it sends to its window is kept, its clock is where `TEST_CLOCK_AHEAD_MS` sets it, and the computer's
 * policy is the file that `TEST_POLICY_FILE` names.
 */
const preloads = ['received.cjs', 'clock-ahead.cjs', 'policy-file.cjs'].flatMap((name) => [
  '-r',
  join(import.meta.dirname, name),
]);

/**
 * Installs the built app into an empty data folder.
 * @param settings what `settings.json` says from the beginning; text is written as it is
 */
export async function install(
  userData: string,
  settings: Partial<Settings> | string,
): Promise<Installation> {
  await mkdir(userData, { recursive: true });
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  await writeFile(join(userData, 'settings.json'), text);
  const output: string[] = [];
  const received: string[] = [];
  const running = new Set<RunningApp>();

  return {
    userData,
    output: () => output.join(''),
    received: () => received,

    async start(env = {}) {
      const options = electronLaunchOptions({ userData, env });
      const electron = await _electron.launch({
        ...options,
        args: [...preloads, ...options.args],
      });
      electron.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      electron.process().stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      await electron.evaluate(({ shell }) => {
        const opened: string[] = [];
        Object.assign(globalThis, { openedPages: opened });
        shell.openExternal = (url) => {
          opened.push(url);
          return Promise.resolve();
        };
      });
      const window = await electron.firstWindow();
      // The first window may still be empty; nothing is there to look at before the page has drawn something.
      await window.locator('#root > *').first().waitFor();
      const app: RunningApp = {
        electron,
        window,
        openedPages: () =>
          electron.evaluate(() => (globalThis as unknown as { openedPages: string[] }).openedPages),
        async quit() {
          running.delete(app);
          received.push(...(await receivedSoFar(electron)));
          await electron.close();
        },
        async kill() {
          running.delete(app);
          received.push(...(await receivedSoFar(electron)));
          const closed = electron.waitForEvent('close');
          electron.process().kill('SIGKILL');
          await closed;
        },
        async startSecond(...more) {
          const arguments_ = [...options.args, ...more];
          const second = spawn(electron.process().spawnfile, arguments_, { env: options.env });
          second.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
          second.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
          const [exitCode] = (await once(second, 'exit')) as [number | null];
          return exitCode;
        },
      };
      running.add(app);
      return app;
    },

    async close() {
      for (const app of running) await app.quit();
    },
  };
}

function receivedSoFar(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(
    () => (globalThis as unknown as { receivedByRenderer: string[] }).receivedByRenderer,
  );
}

/** The first port that is looked at: below those that systems give out by themselves, which somebody else has a moment later. */
const firstPort = 16_000;
/** How many ports each of the workers has for itself. */
const portsOfWorker = 500;

/**
 * Loopback ports that are free, and that nobody gets by chance.
 * @param worker its number among those that run at the same time, from 0
 */
export async function freePorts(count: number, worker: number): Promise<number[]> {
  const from = firstPort + worker * portsOfWorker;
  const free: number[] = [];
  for (let port = from; free.length < count && port < from + portsOfWorker; port += 1) {
    if (await isFree(port)) free.push(port);
  }
  return free;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
