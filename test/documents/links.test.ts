import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import product from '../../package.json' with { type: 'json' };

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

/** What a document or workflow tells people to run here: scripts of npm, and programs by their files. */
function commandsIn(text: string): { scripts: string[]; files: string[]; tools: string[] } {
  const all = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, name = '']) => name);
  return {
    scripts: [...all(/\bnpm run ([\w:]+)/g), ...all(/\bnpm (test|start)\b/g)],
    files: all(/\bnode ([\w./-]+\.ts)\b/g),
    tools: all(/\bnpx (?:--no -- )?([a-z][\w-]*)/g),
  };
}

it('tells people to run only what there is', async () => {
  const workflows = join(root, '.github', 'workflows');
  const told = [
    ...(await documentsIn(root)),
    ...(await readdir(workflows)).map((name) => join(workflows, name)),
  ];
  const found = await Promise.all(
    told.map(async (path) => {
      const { scripts, files, tools } = commandsIn(await readFile(path, 'utf8'));
      return [
        ...scripts.filter((name) => !(name in product.scripts)).map((name) => `npm run ${name}`),
        ...files.filter((file) => !existsSync(join(root, file))),
        ...tools.filter((name) => !existsSync(join(root, 'node_modules', '.bin', name))),
      ].map((missing) => `${relative(root, path)}: ${missing}`);
    }),
  );
  expect(found.flat()).toEqual([]);
  const workflow = commandsIn(await readFile(join(workflows, 'test.yml'), 'utf8'));
  expect(workflow.scripts).toContain('test');
  expect(workflow.tools).toEqual(['install-electron']);
});
