import {
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

/** The RSA key that identity signs with, and the name that tokens give it. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** A new 2048-bit key; every start of the simulator has its own, so old tokens do not outlive it. */
export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return {
    kid: randomBytes(16).toString('hex').toUpperCase(),
    privateKey,
    publicKey: createPublicKey(privateKey),
  };
}

const claimsSchema = z.record(z.string(), z.unknown());

/** The claims of a token, without looking at its signature; `undefined` if it is not a JWS. */
export function readClaims(token: string): Record<string, unknown> | undefined {
  try {
    const payload = token.split('.')[1] ?? '';
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return claimsSchema.parse(json);
  } catch {
    return undefined;
  }
}

/** Signs claims with RS256 as a compact JWS (RFC 7515 section 7.1). */
export function signClaims(claims: Record<string, unknown>, key: SigningKey): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode({ alg: 'RS256', kid: key.kid })}.${encode(claims)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** The claims of a token that `key` signed with RS256, else `undefined`. Lifetimes are not looked at. */
export function verifiedClaims(
  token: string,
  key: SigningKey,
): Record<string, unknown> | undefined {
  const [header, payload, signature] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const input = Buffer.from(`${header}.${payload}`);
  const genuine = verify('RSA-SHA256', input, key.publicKey, Buffer.from(signature, 'base64url'));
  return genuine ? readClaims(token) : undefined;
}
