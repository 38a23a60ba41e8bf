import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rowsText } from '../../../electron/library/process/rows-text.ts';
import { createWriter } from '../../../electron/library/process/writer.ts';
import type { FromWriter, ToWriter } from '../../../electron/library/process/writer-messages.ts';
import { columns, customers, set } from './cache/sample-rows.ts';
import { closed, opened, sampleKey } from './opened-account.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A writer whose turns are taken by the test. */
function writerOf(folder: string) {
  const sent: FromWriter[] = [];
  const turns: (() => void)[] = [];
  let afterStart = (): void => undefined;
  const receive = createWriter({
    send: (message) => sent.push(message),
    later: (work) => turns.push(work),
    afterStart: (work) => {
      afterStart = work;
    },
  });
  const path = join(folder, 'cache.db');
  receive({ kind: 'open', path, key: sampleKey, language: 'bg', limitBytes: 1_000_000 });
  return {
    sent,
    receive,
    endStart: () => afterStart(),
    turn: () => turns.shift()?.(),
    runAll() {
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
    },
  };
}

function write(id: number, from: number, to: number): ToWriter {
  const rows = [rowsText(customers(from, to))];
  const given = { set, columns, rows, deletedIds: [], receivedAt: 1000, sync: '""' };
  return { kind: 'do', id, name: 'writeSyncPage', given };
}

it('does what is asked between the slices of what takes long', () => {
  const folder = temporaryFolder();
  closed(opened(folder));
  const writer = writerOf(folder);
  for (let part = 0; part < 10; part += 1) writer.receive(write(1, part * 250, part * 250 + 250));
  for (let part = 0; part < 10; part += 1) writer.turn();
  writer.receive({ kind: 'do', id: 2, name: 'buildSearchIndex', given: { set } });
  writer.turn();
  writer.turn();
  writer.receive(write(3, 2500, 2510));
  writer.runAll();
  writer.receive({ kind: 'close' });
  const done = writer.sent.flatMap((message) => (message.kind === 'done' ? [message.id] : []));
  expect(done.slice(9)).toEqual([1, 3, 2]);
});

it('leaves out what was taken back before it began', () => {
  const folder = temporaryFolder();
  closed(opened(folder));
  const writer = writerOf(folder);
  writer.receive(write(1, 0, 10));
  writer.receive(write(2, 10, 20));
  writer.receive({ kind: 'cancel', id: 1 });
  writer.runAll();
  writer.receive({ kind: 'close' });
  const { cache } = opened(folder);
  expect(cache.prepare('SELECT count(*) FROM rows_1_1').pluck().get()).toBe(10);
});

it('makes room by itself as it writes', () => {
  const folder = temporaryFolder();
  closed(opened(folder));
  const writer = writerOf(folder);
  for (let page = 0; page < 200; page += 1) {
    const rows = customers(page * 100, page * 100 + 100);
    const at = { cursor: null, receivedAt: page, query: `query ${page}`, run: 1, position: 0 };
    writer.receive({
      kind: 'do',
      id: page,
      name: 'writeResultPage',
      given: { ...at, set, columns, rows },
    });
  }
  writer.runAll();
  writer.receive({ kind: 'close' });
  const { cache } = opened(folder);
  const left = cache.prepare('SELECT query FROM result ORDER BY used_at').pluck().all();
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(100);
  expect(left.at(-1)).toBe('query 199');
});

it('finds damage that nobody has met, once the start is over', () => {
  const folder = temporaryFolder();
  const account = opened(folder);
  closed(account);
  const before = writerOf(folder);
  before.receive(write(1, 0, 1000));
  before.runAll();
  before.receive({ kind: 'close' });
  const file = join(folder, 'cache.db');
  const bytes = readFileSync(file);
  const middle = bytes.length - 8192 * 10 + 5;
  bytes[middle] = (bytes[middle] ?? 0) ^ 4;
  writeFileSync(file, bytes);

  const writer = writerOf(folder);
  writer.runAll();
  expect(writer.sent).toEqual([]);
  writer.endStart();
  writer.runAll();
  expect(writer.sent).toContainEqual(expect.objectContaining({ kind: 'damaged' }));
  writer.receive({ kind: 'close' });
});
