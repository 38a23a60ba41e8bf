import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageSize } from '../../../electron/library/database/cipher.ts';
import { rowsText } from '../../../electron/library/process/rows-text.ts';
import { sampleQuery } from './cache/sample-query.ts';
import { columns, customers, names, set } from './cache/sample-rows.ts';
import { forkedLibrary } from './forked-library.ts';
import { otherKey } from './opened-account.ts';
import { temporaryFolder } from './temporary-folder.ts';

const query = 'all customers';
const range = { query, set, columns: names, offset: 0, limit: 100 };

function page(from: number, to: number) {
  return {
    query,
    set,
    columns,
    run: 1,
    position: from,
    rows: customers(from, to),
    cursor: 'next',
    receivedAt: 1000,
  };
}

it('answers across the process what was written across the process', async () => {
  const { library } = forkedLibrary(temporaryFolder());
  expect(await library.open()).toEqual({ ok: true, value: [] });
  expect(await library.ask('readResult', range)).toEqual({ ok: true, value: null });
  expect(await library.ask('writeResultPage', page(0, 100))).toEqual({ ok: true, value: null });

  const read = await library.ask('readResult', range);
  const rows = customers(0, 100).map((row) => ({ ...row, seenAt: 1000 }));
  expect(read).toMatchObject({ ok: true, value: { rows, kept: 100, cursor: 'next' } });
  await library.close();
});

it('keeps everything for the next start', async () => {
  const folder = temporaryFolder();
  const first = forkedLibrary(folder).library;
  await first.open();
  await first.ask('writeState', { name: 'workspace', json: '{"tabs":1}' });
  await first.ask('writeSyncPage', {
    set,
    columns,
    rows: [rowsText(customers(0, 50))],
    deletedIds: [],
    receivedAt: 1000,
    sync: '"page 2"',
  });
  await first.ask('prepareOrder', { set, column: 'Number', enumValues: [] });
  await first.ask('buildSearchIndex', { set });
  await first.close();

  const second = forkedLibrary(folder).library;
  await second.open();
  expect(await second.ask('readState', { name: 'workspace' })).toMatchObject({
    value: { json: '{"tabs":1}' },
  });
  expect(await second.ask('readSyncState', { set })).toMatchObject({ value: { sync: '"page 2"' } });
  expect(await second.ask('listSets', {})).toMatchObject({
    value: [{ name: set, isKept: false, isPulling: false, searchIndex: 'ready' }],
  });
  const order = [{ column: 'Number', direction: 'descending' }] as const;
  const local = sampleQuery({ columns: ['Number'], search: 'гранит', order });
  expect(await second.ask('queryRows', { query: local, offset: 0, limit: 2 })).toMatchObject({
    value: { total: 50, rows: [{ cells: ['C9'] }, { cells: ['C8'] }] },
  });
  await second.close();
});

it('starts the process again when it dies, tells what was lost, and goes on where it was', async () => {
  const { library, processes, nextNews } = forkedLibrary(temporaryFolder());
  await library.open();
  await library.ask('writeResultPage', page(0, 50));
  const restarted = nextNews('restarted');
  const lost = library.ask('buildSearchIndex', { set });
  await Promise.resolve();
  processes[0]?.kill('SIGKILL');

  expect(await lost).toEqual({ ok: false, error: { code: 'lost' } });
  expect(await restarted).toEqual({ kind: 'restarted', lost: 1 });
  expect(await library.ask('readResult', range)).toMatchObject({ value: { kept: 50 } });
  await library.close();
});

it('gives up on a process that dies at every start, until it is opened again', async () => {
  const { library, processes, news, nextNews } = forkedLibrary(temporaryFolder(), {
    key: () => {
      // By the time the key is there the process of this start has been forked and can be killed.
      setImmediate(() => processes.at(-1)?.kill('SIGKILL'));
      return Promise.resolve(new Uint8Array(32));
    },
  });
  const gaveUp = nextNews('gaveUp');
  await library.open();
  await gaveUp;
  expect(processes).toHaveLength(6);
  expect(news).toEqual([{ kind: 'gaveUp' }]);
  expect(await library.ask('listSets', {})).toEqual({ ok: false, error: { code: 'closed' } });
});

