import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A place where no secret may be, with what was found there. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

/** Everything that the app wrote below a folder. What it removes meanwhile was never meant to stay. */
export async function filesBelow(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readPlace(join(entry.parentPath, entry.name), folder));
  return (await Promise.all(places)).filter((place) => place !== null);
}

async function readPlace(path: string, folder: string): Promise<Place | null> {
  try {
    return { name: relative(folder, path), content: await readFile(path) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Searches places for secrets: as they are, URL-encoded, in UTF-16 as Windows and browsers keep strings, in hex and in
 * base64 at each of its three alignments.
 * @returns a sentence for each find; it does not repeat the secret
 */
export function findLeaks(
  secrets: Readonly<Record<string, readonly string[]>>,
  places: readonly Place[],
): string[] {
  const needles = Object.entries(secrets).flatMap(([kind, values]) =>
    values.flatMap((value) => formsOf(value).map((form) => ({ kind, ...form }))),
  );
  return places.flatMap(({ name, content }) =>
    needles
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ kind, form }) => `${name} holds one of the ${kind} ${form}`),
  );
}

function formsOf(secret: string): { form: string; bytes: Buffer }[] {
  const plain = Buffer.from(secret);
  return [
    { form: 'as it is', bytes: plain },
    // The signature alone would be worth a find: whoever cuts a token up has had it.
    { form: 'in part', bytes: Buffer.from(secret.slice(-32)) },
    { form: 'URL-encoded', bytes: Buffer.from(encodeURIComponent(secret)) },
    { form: 'in UTF-16', bytes: Buffer.from(secret, 'utf16le') },
    { form: 'in hex', bytes: Buffer.from(plain.toString('hex')) },
    ...[0, 1, 2].map((offset) => ({ form: 'in base64', bytes: base64Core(plain, offset) })),
  ];
}

/** The part of a base64 text that does not depend on what stands before and after the secret. */
function base64Core(bytes: Buffer, offset: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return Buffer.from(encoded.slice(offset === 0 ? 0 : 4, -4).replace(/=+$/, ''));
}
