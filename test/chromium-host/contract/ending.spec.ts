import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type ElectronApplication, expect, test } from '@playwright/test';
import type { UtilityProcess } from 'electron';
import { electronExecutable, hostOnly } from '../launch.ts';
import { contractAppFolder, startContractApp, temporaryUserData } from './contract-app.ts';

/** Nothing of this host may outlive what it belongs to. Electron's own processes see to that themselves. */
let folder: Awaited<ReturnType<typeof temporaryUserData>>;
test.beforeEach(async () => {
  hostOnly();
  test.skip(process.platform === 'win32', 'Needs ps.');
  folder = await temporaryUserData();
});
test.afterEach(() => folder?.remove());

/** How many processes still name the data folder in their command line. */
function processesOf(userData: string): number {
  const lines = execFileSync('ps', ['-A', '-o', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(userData)).length;
}

/** Starts a utility process of the fixture's, which has something to do, to be found as `child`. */
async function forkUtility(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(
    ({ utilityProcess }, file) => {
      const child = utilityProcess.fork(file);
      Object.assign(globalThis, { child });
      child.postMessage({ task: 'stayBusy' });
      return new Promise((resolve) => child.once('message', resolve));
    },
    join(contractAppFolder, 'utility.cjs'),
  );
}

test('quitting leaves no process behind', async () => {
  const { electron } = await startContractApp(folder.path);
  expect(processesOf(folder.path)).toBeGreaterThan(1);
  await electron.close();
  // Not even for a moment: the next start may follow at once, on the same data.
  expect(processesOf(folder.path)).toBe(0);
});

test('the browser ends with a host that was killed', async () => {
  const { electron } = await startContractApp(folder.path);
  electron.process().kill('SIGKILL');
  await expect.poll(() => processesOf(folder.path)).toBe(0);
});

test('the host ends with a browser that was killed', async () => {
  const { electron } = await startContractApp(folder.path);
  const exited = once(electron.process(), 'exit');
  const pids = execFileSync('ps', ['-A', '-o', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent]) => Number(parent) === electron.process().pid);
  expect(pids).toHaveLength(1);
  process.kill(Number(pids[0]?.[0]), 'SIGKILL');
  expect(await exited).toEqual([1, null]);
  await expect.poll(() => processesOf(folder.path)).toBe(0);
});

test('host and browser end with a test that was killed', async () => {
  const script = `
    import { _electron } from '@playwright/test';
    import { electronLaunchOptions } from './test/chromium-host/launch.ts';
    const [userData, app] = process.argv.slice(-2);
    const electron = await _electron.launch(electronLaunchOptions({ userData, app }));
    await electron.firstWindow();
    console.log('running');`;
  const runner = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, folder.path, contractAppFolder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(runner.stdout, 'data');
  runner.kill('SIGKILL');
  await expect.poll(() => processesOf(folder.path), { timeout: 10_000 }).toBe(0);
});

test('utility processes end with the app, which tells of their ends', async () => {
  const { electron } = await startContractApp(folder.path);
  const output: string[] = [];
  electron.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  await forkUtility(electron);
  await electron.evaluate(() => {
    const { child } = globalThis as unknown as { child: UtilityProcess };
    child.on('exit', (code) => process.stdout.write(`ended with ${code}\n`));
  });
  await electron.close();
  expect(processesOf(folder.path)).toBe(0);
  expect(output.join('')).toContain('ended with 0');
});

test('utility processes end with a host that was killed, whatever they are doing', async () => {
  const { electron } = await startContractApp(folder.path);
  await forkUtility(electron);
  electron.process().kill('SIGKILL');
  await expect.poll(() => processesOf(folder.path)).toBe(0);
});

test('a termination signal quits as a person would', async () => {
  const { electron } = await startContractApp(folder.path);
  const exited = once(electron.process(), 'exit');
  electron.process().kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  await expect.poll(() => processesOf(folder.path)).toBe(0);
});

test('an app whose output nobody reads any more still quits', async () => {
  const child = spawn(
    electronExecutable(),
    [
      '--no-sandbox',
      `--user-data-dir=${folder.path}`,
      '-r',
      join(contractAppFolder, 'talkative.cjs'),
      contractAppFolder,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stderr.destroy();
  await expect.poll(() => processesOf(folder.path)).toBeGreaterThan(1);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  await expect.poll(() => processesOf(folder.path)).toBe(0);
});
