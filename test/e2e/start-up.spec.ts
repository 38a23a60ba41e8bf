import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Bundle, type Part, readBundle } from '../../build/bundled-modules.ts';
import { type StartUp, startUp } from '../packaging/start-up.ts';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');

/** What is loaded before the first rows are drawn, and how many bytes of it there may be: a tenth more than there were when it was written. */
const programs = [
  { part: 'main', entry: 'electron/main.ts', budget: 930_000 },
  { part: 'main', entry: 'electron/library/library-process.ts', budget: 355_000 },
  { part: 'preload', entry: 'electron/preload.ts', budget: 2_700 },
  { part: 'renderer', entry: 'renderer/main.tsx', budget: 8_100 },
  { part: 'renderer', entry: 'renderer/app.tsx', budget: 760_000 },
] as const;

/** Packages of others that may be loaded before the first rows, each because these can't be drawn without it. */
const packages: Readonly<Record<Part, readonly string[]>> = {
  main: ['axios', 'oauth4webapi', 'openid-client', 'zod'],
  preload: [],
  renderer: [
    ...['@internationalized/string', 'clsx', 'react-aria', 'react-aria-components'],
    ...['react-stately', 'use-sync-external-store', 'i18next', 'react-i18next'],
    ...[
      '@tanstack/query-core',
      '@tanstack/react-query',
      '@tanstack/store',
      '@tanstack/react-store',
    ],
    ...['@tanstack/react-table', '@tanstack/table-core', '@tanstack/react-virtual'],
    ...['@tanstack/virtual-core', 'lucide-react', 'react', 'react-dom', 'scheduler'],
  ],
};

function startOf(bundle: Bundle, entry: string): StartUp {
  const [program] = Object.entries(bundle.chunks).find(([, { modules }]) =>
    modules.includes(entry),
  ) ?? [entry];
  return startUp(bundle, program);
}

const isPackage = (module: string): boolean => module.startsWith('node_modules/');

/** The folders of the project that something comes from, and the packages by their names. */
function told({ modules }: StartUp): string {
  const own = modules.filter((module) => !isPackage(module));
  const folders = new Set(own.map((module) => module.split('/').slice(0, 2).join('/')));
  const names = modules.filter(isPackage).map((module) => module.slice('node_modules/'.length));
  return [...folders, ...new Set(names)].join(', ');
}

for (const { part, entry, budget } of programs) {
  test(`the start of ${entry} loads what the first rows need, and stays within its size`, async () => {
    const start = startOf(await readBundle(dist, part), entry);
    const sizes = await Promise.all(
      start.chunks.map(async (chunk) => (await stat(join(dist, part, chunk))).size),
    );
    const size = sizes.reduce((sum, each) => sum + each, 0);
    console.log(
      `${entry}: ${size} of ${budget} bytes in ${start.chunks.length} files. ${told(start)}`,
    );
    const loaded = start.modules.filter(isPackage).map((name) => name.slice(13));
    expect(packages[part]).toEqual(expect.arrayContaining(loaded));
    expect(size).toBeGreaterThan(budget / 2);
    expect(size).toBeLessThanOrEqual(budget);
  });
}

test('what can wait for the first rows is in files of its own', async () => {
  const bundle = await readBundle(dist, 'renderer');
  const source = await readFile(join(root, 'renderer/deferred/parts.tsx'), 'utf8');
  const spoken = ['renderer/i18n/bg.ts', 'renderer/i18n/de.ts'];
  const parts = [...source.matchAll(/import\('\.\.\/([^']+)'\)/g)].map(
    ([, path]) => `renderer/${path}`,
  );
  expect(parts.length).toBeGreaterThan(10);
  // Nobody needs the words of a language that is not spoken.
  const deferred = [...parts, ...spoken];
  const start = startOf(bundle, 'renderer/app.tsx');
  expect(start.modules.filter((module) => deferred.includes(module))).toEqual([]);
  const all = new Set(Object.values(bundle.chunks).flatMap(({ modules }) => modules));
  expect(deferred.filter((module) => !all.has(module))).toEqual([]);
});

test('the main process loads neither the updater nor the database before the first rows', async () => {
  const { modules, outside } = startOf(await readBundle(dist, 'main'), 'electron/main.ts');
  expect(modules.filter((module) => module.includes('electron-updater'))).toEqual([]);
  expect(outside).not.toContain('better-sqlite3-multiple-ciphers');
  expect(outside).not.toContain('node:http');
});

test('react-aria brings its words in the languages of the window only', async () => {
  const folder = join(dist, 'renderer/assets');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js'));
  const code = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = code.join('\n');
  // What the button is called that closes a popover for those who hear it.
  expect(text).toContain('Отхвърляне');
  expect(text).toContain('Alle Elemente ausgewählt.');
  expect(text).not.toContain('Rejeter');
});
