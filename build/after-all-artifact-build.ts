import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BuildResult } from 'electron-builder';

/**
 * Writes `SHA256SUMS.txt` beside the installers, as `sha256sum --check` and `shasum --check` read it.
 * @returns its path, so that it is published with them
 */
export default async function afterAllArtifactBuild({
  outDir,
  artifactPaths,
}: Pick<BuildResult, 'outDir' | 'artifactPaths'>): Promise<string[]> {
  const lines = await Promise.all(
    artifactPaths.map(async (path) => `${await sha256(path)}  ${basename(path)}\n`),
  );
  const file = join(outDir, 'SHA256SUMS.txt');
  await writeFile(file, lines.toSorted(byName).join(''));
  return [file];
}

const byName = (a: string, b: string): number => (a.slice(64) < b.slice(64) ? -1 : 1);

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
