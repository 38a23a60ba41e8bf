import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EntitySetSummary } from '../../../electron/contract/rows.ts';
import { type EntitySetModel, toSummaries } from '../../../electron/instance/model.ts';
import { compactModel } from '../../../electron/instance/model-document.ts';
import { cacheMigrations } from '../../../electron/library/cache/cache-schema.ts';
import { createModelCompiler } from '../../../electron/library/cache/model-compiler.ts';
import { searchModel } from '../../../electron/library/cache/model-search.ts';
import { readModel, readModelSet, writeModel } from '../../../electron/library/cache/models.ts';
import { type Connection, connect } from '../../../electron/library/database/cipher.ts';
import { migrate } from '../../../electron/library/database/migration.ts';
import { modelPartLength } from '../../../electron/library/process/operations.ts';
import {
  directoryFromJson,
  directoryToJson,
  setFromJson,
} from '../../../electron/model/model-json.ts';
import { setSearch } from '../../../renderer/navigator/set-search.ts';
import { paletteGroups } from '../../../renderer/palette/palette-groups.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { benchKey } from '../library/copies.ts';
import { figure, median } from '../median.ts';
import { setCount, syntheticModel, syntheticSet } from './synthetic-model.ts';

const language = 'bg';
const version = '26.2.0.76';
const receivedAt = 1_700_000_000_000;

/** What this process holds after all garbage is gone, in the heap and beside it, in bytes. */
function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Compiles the model as the writer does; the longest piece is what another write would wait for. */
function compile(folder: string, text: string): readonly string[] {
  const path = join(folder, 'cache.db');
  const cache = connect({ path, key: benchKey, worth: 'rebuildable', access: 'readWrite' });
  migrate(cache, cacheMigrations);
  const headings = compactModel.parse(JSON.parse(text));
  const directory = directoryToJson(toSummaries(headings, language));
  writeModel(cache, { language, version, receivedAt, directory });
  const compiler = createModelCompiler(cache);
  const count = Math.ceil(text.length / modelPartLength);
  const times = Array.from({ length: count }, (_, part) => {
    const piece = text.slice(part * modelPartLength, (part + 1) * modelPartLength);
    const given = { language, version, receivedAt, oldNames: {}, part, text: piece };
    return timed(() => {
      compiler.take({ ...given, isLast: part === count - 1 });
    });
  });
  const names = cache.prepare<[], number>('SELECT count(*) FROM model_name').pluck().get();
  cache.close();
  return [
    figure(
      'Compiling the model, all of it',
      times.reduce((sum, time) => sum + time, 0) / 1000,
      's',
    ),
    figure('  longest piece of it', Math.max(...times), 'ms'),
    figure('  names in the index', names ?? 0, ''),
  ];
}

interface Opened {
  readonly cache: Connection;
  readonly list: readonly EntitySetSummary[];
  readonly detail: EntitySetModel;
}

/** What a start does: the connection, the list of sets, and the details of the one that was open. */
function open(folder: string, set: string): Opened {
  const path = join(folder, 'cache.db');
  const cache = connect({ path, key: benchKey, worth: 'rebuildable', access: 'read' });
  const list = directoryFromJson(readModel(cache, language)?.directory ?? '');
  const detail = setFromJson(readModelSet(cache, { language, set })?.detail ?? '');
  if (list === null || detail === null) throw new Error('The model is not kept.');
  return { cache, list, detail };
}

/** Opens the model many times. Processor time is what others on the machine disturb least. */
function openings(folder: string, set: string): readonly string[] {
  const count = 100;
  const used = process.cpuUsage();
  const times = Array.from({ length: count }, () => {
    const start = performance.now();
    const { cache } = open(folder, set);
    const milliseconds = performance.now() - start;
    cache.close();
    return milliseconds;
  });
  const { user, system } = process.cpuUsage(used);
  return [
    figure('Opening the model: connection, list, one set', median(times), 'ms'),
    figure('  the same in processor time, with closing it', (user + system) / 1000 / count, 'ms'),
    figure('  the fastest', Math.min(...times), 'ms'),
  ];
}

/** Beginnings and middles, of labels and technical names, of one letter and of several words, found often, seldom and never. */
const sought = [
  'д',
  'до',
  'документ',
  'кумен',
  'номер сума',
  'партида 17',
  'customer',
  'SupplierDocument38',
  'ref',
  'т 4',
  'няма такова',
];

/** What all of the model takes that is parsed at once, in bytes. */
function parsedBytes(text: string): number {
  const before = held();
  const parsed: unknown = JSON.parse(text);
  const bytes = held() - before;
  // Used after the measurement, so that it lives until then.
  if (!Array.isArray(parsed) || parsed.length !== setCount) throw new Error('Another model.');
  return bytes;
}

/** Searches in a model that is open. */
function searches({ cache }: Opened): readonly string[] {
  const search = (text: string): number =>
    searchModel(cache, { language, text, limit: 50 })?.names.length ?? 0;
  return sought.map((text) => {
    const found = search(text);
    const times = Array.from({ length: 100 }, () => timed(() => search(text)));
    return figure(`Search over all names, “${text}”, ${found} found`, median(times), 'ms');
  });
}

/** What the window does for each letter typed into the palette: ranks all sets, and the columns that the search has found. */
function rankings({ list, cache }: Opened): readonly string[] {
  const findSets = setSearch(list, []);
  const labels = new Map(list.map(({ name, label }) => [name, label]));
  const medians = [...sought, 'SO', 'o'].map((text) => {
    const members = searchModel(cache, { language, text, limit: 60 })?.names ?? [];
    const sources = {
      ...{ sets: list, findSets, members, recent: [], recentRecords: [], views: [] },
      ...{ openSet: null, commands: [], accounts: [], records: [] },
      labelOf: (set: string) => labels.get(set) ?? set,
    };
    return median(Array.from({ length: 100 }, () => timed(() => paletteGroups(text, sources))));
  });
  return [
    figure(
      `Ranking ${list.length} sets and 60 columns for the palette`,
      Math.max(...medians),
      'ms',
    ),
  ];
}

/**
 * What a model of the largest size costs.
 * @param parent folder for the files, removed by the caller
 */
export function measureModel(parent: string): void {
  const folder = join(parent, 'model');
  mkdirSync(folder, { recursive: true });
  const print = (...lines: readonly string[]): void => {
    for (const line of lines) console.log(line);
  };
  const text = syntheticModel();
  print(figure('The model in detail, JSON', Buffer.byteLength(text) / 1e6, 'MB'));
  print(...compile(folder, text));
  const floor = parsedBytes(text);

  const { Name: set } = compactModel.element.parse(syntheticSet(7));
  const first = timed(() => open(folder, set).cache.close());
  print(...openings(folder, set), figure('  the first time, code not compiled yet', first, 'ms'));

  const before = held();
  const opened = open(folder, set);
  const lines = [...searches(opened), ...rankings(opened)];
  const ours = held() - before;
  print(
    figure('Held by the model, open and searched', ours / 1024, 'KiB'),
    figure('  by the parsed JSON', floor / 1024, 'KiB'),
    figure('  which is so many times as much', floor / ours, ''),
    ...lines,
  );
  if (opened.list.length !== setCount || opened.detail.members.size === 0) {
    throw new Error('Another model.');
  }
  opened.cache.close();
}
