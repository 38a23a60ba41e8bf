import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { z } from 'zod';

/** Which parts of the app are bundled apart from each other. */
export const parts = ['main', 'preload', 'renderer'] as const;
export type Part = (typeof parts)[number];

const bundle = z.object({
  /** Folders of the packages that something was taken from, from the project's root. */
  packages: z.array(z.string()),
  chunks: z.record(
    z.string(),
    z.object({
      /** What is loaded before it: other chunks by their names, and what is outside of the bundle. */
      imports: z.array(z.string()),
      /** What is in it: the project's files and, for those of a package, its folder. */
      modules: z.array(z.string()),
    }),
  ),
});
/** What went into the bundles of a part. */
export type Bundle = z.infer<typeof bundle>;

const listFile = (dist: string, part: Part): string => join(dist, 'modules', `${part}.json`);

/** Reads what {@link listModules} wrote beside the bundles in `dist`. */
export async function readBundle(dist: string, part: Part): Promise<Bundle> {
  return bundle.parse(JSON.parse(await readFile(listFile(dist, part), 'utf8')));
}

/**
 * Writes down which modules are in the bundles of a part. Notices, bill of materials and the tests of the start go by what was
 * bundled, not by what `package.json` names.
 * @param root of the project
 */
export function listModules(part: Part, root: string): Plugin {
  return {
    name: 'list-modules',
    async writeBundle({ dir }, output) {
      const chunks = Object.values(output)
        .filter((file) => file.type === 'chunk')
        .map(({ fileName, imports, moduleIds }): [string, Bundle['chunks'][string]] => [
          fileName,
          { imports, modules: unique(moduleIds.flatMap((id) => moduleName(id, root))) },
        ])
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const modules = chunks.flatMap(([, chunk]) => chunk.modules);
      const packages = unique(modules.filter((name) => name.startsWith('node_modules/')));
      const file = listFile(dirname(dir ?? join(root, 'dist', part)), part);
      await mkdir(dirname(file), { recursive: true });
      const listed: Bundle = { packages, chunks: Object.fromEntries(chunks) };
      await writeFile(file, `${JSON.stringify(listed, undefined, 2)}\n`);
    },
  };
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

/** A file of the project, or the folder of a package; nothing for what the bundler adds itself. */
function moduleName(id: string, root: string): string[] {
  const file = id.split('?', 1)[0] ?? id;
  if (file.startsWith('\0')) return [];
  const path = relative(root, file).split(sep).join('/');
  // Where node_modules is a link, its files are elsewhere.
  const [inPackage] = /\bnode_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  return [inPackage ?? path];
}
