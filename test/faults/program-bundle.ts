import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'vite';

/** A program in one file: it starts in a quarter of the time, and is started many times. */
export interface ProgramBundle {
  /** Absolute path. */
  readonly program: string;
  remove(): Promise<void>;
}

/** Inside the project, because native code stays outside of bundles and is looked for from where they are. */
const programs = join(import.meta.dirname, '../../test-results');

/**
 * Bundles a program with all that it imports, but native code.
 * @param source absolute path of its TypeScript file
 */
export async function bundleProgram(source: string): Promise<ProgramBundle> {
  await mkdir(programs, { recursive: true });
  const folder = await mkdtemp(join(programs, 'program-'));
  const name = `${basename(source, '.ts')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers'] },
    build: {
      ssr: source,
      outDir: folder,
      target: 'node24',
      rollupOptions: { output: { entryFileNames: name } },
    },
  });
  return { program: join(folder, name), remove: () => rm(folder, { recursive: true }) };
}
