import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { columns, customers, names, set } from '../../electron/library/cache/sample-rows.ts';
import { forkedLibrary } from '../../electron/library/forked-library.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';

const query = 'all customers';
const isRoot = process.getuid?.() === 0 && process.platform === 'linux';

/** A file system of a few hundred kilobytes, unmounted after the test. */
function smallDisk(size: string): string {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

it.skipIf(!isRoot)(
  'says that the disk is full, keeps what it has, and goes on when there is room again',
  { timeout: 120_000 },
  async () => {
    const disk = smallDisk('1500k');
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(500_000));
    const { library, processes } = forkedLibrary(join(disk, 'library'));
    expect(await library.open()).toMatchObject({ ok: true });
    expect(await library.ask('writeState', { name: 'workspace', json: '"mine"' })).toMatchObject({
      ok: true,
    });

    const page = (from: number) => ({
      query,
      set,
      columns,
      run: 1,
      position: from,
      rows: customers(from, from + 100),
      cursor: 'next',
      receivedAt: 1000,
    });
    let kept = 0;
    let written = await library.ask('writeResultPage', page(0));
    while (written.ok) {
      kept += 100;
      written = await library.ask('writeResultPage', page(kept));
    }
    expect(written).toMatchObject({ error: { code: 'diskFull' } });

    const range = { query, set, columns: names, offset: kept - 100, limit: 100 };
    expect(await library.ask('readResult', range)).toMatchObject({ ok: true, value: { kept } });
    expect(await library.ask('readState', { name: 'workspace' })).toMatchObject({
      value: { json: '"mine"' },
    });

    rmSync(ballast);
    expect(await library.ask('writeResultPage', page(kept))).toEqual({ ok: true, value: null });
    expect(await library.ask('readResult', range)).toMatchObject({ value: { kept: kept + 100 } });
    expect(processes).toHaveLength(1);
    await library.close();
  },
);

it.skipIf(!isRoot)(
  'says so when it can’t even be opened, and leaves what is there alone',
  { timeout: 120_000 },
  async () => {
    const disk = smallDisk('16k');
    const { library, processes } = forkedLibrary(join(disk, 'library'));
    expect(await library.open()).toMatchObject({ ok: false, error: { code: 'diskFull' } });
    expect(processes).toHaveLength(1);
  },
);
