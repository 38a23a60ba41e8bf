import { readFile } from 'node:fs/promises';

/** What marks the place of the fuses in Electron's executable; the version of their list and their number follow. */
export const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
/** The fuses in their order there. */
export const fuseNames = [
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
/** The byte of a fuse that is neither on nor off. */
export const unset = 0x90;

type Fuse = 'on' | 'off' | 'unset';
const states = new Map<number | undefined, Fuse>([
  ['1'.charCodeAt(0), 'on'],
  ['0'.charCodeAt(0), 'off'],
  [unset, 'unset'],
]);

/**
 * The fuses in an executable, by name; absent are those of another meaning.
 * @see Electron docs, tutorial/fuses; `@electron/fuses`, constants
 */
export async function readFuses(
  executable: string,
): Promise<Partial<Record<(typeof fuseNames)[number], Fuse>>> {
  const bytes = await readFile(executable);
  const start = bytes.indexOf(sentinel) + sentinel.length + 2;
  return Object.fromEntries(
    fuseNames.map((name, index) => [name, states.get(bytes[start + index])]),
  );
}
