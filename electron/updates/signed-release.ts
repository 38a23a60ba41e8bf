import { createPublicKey, verify } from 'node:crypto';

/**
 * Whether the description of a release is signed by whoever holds the key that this build trusts. Where the system checks no
 * signatures of programs, as on Linux, this is all that stands between an update server and people's computers: the description
 * names the hash of every file.
 * @param name of the file: signed for Windows, it must not be taken for the one of another system or processor
 * @param description the file as it came
 * @param signature Ed25519, base64, as `build/sign-release.ts` writes it
 * @param publicKey SPKI, DER in base64
 * @returns false also for a signature or key that is none
 * @see RFC 8032
 */
export function isSignedRelease(
  name: string,
  description: string,
  signature: string,
  publicKey: string,
): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    const bytes = Buffer.from(signature.trim(), 'base64');
    return verify(null, Buffer.from(`${name}\n${description}`), key, bytes);
  } catch {
    return false;
  }
}
