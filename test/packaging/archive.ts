import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

interface Folder {
  readonly files: Readonly<Record<string, Entry>>;
}
type Entry = Folder | z.infer<typeof file>;

const integrity = z.object({ algorithm: z.literal('SHA256'), hash: z.string().length(64) });
const file = z.union([
  z.object({ unpacked: z.literal(true), size: z.number(), integrity }),
  z.object({ offset: z.string().regex(/^\d+$/), size: z.number(), integrity }),
]);
const folder: z.ZodType<Folder> = z.object({
  files: z.record(
    z.string(),
    z.lazy(() => z.union([folder, file])),
  ),
});

/** What a packed app holds. */
export interface PackedFile {
  /** From the app's folder, with slashes. */
  readonly path: string;
  /** It lies beside the archive, as what the system has to load does. */
  readonly isUnpacked: boolean;
  readonly content: Buffer;
  /** SHA-256 that the archive names for the content, which Electron compares when it reads the file. */
  readonly expectedHash: string;
}

/** A packed app. */
export interface Archive {
  readonly files: readonly PackedFile[];
  /** SHA-256 of the header, which the program is to expect. */
  readonly headerHash: string;
}

export const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

/**
 * Reads an `app.asar` and what lies beside it.
 * @see https://github.com/electron/asar, section Format: two length-prefixed pickles, a header in JSON, the files
 */
export async function readArchive(archive: string): Promise<Archive> {
  const bytes = await readFile(archive);
  const headerEnd = 8 + bytes.readUInt32LE(4);
  const text = bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString();
  const found: PackedFile[] = [];
  for (const [path, entry] of filesOf(folder.parse(JSON.parse(text)))) {
    const isUnpacked = 'unpacked' in entry;
    const from = isUnpacked ? 0 : headerEnd + Number(entry.offset);
    const content = isUnpacked
      ? await readFile(join(`${archive}.unpacked`, path))
      : bytes.subarray(from, from + entry.size);
    found.push({ path, isUnpacked, content, expectedHash: entry.integrity.hash });
  }
  return { files: found, headerHash: sha256(text) };
}

function filesOf({ files }: Folder, parent = ''): [string, z.infer<typeof file>][] {
  return Object.entries(files).flatMap(([name, entry]) =>
    'files' in entry ? filesOf(entry, `${parent}${name}/`) : [[`${parent}${name}`, entry]],
  );
}

/** Writes packed files where programs that know nothing of archives find them. */
export async function writeOut(files: readonly PackedFile[], into: string): Promise<void> {
  for (const { path, content } of files) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), content);
  }
}
