import { test } from '@playwright/test';
import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron';
import { type ContractApp, contractAppFolder, sharedContractApp } from './contract-app.ts';

/** A utility process of the fixture's and what it sent, in the app's main process. */
interface Utility {
  readonly child: UtilityProcess;
  /** Settles with the code of its `exit` event. */
  readonly exit: Promise<number>;
  /** Kills it, and waits until it has gone. */
  readonly end: () => Promise<number>;
  /** The next message that it sends. */
  readonly next: () => Promise<unknown>;
  /** Posts a task for `app/utility.cjs`, with ports if any. */
  readonly tell: (task: string, value?: unknown, transfer?: MessagePortMain[]) => void;
  /** The same, and the next message. */
  readonly ask: (task: string, value?: unknown, transfer?: MessagePortMain[]) => Promise<unknown>;
}

declare global {
  /** In the main process of the fixture app: starts `app/utility.cjs`, or another of its modules. */
  var startUtility: (options?: ForkOptions & { file?: string; args?: string[] }) => Utility;
  /** In the main process: the next message of a port. */
  var nextMessage: (
    port: MessagePortMain,
  ) => Promise<{ data: unknown; ports: readonly MessagePortMain[] }>;
}

async function install({ electron }: ContractApp): Promise<void> {
  await electron.evaluate(({ utilityProcess }, folder) => {
    globalThis.startUtility = ({ file = 'utility.cjs', args = [], ...options } = {}) => {
      const child = utilityProcess.fork(`${folder}/${file}`, args, options);
      const messages: unknown[] = [];
      const waiting: ((message: unknown) => void)[] = [];
      child.on('message', (message: unknown) => {
        const resolve = waiting.shift();
        if (resolve === undefined) messages.push(message);
        else resolve(message);
      });
      const next = () =>
        messages.length > 0
          ? Promise.resolve(messages.shift())
          : new Promise<unknown>((resolve) => waiting.push(resolve));
      const tell: Utility['tell'] = (task, value, transfer) =>
        child.postMessage({ task, value }, transfer);
      const exit = new Promise<number>((resolve) => child.once('exit', resolve));
      return {
        child,
        exit,
        end: () => {
          child.kill();
          return exit;
        },
        next,
        tell,
        ask: (...args) => {
          tell(...args);
          return next();
        },
      };
    };
    globalThis.nextMessage = (port) => new Promise((resolve) => port.once('message', resolve));
  }, contractAppFolder);
}

/** One running fixture app for all tests of the calling file, with the means above in its main process. */
export function sharedUtilityApp(): () => ContractApp {
  const running = sharedContractApp();
  test.beforeAll(() => install(running()));
  return running;
}
