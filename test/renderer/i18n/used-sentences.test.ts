import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';

const renderer = join(import.meta.dirname, '../../../renderer');

/** All keys as they are asked for: those of counted sentences without their form. */
function keys(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${prefix}${key.replace(/_(one|other)$/, '')}`]
      : keys(value as object, `${prefix}${key}.`),
  );
}

/** What is written in the window's code like a key; `${…}` stands for one part of it. */
async function asked(): Promise<RegExp[]> {
  const written = new Set<string>();
  for await (const file of glob('**/*.{ts,tsx}', { cwd: renderer })) {
    if (file.startsWith('i18n')) continue;
    const code = await readFile(join(renderer, file), 'utf8');
    for (const [, key = ''] of code.matchAll(/['`](\w+(?:\.(?:\w+|\$\{[^}]*\}))+)['`]/g)) {
      written.add(key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '\\w+'));
    }
  }
  return [...written].map((key) => new RegExp(`^${key}$`));
}

// That no sentence is missing is seen by the compiler, which knows every key.
it('every sentence is said somewhere in the window', async () => {
  const patterns = await asked();
  expect(patterns.length).toBeGreaterThan(300);
  const silent = keys(en).filter((key) => !patterns.some((pattern) => pattern.test(key)));
  expect(silent).toEqual([]);
});
