import type { z } from 'zod';
import type { Disk } from './atomic-file.ts';

/** What a JSON file held. */
export type JsonFileContent<Value> =
  | { kind: 'present'; value: Value }
  | { kind: 'absent' }
  /** Not what the schema says; the file was moved to `keptAs`, or stayed where it was if it could not be moved. */
  | { kind: 'broken'; keptAs: string };

/**
 * Reads a JSON file and parses it with a schema. A file that does not parse is put aside and never deleted, so that a
 * person can still rescue what is in it. Never rejects.
 */
export async function readJsonFile<Schema extends z.ZodType>(
  disk: Disk,
  path: string,
  schema: Schema,
): Promise<JsonFileContent<z.infer<Schema>>> {
  const bytes = await disk.read(path).catch(() => 'unreadable' as const);
  if (bytes === null) return { kind: 'absent' };
  if (bytes !== 'unreadable') {
    const parsed = schema.safeParse(parseJson(bytes.toString('utf8')));
    if (parsed.success) return { kind: 'present', value: parsed.data };
  }
  return { kind: 'broken', keptAs: await putAside(disk, path) };
}

async function putAside(disk: Disk, path: string): Promise<string> {
  try {
    const aside = await placeAside(disk, path, null);
    await disk.move(path, aside);
    return aside;
  } catch {
    return path;
  }
}

/**
 * Keeps a copy beside a file whose content is about to be replaced by the part of it that makes sense, so that a person can
 * still rescue the rest. Gives where the copy is, or the file's own path if none could be made. Never rejects.
 */
export async function copyAside(disk: Disk, path: string): Promise<string> {
  try {
    const content = await disk.read(path);
    if (content === null) return path;
    const aside = await placeAside(disk, path, content);
    await disk.write(aside, content);
    return aside;
  } catch {
    return path;
  }
}

/** A name beside the file that is free, or has its content already: what can't be replaced is not kept once more at each start. */
async function placeAside(disk: Disk, path: string, content: Buffer | null): Promise<string> {
  for (let count = 1; ; count += 1) {
    const aside = count === 1 ? `${path}.broken` : `${path}.broken-${count}`;
    const there = await disk.read(aside);
    if (there === null || (content !== null && there.equals(content))) return aside;
  }
}

function parseJson(text: string): unknown {
  try {
    // Windows editors like to begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
