import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import type { Library } from '../../../electron/library/library.ts';
import { rowsText } from '../../../electron/library/process/rows-text.ts';
import { asForked, forkedLibrary, forkLibrary } from '../../electron/library/forked-library.ts';
import { sampleKey } from '../../electron/library/opened-account.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';

/** Words of every place that data can be in, none of which may be found on the disk. */
const words = {
  title: 'ЗаглавиеНаКлиента',
  cell: 'Szczególny-cell-text',
  translation: 'ПреведеноИмеНаПродукт',
  id: '7f3b9c1e-5a2d-4e8f-9b6a-1c2d3e4f5a6b',
  set: 'Crm_Sales_SecretiveCustomers',
  column: 'ConfidentialAttribute',
  query: 'words-that-were-searched-for',
  cursor: 'https://instance.example/next-page-of-rows',
  sync: 'watermark-of-the-sync',
  model: 'localized-name-in-the-model',
  workspace: 'ИмеНаИзгледа',
} as const;

/** Each word in the encodings in which SQLite and JavaScript write text, and the key in those in which it travels. */
const traces: readonly Buffer[] = [
  ...Object.values(words).flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word.toLowerCase(), 'utf8'),
    // JSON may escape what is not ASCII.
    Buffer.from(
      JSON.stringify(word).replace(
        /[^ -~]/g,
        (letter) => `\\u0${letter.charCodeAt(0).toString(16)}`,
      ),
    ),
  ]),
  Buffer.from(sampleKey),
  Buffer.from(Buffer.from(sampleKey).toString('hex')),
  Buffer.from(sampleKey.join()),
];

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** The files in which a trace is, with it. */
function tracesUnder(folder: string): readonly string[] {
  return filesUnder(folder).flatMap((file) => {
    const bytes = readFileSync(file);
    return traces
      .filter((trace) => bytes.includes(trace))
      .map((trace) => `${file}: ${trace.toString()}`);
  });
}

const columns = [
  { name: words.column, type: 'text' },
  { name: 'Name', type: 'multilingual' },
] as const;

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: index === 0 ? words.id : randomUUID(),
    title: words.title,
    cells: [`${words.cell} ${index}`, { translations: { bg: words.translation } }],
  }));
}

/** Writes the words wherever a local copy takes any, with all that makes SQLite sort, spill and journal. */
async function writeEverything(library: Library): Promise<void> {
  const { set } = words;
  const results = [
    await library.ask('writeState', { name: 'workspace', json: JSON.stringify(words.workspace) }),
    await library.ask('writeResultPage', {
      query: words.query,
      set,
      columns,
      run: 1,
      position: 0,
      rows: rows(100),
      cursor: words.cursor,
      receivedAt: 1,
    }),
    await library.ask('writeModel', {
      version: '1',
      language: 'bg',
      directory: words.model,
      receivedAt: 1,
    }),
    await library.ask('startStaging', { set, columns, sync: words.sync }),
  ];
  for (let page = 0; page < 30; page += 1) {
    const staged = { set, columns, rows: [rowsText(rows(100))], receivedAt: 2, sync: words.sync };
    results.push(await library.ask('writeStagedPage', staged));
  }
  results.push(await library.ask('publishStaging', { set, at: 3, sync: words.sync }));
  results.push(await library.ask('prepareOrder', { set, column: words.column, enumValues: [] }));
  results.push(await library.ask('buildSearchIndex', { set }));
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
}

it('leaves no word of the data in any file: while it is open, after a kill, after the next start, when closed', {
  timeout: 120_000,
}, async () => {
  const everything = temporaryFolder();
  const folder = join(everything, 'library');
  const temporary = join(everything, 'tmp');
  mkdirSync(temporary);
  const { library, processes, nextNews } = forkedLibrary(folder, {
    fork: () => {
      // Whatever goes to a temporary folder goes to one that is searched.
      const child = forkLibrary({ TMPDIR: temporary, SQLITE_TMPDIR: temporary });
      processes.push(child);
      return asForked(child);
    },
  });
  await library.open();
  await writeEverything(library);
  expect(filesUnder(folder).map((file) => file.slice(folder.length + 1))).toEqual(
    expect.arrayContaining([
      'cache.db',
      'cache.db-wal',
      'cache.db-shm',
      'state.db',
      'state.db-journal',
    ]),
  );
  expect(tracesUnder(everything)).toEqual([]);

  const restarted = nextNews('restarted');
  processes.at(-1)?.kill('SIGKILL');
  await restarted;
  expect(tracesUnder(everything)).toEqual([]);
  const again = { query: words.query, set: words.set, columns: ['Name'], offset: 0, limit: 1 };
  expect(await library.ask('readResult', again)).toMatchObject({
    value: { rows: [{ id: words.id, title: words.title }] },
  });

  await library.close();
  expect(filesUnder(folder).map((file) => file.slice(folder.length + 1))).toContain(
    'state.db.backup-1',
  );
  expect(tracesUnder(everything)).toEqual([]);
});

it('would find the words if they were there', () => {
  const folder = temporaryFolder();
  const plain = new Database(join(folder, 'plain.db'), { timeout: 1000 });
  plain.exec('CREATE TABLE word (word TEXT)');
  for (const word of Object.values(words)) plain.prepare('INSERT INTO word VALUES (?)').run(word);
  plain.close();
  expect(new Set(tracesUnder(folder)).size).toBeGreaterThanOrEqual(Object.keys(words).length);
});
