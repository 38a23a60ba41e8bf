import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { isLong } from '../test-length.ts';
import { breakFile, examine, type Fate, filesOf, makeCopy } from './broken-copies.ts';
import type { Place } from './cycles.ts';

let folder: string;
let sound: string;
let last: Place | null;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'navigator-damage-'));
  sound = join(folder, 'sound');
  last = makeCopy(sound);
  return () => rmSync(folder, { recursive: true, force: true });
});

/** A long run tries three times as much. */
const share = isLong ? 3 : 1;
const flips = 80 * share;
const cuts = 40 * share;
const tears = 20 * share;

/** A number below a limit that follows from a seed, so that a failing case can be repeated. */
function drawn(seed: string, limit: number): number {
  return createHash('sha256').update(seed).digest().readUInt32BE() % limit;
}

interface Case {
  readonly name: string;
  readonly change: (bytes: Buffer) => Buffer;
}

function fateOf({ name, change }: Case): Fate {
  const broken = join(folder, 'broken');
  breakFile(sound, broken, name, change);
  return examine(broken, last);
}

/** Examines every case, then all broken ones a second time as they were left: whatever it was, the copy has healed. */
function fatesOf(cases: readonly Case[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of cases) {
    const fate = fateOf(one);
    expect(fate, one.name).not.toMatchObject({ kind: 'silentlyWrong' });
    expect(fate, one.name).not.toMatchObject({ kind: 'refused' });
    const after = examine(join(folder, 'broken'), last);
    expect(['whole', 'earlier'], `${one.name} ${JSON.stringify([fate, after])}`).toContain(
      after.kind,
    );
    counts[fate.kind] = (counts[fate.kind] ?? 0) + 1;
  }
  return counts;
}

it('finds nothing wrong in a copy that is sound', () => {
  expect(filesOf(sound).toSorted()).toEqual([
    'cache.db',
    'cache.db-wal',
    'key-check',
    'state.db',
    'state.db.backup-1',
    'state.db.backup-2',
  ]);
  expect(fateOf({ name: 'key-check', change: (bytes) => bytes })).toEqual({ kind: 'whole' });
});

it(`notices a flipped bit or is not harmed by it, at ${flips} places of all files`, {
  timeout: 600_000,
}, () => {
  const cases = Array.from({ length: flips }, (_, number) => {
    const names = filesOf(sound);
    // Half of them in the cache, whose pages are the most; the others in each file in turn.
    const name = number % 2 === 0 ? 'cache.db' : (names[(number >> 1) % names.length] ?? '');
    const change = (bytes: Buffer): Buffer => {
      // One in eight in the head, which the cipher leaves readable.
      const at = drawn(`${number} place`, number % 8 === 0 ? 100 : bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << drawn(`${number} bit`, 8));
      return bytes;
    };
    return { name, change };
  });
  const fates = fatesOf(cases);
  expect(fates.mended).toBeGreaterThan(flips / 6);
});

it(`notices ${isLong ? 'each' : 'every third'} flipped bit of the readable head`, {
  timeout: 600_000,
}, () => {
  const bits = Array.from({ length: 8 * 8 * share }, (_, number) => (number * 3) / share);
  const cases = bits.map((bit) => ({
    name: bit % 2 === 0 ? 'cache.db' : 'state.db',
    change: (bytes: Buffer): Buffer => {
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return bytes;
    },
  }));
  fatesOf(cases);
});

it(`notices that a file was cut or is not harmed by it, at ${cuts} lengths of all files`, {
  timeout: 600_000,
}, () => {
  const cases = Array.from({ length: cuts }, (_, number) => {
    const names = filesOf(sound);
    const name = names[number % names.length] ?? '';
    const change = (bytes: Buffer): Buffer => {
      const length = drawn(`${number} length`, bytes.length);
      // A third of them at the end of a page, where a cut looks most like a shorter file.
      return bytes.subarray(0, number % 3 === 0 ? length - (length % 4096) : length);
    };
    return { name, change };
  });
  const fates = fatesOf(cases);
  expect(fates.mended).toBeGreaterThan(cuts / 6);
});

it('is not harmed by a torn log: its end lost, zeroed, or of an earlier moment', {
  timeout: 600_000,
}, () => {
  const cases = Array.from({ length: tears }, (_, number) => {
    const name = 'cache.db-wal';
    const change = (bytes: Buffer): Buffer => {
      const from = drawn(`${number} torn`, bytes.length);
      if (number % 2 === 0) return bytes.fill(0, from);
      // A sector that was never written holds what was there before.
      return bytes.fill(bytes.subarray(0, 512), from, Math.min(from + 512, bytes.length));
    };
    return { name, change };
  });
  const fates = fatesOf(cases);
  expect(Object.keys(fates).toSorted()).toEqual(['earlier', 'whole']);
});
