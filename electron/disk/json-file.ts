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
    let aside = `${path}.broken`;
    for (let count = 2; (await disk.read(aside)) !== null; count += 1) {
      aside = `${path}.broken-${count}`;
    }
    await disk.move(path, aside);
    return aside;
  } catch {
    return path;
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
