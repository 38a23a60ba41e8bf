/**
 * Counts in a file under a lock, for ever, so that a test can end it at any moment:
 * `node counting-process.ts LOCK FILE`. Each line of the file is the number of the line before plus one. Between the
 * reading and the writing a mark stands beside it, and whoever meets the mark of another process that lives says so.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { success } from '../../../../electron/contract/result.ts';
import { createLockFile } from '../../../../electron/disk/lock-file.ts';
import { isAlive, thisProcess } from '../../../../electron/disk/running-process.ts';
import { systemClock } from '../../../../electron/session/clock.ts';

const [path = '', file = ''] = process.argv.slice(2);
const lock = createLockFile(path, {
  ...{ self: thisProcess(randomBytes), isAlive, random: randomBytes, clock: systemClock },
});
const folder = dirname(file);
const markPrefix = `${basename(file)}.mark-`;
const mark = join(folder, `${markPrefix}${process.pid}`);

function othersInside(): boolean {
  const marks = readdirSync(folder).filter((name) => name.startsWith(markPrefix));
  const pids = marks.map((name) => Number(name.slice(markPrefix.length)));
  return pids.some((pid) => pid !== process.pid && isAlive(pid));
}

async function count(): Promise<void> {
  const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  await sleep(Math.random() * 4);
  appendFileSync(file, `${Number(last) + 1}\n`);
}

for (;;) {
  const result = await lock.hold(async (isStillMine) => {
    writeFileSync(mark, '');
    if (othersInside()) console.log('two at once');
    await count();
    if (!(await isStillMine())) console.log('lost');
    if (othersInside()) console.log('two at once');
    rmSync(mark);
    return success(null);
  });
  console.log(result.ok ? 'counted' : result.error.code);
}
