import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Library } from '../../../electron/library/library.ts';
import type { Outcome } from '../../../electron/library/outcome.ts';
import { mostRowsInText, rowsText } from '../../../electron/library/process/rows-text.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { figure } from '../median.ts';
import { type Stalls, stallsDuring } from '../stalls.ts';
import { ordersQuery } from './asked.ts';
import { forkedLibrary, libraryHere } from './bench-library.ts';
import type { Measuring } from './measure.ts';
import { columns, orders, set } from './orders.ts';

const rowCount = 20_000;
const readsInRound = 60;
const readRounds = 8;

function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

/** The figure that so many of a hundred are not above. */
function percentile(figures: readonly number[], hundredths: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length * hundredths) / 100)] ?? Number.NaN;
}

async function filled(library: Library, texts: readonly string[]): Promise<Library> {
  must(await library.open());
  const page = { set, columns, receivedAt: 1, sync: '""' };
  must(await library.ask('startStaging', { set, columns, sync: '""' }));
  for (const text of texts) {
    must(await library.ask('writeStagedPage', { ...page, rows: [text] }));
  }
  must(await library.ask('publishStaging', { set, at: 1, sync: '""' }));
  must(await library.ask('prepareOrder', { set, column: 'DocumentDate', enumValues: [] }));
  must(await library.ask('buildSearchIndex', { set }));
  return library;
}

/** All rows as a sync sends them. */
function changes(): readonly string[] {
  return Array.from({ length: rowCount / mostRowsInText }, (_, index) =>
    rowsText(orders(index * mostRowsInText, (index + 1) * mostRowsInText)),
  );
}

/** Writes rows as fast as they are taken, until it is stopped. */
function startWriting(library: Library, texts: readonly string[]): () => Promise<number> {
  let isWriting = true;
  const writing = (async () => {
    let written = 0;
    for (; isWriting; written += 1) {
      const rows = [texts[written % texts.length] ?? '[]'];
      const page = { set, columns, rows, deletedIds: [], sync: '""' };
      must(await library.ask('writeSyncPage', { ...page, receivedAt: written + 2 }));
    }
    return written * mostRowsInText;
  })();
  return () => {
    isWriting = false;
    return writing;
  };
}

async function readPages(library: Library): Promise<readonly number[]> {
  const times: number[] = [];
  const order = [{ column: 'DocumentDate', direction: 'descending' }] as const;
  for (let read = 0; read < readsInRound; read += 1) {
    const offset = Math.floor((read * rowCount) / readsInRound);
    const start = performance.now();
    must(await library.ask('queryRows', { query: ordersQuery({ order }), offset, limit: 100 }));
    times.push(performance.now() - start);
    await turn();
  }
  return times;
}

interface Reads {
  /** Milliseconds of each read while nothing is written, and while something is. */
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  readonly writtenASecond: number;
  readonly stalls: readonly Stalls[];
}

/** Reads pages from everywhere in an order, while another hand writes pages as fast as they are taken, and while nobody does, in turn. */
async function readBesideWriter(
  library: Library,
  texts: readonly string[],
  read: () => Promise<readonly number[]>,
): Promise<Reads> {
  const alone: number[] = [];
  const beside: number[] = [];
  const stalls: Stalls[] = [];
  let [written, seconds] = [0, 0];
  // What was made until here is not to be moved about meanwhile, and the first reads run code that was not compiled yet.
  collectGarbage();
  await read();
  for (let round = 0; round < readRounds; round += 1) {
    alone.push(...(await read()));
    const began = performance.now();
    const stop = startWriting(library, texts);
    stalls.push(
      await stallsDuring(async () => {
        beside.push(...(await read()));
      }),
    );
    written += await stop();
    seconds += (performance.now() - began) / 1000;
  }
  await library.close();
  return { alone, beside, writtenASecond: written / seconds, stalls };
}

/** What pages take beside a writer: in the library's process itself, and for whoever asks it from another one. */
export async function measureReadsWhileWriting({ folder }: Measuring): Promise<readonly string[]> {
  // Made before, so that the stalls of this process are those of passing messages on.
  const texts = changes();
  const { library: here, pageTimes } = libraryHere(join(folder, 'inside'));
  const inside = await readBesideWriter(await filled(here, texts), texts, async () => {
    pageTimes.length = 0;
    await readPages(here);
    return [...pageTimes];
  });
  const elsewhere = await filled(forkedLibrary(join(folder, 'asked')), texts);
  const asked = await readBesideWriter(elsewhere, texts, () => readPages(elsewhere));
  const name = 'Page of 100';
  return [
    ...figures(`${name} in the process`, inside),
    ...figures(`${name} through the process`, asked),
    figure(
      '  longest stall of the asking process, at work',
      Math.max(...asked.stalls.map(({ longestAtWork }) => longestAtWork)),
      'ms',
    ),
  ];
}

function figures(name: string, { alone, beside, writtenASecond }: Reads): readonly string[] {
  return [
    figure(`${name} while a sync writes, p95`, percentile(beside, 95), 'ms'),
    figure('  median', percentile(beside, 50), 'ms'),
    figure(`${name} while nothing is written, p95`, percentile(alone, 95), 'ms'),
    figure('  median', percentile(alone, 50), 'ms'),
    figure('  rows written a second meanwhile, index and all', writtenASecond, ''),
  ];
}
