import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** The program of the app process in one file: it starts in a quarter of the time, and is started many times. */
export interface AppBundle {
  readonly program: string;
  remove(): Promise<void>;
}

/** Bundles `app-process.ts` with all that it imports. */
export async function bundleApp(): Promise<AppBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'erpnet-app-process-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'app-process.ts'),
      outDir: folder,
      target: 'node24',
      rollupOptions: { output: { entryFileNames: 'app-process.mjs' } },
    },
  });
  return {
    program: join(folder, 'app-process.mjs'),
    remove: () => rm(folder, { recursive: true }),
  };
}
