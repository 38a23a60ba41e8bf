import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openAccount } from '../../../electron/library/account-opening.ts';
import { readResult, writeResultPage } from '../../../electron/library/cache/results.ts';
import { buildSearchIndex } from '../../../electron/library/cache/search-index.ts';
import { prepareOrder } from '../../../electron/library/cache/sort-columns.ts';
import { finishSweep, startSweep, writeSweptIds } from '../../../electron/library/cache/sweep.ts';
import { type Connection, connect } from '../../../electron/library/database/cipher.ts';
import { doAll } from '../../../electron/library/database/slices.ts';
import { readAgedRows } from '../../../electron/library/process/rows-text.ts';
import { readValue, writeValue } from '../../../electron/library/state/state-values.ts';
import type { PlainGroup } from '../../../electron/query/plain-query.ts';
import { compare, describe, figure, median } from '../median.ts';
import { askedPage, askedTotals } from './asked.ts';
import { benchKey, type Cipher, ciphers, type Effort, load, openCopy } from './copies.ts';
import { columns, names, order, orders, set } from './orders.ts';

/** What is measured with: a folder to write in, and how many rows. */
export interface Measuring {
  readonly folder: string;
  readonly rows: number;
  readonly loads: number;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const instead: Record<Exclude<Cipher, 'aegis'>, string> = {
  none: 'the same without encryption',
  sqlcipher: 'the same with SQLCipher’s cipher',
  aes256cbc: 'the same with libsql’s cipher',
};

/**
 * The first load of a kept set with each cipher and with none, in turn, each round beginning with another one. Leaves the app's copy
 * and the one without encryption.
 */
export function measureLoads({ folder, rows, loads }: Measuring): readonly string[] {
  // Code is compiled and the processor is awake before it counts.
  for (const cipher of ciphers) load(folder, cipher, 5_000);
  const efforts: Record<Cipher, Effort[]> = { aegis: [], none: [], sqlcipher: [], aes256cbc: [] };
  for (let round = 0; round < loads; round += 1) {
    const first = round % ciphers.length;
    for (const cipher of [...ciphers.slice(first), ...ciphers.slice(0, first)]) {
      efforts[cipher].push(load(folder, cipher, rows));
    }
  }
  const by = (cipher: Cipher, measure: keyof Effort): number[] =>
    efforts[cipher].map((effort) => effort[measure]);
  const lines = (['none', 'sqlcipher', 'aes256cbc'] as const).flatMap((other) =>
    (['clock', 'processor'] as const).map((measure) => {
      const name = `Staged load of ${rows} rows, ${measureNames[measure]}`;
      const comparison = { ours: by('aegis', measure), floor: by(other, measure) };
      return describe(name, instead[other], comparison);
    }),
  );
  for (const cipher of ['sqlcipher', 'aes256cbc']) rmSync(join(folder, `${cipher}.db`));
  const bytes = statSync(join(folder, 'aegis.db')).size;
  return [
    ...lines,
    figure('  rows a second', (rows / median(by('aegis', 'clock'))) * 1000, ''),
    figure('  bytes on disk a row', bytes / rows, 'B'),
  ];
}

const measureNames: Record<keyof Effort, string> = {
  clock: 'by the clock',
  processor: 'in processor time',
};

/** Pages by a sorted column, near the beginning and far from it, in a connection that has read nothing before. */
export async function measurePages({ folder, rows }: Measuring): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const cipher of ['aegis', 'none'] as const) {
    const copy = openCopy(folder, cipher);
    doAll(prepareOrder(copy, { set, column: 'DocumentDate', enumValues: [] }, 'bg'));
    copy.close();
  }
  const far = Math.min(50_000, rows - 100);
  for (const offset of [0, far]) {
    const order = [{ column: 'DocumentDate', direction: 'descending' }] as const;
    const page = (copy: Connection): number => {
      const milliseconds = timed(() => askedPage(copy, { order }, offset));
      const page = readAgedRows(askedPage(copy, { order }, offset).rows);
      if (page?.length !== 100) throw new Error('No page.');
      return milliseconds;
    };
    const warm = [openCopy(folder, 'aegis'), openCopy(folder, 'none')] as const;
    const comparison = await compare(
      100,
      () => Promise.resolve(page(warm[0])),
      () => Promise.resolve(page(warm[1])),
    );
    for (const copy of warm) copy.close();
    lines.push(describe(`Page of 100 by a sorted column at ${offset}`, instead.none, comparison));
  }
  return lines;
}

