import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const type = process.platform === 'win32' ? 'junction' : 'dir';

/** A copy of the project in which packaging leaves nothing behind, with its bundles built. */
export interface ProjectCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies what packaging reads, links to the tests and packages that it could take in by mistake, and builds the bundles as
 * `npm run build` does, with a map of one besides.
 * @param from another copy, for one more of the same sources while somebody works on them
 */
export async function copyProject(from: string = root): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'navigator-packaging-'));
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'electron-builder.yml'];
  for (const file of [
    ...files,
    'electron.vite.config.ts',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
  ]) {
    await copyFile(join(from, file), join(folder, file));
  }
  for (const name of ['build', 'electron', 'renderer']) {
    await cp(join(from, name), join(folder, name), { recursive: true });
  }
  for (const name of ['test', 'node_modules']) {
    await symlink(join(root, name), join(folder, name), type);
  }
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const build = [vite, 'build', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, build, { cwd: folder });
  await writeFile(join(folder, 'dist', 'main', 'main.js.map'), '{}');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
