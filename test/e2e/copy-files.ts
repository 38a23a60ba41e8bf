import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountFiles } from '../../electron/library/account-files.ts';
import { associatedData, readEnvelope } from '../../electron/safe-storage-wrapper/envelope.ts';
import { decryptText } from '../../electron/safe-storage-wrapper/text-cipher.ts';
import type { Installation, RunningApp } from './installation.ts';

/** Names of the folders that local copies are in. */
export function copyFolders({ userData }: Installation): Promise<string[]> {
  return readdir(join(userData, 'copies'));
}

/** The files of the only account's local copy. */
export async function copyFiles(installation: Installation) {
  const [key, ...more] = await copyFolders(installation);
  if (key === undefined || more.length > 0) throw new Error('There is not one local copy.');
  return { key, ...accountFiles(join(installation.userData, 'copies', key)) };
}

/** Turns over every byte of a file from `start` on, as a disk that fails does. */
export async function damage(path: string, start: number): Promise<void> {
  const bytes = await readFile(path);
  for (let place = start; place < bytes.length; place += 1) bytes[place] = ~(bytes[place] ?? 0);
  await writeFile(path, bytes);
}

/** The key of the only account's local copy, by way of the keyring that the app uses. */
export async function databaseKey(
  { electron }: RunningApp,
  installation: Installation,
): Promise<Uint8Array> {
  const { key } = await copyFiles(installation);
  const path = join(installation.userData, 'accounts', key, 'database-key.sealed');
  const envelope = readEnvelope(await readFile(path));
  if (envelope.status !== 'read') throw new Error(`The sealed key is ${envelope.status}.`);
  const sealed = Buffer.from(envelope.key).toString('base64');
  const { result } = await electron.evaluate(
    ({ safeStorage }, encrypted) =>
      safeStorage.decryptStringAsync(Buffer.from(encrypted, 'base64')),
    sealed,
  );
  const bound = associatedData(envelope.backend, `database-key ${key}`);
  const text = decryptText(envelope.text, result, bound);
  if (text === null) throw new Error('The sealed key does not open.');
  return Buffer.from(text, 'base64');
}
