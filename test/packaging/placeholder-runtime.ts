import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What marks the place of the fuses in Electron's executable; its version and their number follow. */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
] as const;

/**
 * Lays out a folder that packaging takes for Electron's runtime, which can't be downloaded everywhere: an executable of nothing
 * but the place of its fuses. What is packed with it does not run.
 */
export async function makePlaceholderRuntime(folder: string): Promise<void> {
  await mkdir(folder);
  const factorySettings = Buffer.from(fuseNames.map(() => '1').join(''));
  const wire = Buffer.concat([sentinel, Buffer.from([1, fuseNames.length]), factorySettings]);
  for (const name of ['electron', 'electron.exe']) {
    await writeFile(join(folder, name), wire, { mode: 0o755 });
  }
}

/** The fuses of an executable, by name; those that packaging did not set are as Electron made them. */
export async function readFuses(executable: string): Promise<Record<string, boolean>> {
  const bytes = await readFile(executable);
  const start = bytes.indexOf(sentinel) + sentinel.length + 2;
  return Object.fromEntries(
    fuseNames.map((name, index) => [name, bytes.subarray(start)[index] === '1'.charCodeAt(0)]),
  );
}