it('takes a question back that has not begun', async () => {
  const { library } = forkedLibrary(temporaryFolder());
  await library.open();
  const cancelling = new AbortController();
  const asked = library.ask('writeResultPage', page(0, 10), cancelling.signal);
  const after = library.ask('listSets', {});
  await Promise.resolve();
  cancelling.abort();
  expect(await asked).toEqual({ ok: false, error: { code: 'cancelled' } });
  expect(await after).toEqual({ ok: true, value: [] });
  await library.close();
});

it('refuses what does not have the agreed shape', async () => {
  const { library } = forkedLibrary(temporaryFolder());
  await library.open();
  const tooMany = { ...page(0, 101) };
  expect(await library.ask('writeResultPage', tooMany)).toEqual({
    ok: false,
    error: { code: 'badRequest', detail: 'writeResultPage' },
  });
  await library.close();
});

it('opens for its own account only', async () => {
  const folder = temporaryFolder();
  const { library } = forkedLibrary(folder);
  await library.open();
  await library.close();
  const other = forkedLibrary(folder, { key: () => Promise.resolve(otherKey.slice()) }).library;
  expect(await other.open()).toEqual({ ok: false, error: { code: 'wrongKey' } });
  expect(await other.ask('listSets', {})).toEqual({ ok: false, error: { code: 'closed' } });
});

/** Writes some pages and a state, and then flips a bit on every page of the cache from a page on. */
async function damagedFrom(folder: string, first: number): Promise<void> {
  const { library } = forkedLibrary(folder);
  await library.open();
  for (let from = 0; from < 1000; from += 100) {
    await library.ask('writeResultPage', page(from, from + 100));
  }
  await library.ask('writeState', { name: 'workspace', json: '"mine"' });
  await library.close();
  const file = join(folder, 'cache.db');
  const bytes = readFileSync(file);
  for (let at = first * pageSize + 100; at < bytes.length; at += pageSize) {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  }
  writeFileSync(file, bytes);
}

it('heals a cache whose damage shows while it runs, says so, and keeps the state', async () => {
  const folder = temporaryFolder();
  await damagedFrom(folder, 40);
  const { library, nextNews } = forkedLibrary(folder);
  const mended = nextNews('mended');
  expect(await library.open()).toEqual({ ok: true, value: [] });
  const last = { ...range, offset: 900 };
  expect(await library.ask('readResult', last)).toMatchObject({ error: { code: 'damaged' } });
  expect(await mended).toEqual({ kind: 'mended', mending: { kind: 'cacheRebuilt' } });
  expect(await library.ask('readResult', range)).toEqual({ ok: true, value: null });
  expect(await library.ask('writeResultPage', page(0, 10))).toEqual({ ok: true, value: null });
  expect(await library.ask('readState', { name: 'workspace' })).toMatchObject({
    value: { json: '"mine"' },
  });
  expect(readdirSync(folder).some((name) => name.startsWith('cache.db.damaged-'))).toBe(true);
  await library.close();
});

it('heals a cache whose damage shows as its writer opens it', async () => {
  const folder = temporaryFolder();
  await damagedFrom(folder, 4);
  const { library, nextNews } = forkedLibrary(folder);
  const mended = nextNews('mended');
  expect(await library.open()).toEqual({ ok: true, value: [] });
  expect(await mended).toEqual({ kind: 'mended', mending: { kind: 'cacheRebuilt' } });
  expect(await library.ask('writeResultPage', page(0, 10))).toEqual({ ok: true, value: null });
  await library.close();
});

it('leaves nothing behind when it is shredded', async () => {
  const folder = join(temporaryFolder(), 'library');
  const { library, processes } = forkedLibrary(folder);
  await library.open();
  await library.ask('writeState', { name: 'workspace', json: '""' });
  expect(await library.shred()).toEqual({ ok: true, value: null });
  expect(existsSync(folder)).toBe(false);
  expect(processes[0]?.signalCode).toBe('SIGTERM');
  expect(await library.ask('listSets', {})).toEqual({ ok: false, error: { code: 'closed' } });
});
