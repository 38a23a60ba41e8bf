import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { electronExecutable } from '../launch.ts';
import { contractAppFolder, startContractApp, temporaryUserData } from './contract-app.ts';

/** Written from Electron's documentation of app.requestSingleInstanceLock and its events. */
let folder: Awaited<ReturnType<typeof temporaryUserData>>;
test.beforeEach(async () => {
  folder = await temporaryUserData();
});
test.afterEach(() => folder.remove());

function startPlainly(userData: string, ...args: string[]): ChildProcess {
  return spawn(
    electronExecutable(),
    ['--no-sandbox', `--user-data-dir=${userData}`, contractAppFolder, ...args],
    { cwd: folder.path, stdio: 'ignore' },
  );
}

test('a second start tells the first its arguments and folder, and ends', async () => {
  const first = await startContractApp(folder.path);
  const child = startPlainly(folder.path, 'erpnet://open', '--flag=1');
  expect(await once(child, 'exit')).toEqual([0, null]);
  const log = () => first.electron.evaluate(() => Reflect.get(globalThis, 'contract') as unknown);
  await expect.poll(log).toEqual({
    log: [
      {
        event: 'second-instance',
        argv: expect.arrayContaining([contractAppFolder, 'erpnet://open', '--flag=1']),
        cwd: folder.path,
        data: { from: 'contract app' },
      },
    ],
  });
  expect(await first.electron.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  expect(await first.page.title()).toBe('Contract');
  await first.electron.close();
});

test('starts with different data folders do not know each other', async () => {
  const other = await temporaryUserData();
  const first = await startContractApp(folder.path);
  const second = await startContractApp(other.path);
  expect(await second.electron.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  await second.electron.close();
  await first.electron.close();
  await other.remove();
});

test('the lock of a start that was killed is free', async () => {
  const first = await startContractApp(folder.path);
  const exited = once(first.electron.process(), 'exit');
  first.electron.process().kill('SIGKILL');
  await exited;
  const second = await startContractApp(folder.path);
  expect(await second.electron.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  await second.electron.close();
});

test('a released lock can be taken by another start', async () => {
  const first = await startContractApp(folder.path);
  const held = await first.electron.evaluate(({ app }) => {
    app.releaseSingleInstanceLock();
    const released = app.hasSingleInstanceLock();
    return [released, app.requestSingleInstanceLock()];
  });
  expect(held).toEqual([false, true]);
  await first.electron.close();
});
