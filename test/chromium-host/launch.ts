import { fileURLToPath } from 'node:url';
import { test } from '@playwright/test';
import { hostDistPath, hostExecutable, installedRuntime } from './runtime.ts';

/** What to start, and how. */
export interface LaunchWish {
  /** The folder for the app's data, passed as `--user-data-dir`. */
  readonly userData: string;
  /** The app's folder or entry file; this repository's app unless named. */
  readonly app?: string;
  /** Arguments. Leading switches and `-r` modules go before the app's folder, as Electron wants them. */
  readonly args?: readonly string[];
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Windows on the display instead of headless ones; Electron's own runtime always has them. */
  readonly headed?: boolean;
}

/** What Playwright's `_electron.launch()` gets. */
export interface LaunchOptions {
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly cwd: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Splits arguments where the first one stands that is neither a switch nor the module of a `-r`. */
function splitArguments(args: readonly string[]): { leading: string[]; rest: string[] } {
  const end = args.findIndex(
    (argument, index) => !argument.startsWith('-') && args[index - 1] !== '-r',
  );
  return end < 0
    ? { leading: [...args], rest: [] }
    : { leading: args.slice(0, end), rest: args.slice(end) };
}

/**
 * Whether the app will run in this host, because Electron's own runtime is not installed.
 * @public
 */
export const isChromiumHost = installedRuntime() === undefined;

/**
 * Options for Playwright's `_electron.launch()`: on Electron's runtime when it is installed, else in the
 * host. In the latter case this sets `ELECTRON_OVERRIDE_DIST_PATH` in the calling process, where
 * Playwright looks for the executable.
 */
export function electronLaunchOptions(wish: LaunchWish): LaunchOptions {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined) env[name] = value;
  if (isChromiumHost) {
    process.env.ELECTRON_OVERRIDE_DIST_PATH = hostDistPath;
    env.CHROMIUM_HOST_HEADED = wish.headed === true ? '1' : '0';
  }
  const { leading, rest } = splitArguments(wish.args ?? []);
  return {
    args: [`--user-data-dir=${wish.userData}`, ...leading, wish.app ?? repository, ...rest],
    env: { ...env, ...wish.env },
    cwd: repository,
  };
}

/**
 * Marks the test it is called in as one that needs switches which only this host has, such as a keyring
 * that fails: on Electron's own runtime it is skipped.
 */
export function hostOnly(): void {
  test.skip(!isChromiumHost, 'Needs switches that only the Chromium host has.');
}

/** The executable of Electron's own runtime, or the one that poses as it. */
export function electronExecutable(): string {
  return installedRuntime() ?? hostExecutable;
}
