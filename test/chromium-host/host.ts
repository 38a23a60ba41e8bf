import type { Chromium } from './chromium/chromium.ts';
import { Origins } from './chromium/origins.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { NetworkState } from './network/network-state.ts';

/** What all parts of the host share: it poses as one process, so there is one. */
export interface Host {
  readonly commandLine: CommandLine;
  readonly origins: Origins;
  readonly network: NetworkState;
  /** Windows on the display, or none that anybody sees. */
  readonly headless: boolean;
  /** Set once the app's main module has been evaluated and the browser runs. */
  chromium: Chromium | undefined;
  userAgent: string;
}

export const host: Host = {
  commandLine: parseCommandLine(process.argv.slice(2)),
  origins: new Origins(),
  network: new NetworkState(process.env.CHROMIUM_HOST_OFFLINE === '1'),
  headless: process.env.CHROMIUM_HOST_HEADED !== '1',
  chromium: undefined,
  userAgent: '',
};

/** The running browser; throws what Electron's own objects throw before the app is ready. */
export function runningChromium(what: string): Chromium {
  if (host.chromium === undefined) throw new Error(`${what} before app is ready`);
  return host.chromium;
}
