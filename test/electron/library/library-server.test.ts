import { expect, it } from 'vitest';
import { writeSyncPage } from '../../../electron/library/cache/sync-state.ts';
import { createLibraryServer } from '../../../electron/library/process/library-server.ts';
import type { FromProcess } from '../../../electron/library/process/messages.ts';
import type { FromWriter, ToWriter } from '../../../electron/library/process/writer-messages.ts';
import { sampleQuery } from './cache/sample-query.ts';
import { columns, customers, set } from './cache/sample-rows.ts';
import { closed, opened, sampleKey } from './opened-account.ts';
import { temporaryFolder } from './temporary-folder.ts';

const rows = 8000;

/** A folder with a set of many rows. */
function keptRows(): string {
  const folder = temporaryFolder();
  const account = opened(folder);
  const page = { set, columns, deletedIds: [], receivedAt: 1000, sync: '""' };
  writeSyncPage(account.cache, { ...page, rows: customers(0, rows) }, 'bg');
  closed(account);
  return folder;
}

/** A writer that only closes. */
function idleThread() {
  let answer: ((message: FromWriter) => void) | undefined;
  return {
    on: (_: 'message', listener: (message: FromWriter) => void) => {
      answer = listener;
    },
    postMessage(message: ToWriter) {
      if (message.kind === 'close') answer?.({ kind: 'closed' });
    },
    terminate: () => Promise.resolve(),
  };
}

/** The process's part of the library in this process, where what it does later is done when the test says so. */
function openServer(folder: string) {
  const sent: FromProcess[] = [];
  const due: (() => void)[] = [];
  const receive = createLibraryServer({
    send: (message) => sent.push(message),
    later: (work) => due.push(work),
    now: () => 1000,
    end: () => undefined,
    startThread: idleThread,
  });
  const given = { folder, key: [...sampleKey], language: 'bg', limitBytes: 100_000_000 };
  receive({ kind: 'open', id: 1, given });
  due.shift()?.();
  expect(sent.splice(0)).toMatchObject([{ id: 1, outcome: { ok: true } }]);
  const step = (): void => {
    for (const work of due.splice(0)) work();
  };
  return { receive, sent, due, step };
}

const order = [{ column: 'Name', direction: 'ascending' }] as const;
const long = {
  kind: 'ask',
  id: 2,
  name: 'queryRows',
  given: { query: sampleQuery({ order }), offset: 0, limit: 2 },
};

it('answers others while it looks through many rows', () => {
  const { receive, sent, due, step } = openServer(keptRows());
  receive(long);
  step();
  expect(sent).toEqual([]);
  receive({ kind: 'ask', id: 3, name: 'readSyncState', given: { set } });
  step();
  expect(sent).toMatchObject([{ id: 3, outcome: { ok: true } }]);
  while (due.length > 0) step();
  return expect.poll(() => sent[1]).toMatchObject({ id: 2, outcome: { value: { total: rows } } });
});

it('looks no further when nobody waits for the answer any more', async () => {
  const { receive, sent, due, step } = openServer(keptRows());
  receive(long);
  step();
  expect(due).not.toEqual([]);
  receive({ kind: 'cancel', id: 2 });
  step();
  step();
  expect(due).toEqual([]);
  await expect
    .poll(() => sent)
    .toMatchObject([{ id: 2, outcome: { error: { code: 'cancelled' } } }]);
});

it('gives up what it looks for when it is closed', async () => {
  const { receive, sent, due, step } = openServer(keptRows());
  receive(long);
  step();
  receive({ kind: 'close', id: 3 });
  while (due.length > 0) step();
  await expect
    .poll(() => sent)
    .toMatchObject([{ id: 2, outcome: { error: { code: 'closed' } } }, { id: 3 }]);
});
