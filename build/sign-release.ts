/**
 * Signs the descriptions of a release, `latest*.yml`, for the app's own check; run after `electron-builder`, before the files go
 * to the update server. The key never leaves the computer that makes releases.
 *
 *     node build/sign-release.ts <folder of the release> <file with the private key, PEM>
 */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import trusted from './release.json' with { type: 'json' };

/**
 * Writes a signature beside each description in a folder.
 * @param privateKey Ed25519, PEM
 * @returns the names of what was signed, and the public key as `build/release.json` wants it
 */
export async function signRelease(
  folder: string,
  privateKey: string,
): Promise<{ signed: string[]; publicKey: string }> {
  const key = createPrivateKey(privateKey);
  const names = (await readdir(folder)).filter((name) => /^latest.*\.yml$/.test(name));
  for (const name of names) {
    // With its name, so that it is of use under no other one.
    const signed = Buffer.concat([Buffer.from(`${name}\n`), await readFile(join(folder, name))]);
    const signature = sign(null, signed, key);
    await writeFile(join(folder, `${name}.sig`), `${signature.toString('base64')}\n`);
  }
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { signed: names.toSorted(), publicKey: publicKey.toString('base64') };
}

/**
 * Why a release that was signed so would reach nobody, as a sentence; null when it reaches people.
 * @param updateKey the key that builds trust, of `build/release.json`
 */
export function whyInVain(
  { signed, publicKey }: Awaited<ReturnType<typeof signRelease>>,
  updateKey: string | null,
): string | null {
  if (signed.length === 0) return 'There is no latest*.yml in this folder: nothing was signed.';
  if (updateKey === publicKey) return null;
  return updateKey === null
    ? 'build/release.json names no key: this build never looks for updates.'
    : 'build/release.json names another key: nobody would install this release.';
}

if (import.meta.main) {
  const [folder, keyFile] = process.argv.slice(2);
  if (folder === undefined || keyFile === undefined) {
    throw new Error('Usage: node build/sign-release.ts <folder> <key file>');
  }
  const release = await signRelease(folder, await readFile(keyFile, 'utf8'));
  console.log(`Signed ${release.signed.join(', ')} for the key ${release.publicKey}`);
  const inVain = whyInVain(release, trusted.updateKey);
  if (inVain !== null) {
    console.error(inVain);
    process.exitCode = 1;
  }
}
