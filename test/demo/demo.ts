/**
 * `npm run demo`: a simulated ERP.net instance and the app beside it. With a display a person tries it out; without one the
 * same is played as a recorded tour.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from '../chromium-host/runtime.ts';
import { ensureBrowser } from '../ensure-browser.ts';
import { defaultUsers } from '../simulator/options.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { playTour } from './tour.ts';

const results = join(import.meta.dirname, '..', '..', 'test-results', 'demo');

/** Opens the app for a person, and waits until they close it. */
async function showApp(simulator: Simulator): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), 'navigator-demo-'));
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ host: simulator.host }));
  const people = defaultUsers.map(({ login, password }) => `${login} (password ${password})`);
  console.log(`A simulated instance runs at ${simulator.host}. The app opens now.
Press Find, then Sign in, and sign in in your browser as ${people.join(' or ')}.
Quit the app to end the demo.`);
  const start = join(import.meta.dirname, '..', 'chromium-host', 'start.ts');
  const app = spawn(process.execPath, [start, `--user-data-dir=${userData}`], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
  await once(app, 'exit');
  process.exitCode = app.exitCode ?? 1;
  await rm(userData, { recursive: true, force: true });
}

async function recordTour(simulator: Simulator): Promise<void> {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  console.log('There is no display, so the demo is played as a tour.\n');
  const transcript: string[] = [];
  const tell = (line: string): void => {
    transcript.push(line);
    console.log(line);
  };
  try {
    await playTour(simulator, results, tell);
  } catch (error) {
    tell(`The tour stopped: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await writeFile(join(results, 'transcript.txt'), `${transcript.join('\n')}\n`);
  }
  console.log(`\nScreenshots and transcript: ${join('test-results', 'demo')}`);
}

async function main(): Promise<void> {
  ensureBrowser();
  const simulator = await startSimulator();
  try {
    await (hasDisplay() ? showApp(simulator) : recordTour(simulator));
  } finally {
    await simulator.close();
  }
}

await main();
