import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

function start(...flags: string[]) {
  const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test('prints the host, the user and the password, obeys its flags, and ends on Ctrl+C', async () => {
  const simulator = start('--port', '0', '--orders', '10', '--discovery-path', 'sys');
  let printed = '';
  for await (const chunk of simulator.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl+C ends it.')) break;
  }
  const host = /127\.0\.0\.1:\d+/.exec(printed)?.[0];
  expect(printed).toContain('maria.petrova, password demo');
  expect((await fetch(`http://${host}/sys/auto-discovery`)).status).toBe(200);
  const exit = new Promise((resolve) => simulator.once('exit', resolve));
  simulator.kill('SIGINT');
  expect(await exit).toBe(0);
});

test.each([
  ['an unknown flag', ['--colour', 'red'], "Unknown option '--colour'"],
  ['a value that makes no sense', ['--orders', 'many'], 'orders'],
])('says what is wrong with %s and does not start', async (_, flags, sentence) => {
  const simulator = start(...flags);
  const exit = new Promise((resolve) => simulator.once('exit', resolve));
  expect(await text(simulator.stderr)).toContain(sentence);
  expect(await exit).toBe(1);
});
