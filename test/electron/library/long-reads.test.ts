import { expect, it } from 'vitest';
import { LibraryError } from '../../../electron/library/database/fault.ts';
import type { Slices } from '../../../electron/library/database/slices.ts';
import { createLongReads } from '../../../electron/library/process/long-reads.ts';

/** Long reads whose next slices run when the test says so. */
function steppedReads() {
  const due: (() => void)[] = [];
  const reads = createLongReads((work) => due.push(work));
  /** Runs what is due now, but not what it makes due. @returns whether there was anything */
  const step = (): boolean => {
    const now = due.splice(0);
    for (const work of now) work();
    return now.length > 0;
  };
  return { reads, step };
}

/** Counts up to a number, one a slice. */
function* counting(to: number, noted: number[]): Slices<string> {
  for (let count = 1; count <= to; count += 1) {
    noted.push(count);
    yield;
  }
  return `counted to ${to}`;
}

it('gives what the last slice gives, and lets each read advance in its turn', async () => {
  const { reads, step } = steppedReads();
  const noted: number[] = [];
  const long = reads.run(1, counting(3, noted));
  expect(noted).toEqual([1]);
  const short = reads.run(2, counting(1, noted));
  expect(noted).toEqual([1, 1]);
  step();
  expect(noted).toEqual([1, 1, 2]);
  expect(await short).toEqual({ ok: true, value: 'counted to 1' });
  while (step());
  expect(await long).toEqual({ ok: true, value: 'counted to 3' });
});

it('does nothing more for a read that was cancelled', async () => {
  const { reads, step } = steppedReads();
  const noted: number[] = [];
  const read = reads.run(1, counting(3, noted));
  reads.cancel(1);
  expect(await read).toEqual({ ok: false, error: { code: 'cancelled' } });
  expect(step()).toBe(true);
  expect(step()).toBe(false);
  expect(noted).toEqual([1]);
});

it('tells why all reads end when their connection is closed', async () => {
  const { reads, step } = steppedReads();
  const noted: number[] = [];
  const under = [reads.run(1, counting(3, noted)), reads.run(2, counting(3, noted))];
  reads.close('damaged');
  step();
  const failure = { ok: false, error: { code: 'damaged' } };
  expect(await Promise.all(under)).toEqual([failure, failure]);
  expect(noted).toEqual([1, 1]);
});

it('fails with what a slice throws', async () => {
  const { reads, step } = steppedReads();
  const failing = function* (): Slices<never> {
    yield;
    throw new LibraryError({ code: 'damaged', detail: 'SQLITE_CORRUPT' });
  };
  const read = reads.run(1, failing());
  step();
  expect(await read).toMatchObject({ ok: false, error: { code: 'damaged' } });
  expect(step()).toBe(false);
});
