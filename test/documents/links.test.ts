import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** Folders of what is made or belongs to others. */
const foreign = new Set(['.git', 'dist', 'node_modules', 'release', 'test-results']);

/** Paths of the documents below a folder. */
async function documentsIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const deeper = found.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : await documentsIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
  return (await Promise.all(deeper)).flat();
}

/** The marks that a document's headings can be linked to by. */
function marksIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** The links of a document that lead nowhere in this project. */
async function deadLinks(document: string): Promise<string[]> {
  const text = await readFile(document, 'utf8');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const dead = targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map(async (target) => {
      const [path = '', mark] = target.split('#', 2);
      const file = path === '' ? document : join(dirname(document), path);
      if (!existsSync(file)) return [target];
      if (mark === undefined) return [];
      return marksIn(await readFile(file, 'utf8')).includes(mark) ? [] : [target];
    });
  return (await Promise.all(dead)).flat();
}

it('leads from each document only to what is there', async () => {
  const documents = await documentsIn(root);
  expect(documents.length).toBeGreaterThan(15);
  const found = await Promise.all(
    documents.map(async (document) =>
      (await deadLinks(document)).map((target) => `${relative(root, document)}: ${target}`),
    ),
  );
  expect(found.flat()).toEqual([]);
});
