import { fork } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { createLibrary, type Library } from '../../../electron/library/library.ts';
import type { Outcome } from '../../../electron/library/outcome.ts';
import { rowsText } from '../../../electron/library/process/rows-text.ts';
import { figure } from '../median.ts';
import { ordersQuery } from './asked.ts';
import { benchKey } from './copies.ts';
import type { Measuring } from './measure.ts';
import { columns, orders, set } from './orders.ts';

const pages = 200;

/** A library over a process of its own. */
export function forkedLibrary(folder: string): Library {
  const entry = join(import.meta.dirname, '../../electron/library/library-entry.ts');
  return createLibrary({
    fork: () => {
      const child = fork(entry, { serialization: 'advanced' });
      return {
        postMessage: (message) => child.send(Object(message)),
        on: (event, listener) => child.on(event, listener),
        once: (event, listener) => child.once(event, listener),
        kill: () => child.kill(),
      };
    },
    folder,
    key: () => Promise.resolve(benchKey.slice()),
    language: () => 'bg',
    limitBytes: 10_000_000_000,
    onNews: () => undefined,
    sleep: () => Promise.resolve(),
  });
}

function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

/** Reads pages through the process while another hand writes pages as fast as they are taken. */
export async function measureReadsWhileWriting({ folder }: Measuring): Promise<readonly string[]> {
  const library = forkedLibrary(join(folder, 'busy'));
  must(await library.open());
  const page = { set, columns, receivedAt: 1, sync: '""' };
  must(await library.ask('startStaging', { set, columns, sync: '""' }));
  for (let from = 0; from < 20_000; from += 100) {
    must(
      await library.ask('writeStagedPage', { ...page, rows: rowsText(orders(from, from + 100)) }),
    );
  }
  must(await library.ask('publishStaging', { set, at: 1, sync: '""' }));
  must(await library.ask('prepareOrder', { set, column: 'DocumentDate', enumValues: [] }));
  must(await library.ask('buildSearchIndex', { set }));

  // Made before, so that the stalls of this process are those of passing messages on.
  const changes = Array.from({ length: pages }, (_, index) =>
    orders(index * 100, index * 100 + 100),
  );
  let isWriting = true;
  let written = 0;
  const writing = (async () => {
    for (let at = 0; isWriting; at += 1) {
      const rows = rowsText(changes[at % pages] ?? []);
      const changed = { ...page, rows, deletedIds: [], receivedAt: at + 2 };
      must(await library.ask('writeSyncPage', changed));
      written += 1;
    }
  })();

  const readPage = async (offset: number): Promise<number> => {
    const start = performance.now();
    const order = [{ column: 'DocumentDate', direction: 'descending' }] as const;
    must(await library.ask('queryRows', { query: ordersQuery({ order }), offset, limit: 100 }));
    return performance.now() - start;
  };
  // The first ones run code that was not compiled yet.
  for (let read = 0; read < 100; read += 1) await readPage(read * 50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times: number[] = [];
  const before = written;
  const began = performance.now();
  for (let read = 0; read < 300; read += 1) {
    times.push(await readPage(read * 50));
    await turn();
  }
  delay.disable();
  const seconds = (performance.now() - began) / 1000;
  isWriting = false;
  await writing;
  await library.close();
  const sorted = times.toSorted((a, b) => a - b);
  return [
    figure(
      'Page of 100 through the process while a sync writes, p95',
      sorted[285] ?? Number.NaN,
      'ms',
    ),
    figure('  median', sorted[150] ?? Number.NaN, 'ms'),
    figure(
      '  rows written a second meanwhile, index and all',
      ((written - before) * 100) / seconds,
      '',
    ),
    figure('  longest stall of the asking process', delay.max / 1e6, 'ms'),
  ];
}
