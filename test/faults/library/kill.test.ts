import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openAccount } from '../../../electron/library/account-opening.ts';
import { readValue } from '../../../electron/library/state/state-values.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { bundleProgram } from '../program-bundle.ts';
import { isLong } from '../test-length.ts';
import { isAtLeast, type Place, placeOf, rowsAt, rowsIn } from './cycles.ts';
import { faultKey } from './fault-key.ts';

const rounds = isLong ? 200 : 80;
const longestLife = 40;

const place = z.object({
  cycle: z.number(),
  phase: z.enum(['staging', 'following']),
  page: z.number(),
});
const told = z.union([z.object({ place }), z.object({ counter: z.number() })]);

/** Lets a process write for some milliseconds after its first commit, kills it, and returns what it had told by then. */
async function writeAndKill(
  program: string,
  folder: string,
  milliseconds: number,
): Promise<z.infer<typeof told>[]> {
  const writer = spawn(process.execPath, [program, folder]);
  const exited = once(writer, 'exit');
  const output = text(writer.stdout);
  const errors = text(writer.stderr);
  await Promise.race([once(writer.stdout, 'readable'), exited]);
  await pause(milliseconds);
  writer.kill('SIGKILL');
  await exited;
  if (writer.signalCode !== 'SIGKILL') throw new Error(await errors);
  // Lines are written whole, but for the one under way.
  const lines = (await output).split('\n').slice(0, -1);
  return lines.map((line) => told.parse(JSON.parse(line)));
}

function lastOf(messages: readonly z.infer<typeof told>[]): { place?: Place; counter: number } {
  let last: { place?: Place; counter: number } = { counter: 0 };
  for (const message of messages) last = { ...last, ...message };
  return last;
}

it('loses no committed page and breaks nothing, wherever the process is killed', {
  timeout: 900_000,
}, async () => {
  const folder = join(temporaryFolder(), 'copy');
  const bundle = await bundleProgram(join(import.meta.dirname, 'endless-writer.ts'));
  onTestFinished(() => bundle.remove());
  let reached: Place | null = null;
  const phases = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    // Spread evenly instead of drawn, so that a failing run can be repeated.
    const last = lastOf(await writeAndKill(bundle.program, folder, (round * 7) % longestLife));

    const account = openAccount({ folder, key: faultKey, now: () => 0 });
    if (account.kind === 'failed') throw new Error(account.error.code);
    const { state, cache, mendings } = account;
    expect(mendings).toEqual([]);
    for (const database of [state, cache]) {
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    }
    reached = placeOf(cache);
    if (last.place !== undefined) expect(isAtLeast(reached, last.place)).toBe(true);
    expect(rowsIn(cache)).toEqual(rowsAt(reached));
    expect(Number(readValue(state, 'counter')?.json ?? '0')).toBeGreaterThanOrEqual(last.counter);
    phases.add(reached?.phase ?? 'none');
    state.close();
    cache.close();
  }
  // It went on each time, through both phases.
  expect(reached?.cycle).toBeGreaterThan(3);
  expect([...phases]).toEqual(expect.arrayContaining(['staging', 'following']));
});
