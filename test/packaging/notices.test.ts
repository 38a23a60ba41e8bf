import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import beforePack from '../../build/before-pack.ts';
import { isPermissive, shippedPackages } from '../../build/shipped-packages.ts';
import { readDatabaseSource } from '../../build/third-party-notices.ts';

const database = 'node_modules/better-sqlite3-multiple-ciphers';
const integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
const code = `#define SQLITE_VERSION        "3.50.1"
/* Nothing to say. */
/* Copyright (c) 2006-2026 Ulrich Telle */
/* Copyright (c) 2006-2026 Ulrich Telle */`;

/** What is written of the fields of a component that the tests read. */
const component = z.object({
  name: z.string(),
  purl: z.string(),
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
  licenses: z.array(z.unknown()),
  components: z.array(z.object({ purl: z.string(), cpe: z.string() })).optional(),
});
const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

let root: string;
let locked: Record<string, { integrity: string }>;

beforeEach(async () => {
  locked = {};
  root = await mkdtemp(join(tmpdir(), 'navigator-notices-'));
  const self = { name: 'navigator', version: '1.2.3', license: 'MIT' };
  await write('package.json', JSON.stringify(self));
  await write('CHANGELOG.md', '## [1.2.3] - 2027-01-31\n\n- **Better**.\n');
  await write('LICENSE', 'MIT License\n\nCopyright (c) 2026 Us\n\nPermission is hereby granted.\n');
  await write(`${database}/deps/sqlite3/sqlite3.c`, code);
  for (const name of ['electron', 'better-sqlite3-multiple-ciphers', 'node-addon-api']) {
    await install(`node_modules/${name}`, { name });
  }
  await bundled();
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

async function install(
  folder: string,
  named: Record<string, unknown>,
  licence = 'Its text',
): Promise<void> {
  await write(
    `${folder}/package.json`,
    JSON.stringify({ version: '1.0.0', license: 'MIT', ...named }),
  );
  if (licence !== '') await write(`${folder}/LICENSE`, licence);
  locked[folder] = { integrity };
  await write('package-lock.json', JSON.stringify({ packages: locked }));
}

/** Pretends that these packages were bundled. */
async function bundled(...packages: string[]): Promise<void> {
  await write('dist/modules/main.json', JSON.stringify({ packages, chunks: {} }));
  for (const part of ['preload', 'renderer']) {
    await write(`dist/modules/${part}.json`, JSON.stringify({ packages: [], chunks: {} }));
  }
}

async function made(): Promise<{ text: string; bill: z.infer<typeof bill> }> {
  await beforePack({ packager: { projectDir: root } });
  const read = (name: string): Promise<string> =>
    readFile(join(root, 'dist/notices', name), 'utf8');
  return {
    text: await read('THIRD-PARTY-NOTICES.txt'),
    bill: bill.parse(JSON.parse(await read('bill-of-materials.cdx.json'))),
  };
}

it('what has changed is where electron-builder takes it from for the description of an update', async () => {
  await made();
  const packaging = await readFile('electron-builder.yml', 'utf8');
  const [, file = ''] = /^ {2}releaseNotesFile: (.+)$/m.exec(packaging) ?? [];
  expect(await readFile(join(root, file), 'utf8')).toBe('• Better.');
});

describe('the notices', () => {
  it('name what was bundled and what is shipped beside it, with licence, text and hash', async () => {
    await install(
      'node_modules/@scope/one',
      { name: '@scope/one', license: 'Apache-2.0' },
      'All of it',
    );
    await bundled('node_modules/@scope/one');
    const { text, bill } = await made();
    expect(text).toMatch(/@scope\/one 1\.0\.0 \(Apache-2\.0\)\n\n-+\n\nAll of it/);
    expect(bill.components.map(({ purl }) => purl)).toEqual([
      'pkg:npm/%40scope/one@1.0.0',
      'pkg:npm/better-sqlite3-multiple-ciphers@1.0.0',
      'pkg:npm/electron@1.0.0',
      'pkg:npm/node-addon-api@1.0.0',
    ]);
    expect(bill.components[0]).toMatchObject({
      hashes: [{ alg: 'SHA-512', content: '01'.repeat(64) }],
      licenses: [{ license: { id: 'Apache-2.0' } }],
    });
    expect(bill.dependencies[0]?.dependsOn).toEqual(bill.components.map(({ purl }) => purl));
  });

  it('name SQLite with its own version and each holder of a copyright in its source once', async () => {
    const { text, bill } = await made();
    expect(text.match(/Ulrich Telle/g)).toHaveLength(1);
    expect(text).not.toContain('Nothing to say');
    expect(bill.components[0]?.components).toEqual([
      { purl: 'pkg:generic/sqlite@3.50.1', cpe: 'cpe:2.3:a:sqlite:sqlite:3.50.1:*:*:*:*:*:*:*' },
    ]);
  });

  it('name a package once of which there are two copies', async () => {
    await install('node_modules/one', { name: 'one' });
    await install('node_modules/two/node_modules/one', { name: 'one' });
    await bundled('node_modules/one', 'node_modules/two/node_modules/one');
    const { bill } = await made();
    expect(bill.components.filter(({ name }) => name === 'one')).toHaveLength(1);
  });

  it('give a package that forgot the text of its MIT licence the usual one, in its author’s name', async () => {
    await install('node_modules/one', { name: 'one', author: { name: 'Ann' } }, '');
    await bundled('node_modules/one');
    expect((await made()).text).toContain(
      `one 1.0.0 (MIT)\n\n${'-'.repeat(80)}\n\nMIT License\n\nCopyright (c) Ann\n\nPermission`,
    );
  });
});

describe('packing is refused', () => {
  it.each([
    [{ license: 'GPL-3.0-only' }, 'Its text', 'its licence is GPL-3.0-only'],
    [{ license: 'MIT' }, '', 'it has no text of its licence'],
    [{ license: 'ISC', author: 'Ann' }, '', 'it has no text of its licence'],
  ])('with %j and the text %j inside', async (named, text, reason) => {
    await install('node_modules/one', { name: 'one', ...named }, text);
    await bundled('node_modules/one');
    await expect(shippedPackages(root)).rejects.toThrow(reason);
  });

  it('with a package that the lock file does not pin', async () => {
    await write('package-lock.json', '{"packages":{}}');
    await expect(shippedPackages(root)).rejects.toThrow('package-lock.json does not pin');
  });

  it('with a database whose source nobody knows', async () => {
    await write(`${database}/deps/sqlite3/sqlite3.c`, '');
    await expect(readDatabaseSource(root)).rejects.toThrow('Not SQLite');
  });
});

describe('a licence', () => {
  it.each(['MIT', 'Apache-2.0 AND MIT', '(GPL-2.0-only OR MIT)', 'GPL-2.0-only OR (MIT AND ISC)'])(
    '%s may be passed on',
    (licence) => {
      expect(isPermissive(licence)).toBe(true);
    },
  );

  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'MIT WITH something', 'UNLICENSED', ''])(
    '%s may not',
    (licence) => {
      expect(isPermissive(licence)).toBe(false);
    },
  );
});