/** Queries for which no index is there, so that every row is looked through. */
export function measureLooking({ folder, rows }: Measuring): readonly string[] {
  const copy = openCopy(folder, 'aegis');
  const queries: readonly (readonly [string, () => unknown])[] = [
    ['filtered by a state', () => askedPage(copy, { where: oneState })],
    ['ordered by an amount', () => askedPage(copy, { order: byAmount })],
    ['its amounts added up', () => askedTotals(copy, ['AmountToPay'])],
  ];
  const lines = queries.map(([name, ask]) => {
    const times = Array.from({ length: 7 }, () => timed(ask));
    const milliseconds = (median(times) / rows) * 50_000;
    return figure(`A set without indexes, ${name}, per 50,000 rows`, milliseconds, 'ms');
  });
  copy.close();
  return lines;
}

const oneState: readonly PlainGroup[] = [[{ test: 'oneOf', path: 'State', values: ['Released'] }]];
const byAmount = [{ column: 'AmountToPay', direction: 'ascending' }] as const;

/** Infixes that few rows have, by the index, and what making the index takes. */
export function measureSearch({ folder, rows }: Measuring): readonly string[] {
  const copy = openCopy(folder, 'aegis');
  const building = timed(() => doAll(buildSearchIndex(copy, set)));
  const sought = Array.from({ length: 50 }, (_, index) => {
    const wanted = 1_000_000 + Math.floor((rows / 50) * index);
    return wanted.toString().slice(1);
  });
  const times = sought.map((search) => timed(() => askedPage(copy, { search })));
  copy.close();
  return [
    figure('Making the search index, rows a second', (rows / building) * 1000, ''),
    figure('Contains-search by index, per 100,000 rows', (median(times) / rows) * 100_000, 'ms'),
  ];
}

/** Opening an account after a start: both files, the workspace, the first page. */
export function measureResume({ folder }: Measuring): readonly string[] {
  const account = join(folder, 'account');
  const now = (): number => 1_700_000_000_000;
  const open = () => {
    const opened = openAccount({ folder: account, key: benchKey, now });
    if (opened.kind === 'failed') throw new Error(opened.error.code);
    return opened;
  };
  const first = open();
  writeValue(first.state, 'workspace', JSON.stringify({ tabs: names }), now());
  for (let position = 0; position < 10_000; position += 100) {
    const rows = orders(position, position + 100);
    const page = {
      query: 'first',
      set,
      columns,
      run: 1,
      position,
      rows,
      cursor: 'c',
      receivedAt: now(),
    };
    writeResultPage(first.cache, page, 'bg');
  }
  first.state.close();
  first.cache.close();
  const times = Array.from({ length: 20 }, () => {
    let close = (): void => undefined;
    const milliseconds = timed(() => {
      const { state, cache, files } = open();
      const path = files.cache;
      const reader = connect({ path, key: benchKey, worth: 'rebuildable', access: 'read' });
      readValue(state, 'workspace');
      readResult(reader, { query: 'first', set, columns: names, offset: 0, limit: 100 });
      close = () => {
        for (const connection of [reader, state, cache]) connection.close();
      };
    });
    close();
    return milliseconds;
  });
  return [
    figure('Cold resume: open both files, the workspace, the first page', median(times), 'ms'),
  ];
}

/** Sweeps for deletions over all ids, one in a thousand of which is gone each time. */
export function measureSweep({ folder, rows, loads }: Measuring): readonly string[] {
  const copy = openCopy(folder, 'aegis');
  const ids = Array.from({ length: rows }, (_, number) => order(number).id);
  const whole: number[] = [];
  const finishing: number[] = [];
  for (let gone = 0; gone < loads; gone += 1) {
    const left = ids.filter((_, number) => number % 1000 > gone);
    const reading = timed(() => {
      startSweep(copy, set, '""');
      for (let from = 0; from < left.length; from += 1000) {
        writeSweptIds(copy, set, left.slice(from, from + 1000), '""');
      }
    });
    let deleted = 0;
    const ending = timed(() => {
      deleted = finishSweep(copy, set, 1_800_000_000_000, '""').length;
    });
    if (deleted !== rows / 1000) throw new Error('The sweep deleted other rows.');
    whole.push(reading + ending);
    finishing.push(ending);
  }
  copy.close();
  return [
    figure(`Sweep over ${rows} ids, all local work`, median(whole), 'ms'),
    figure('  of which comparing and deleting', median(finishing), 'ms'),
  ];
}
