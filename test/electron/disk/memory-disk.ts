import type { Disk } from '../../../electron/disk/atomic-file.ts';

/** A disk in memory that can be full. */
export interface MemoryDisk extends Disk {
  readonly files: Map<string, Buffer>;
  full: boolean;
}

/** A disk with the given files. */
export function memoryDisk(files: Record<string, string> = {}): MemoryDisk {
  const content = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const disk: MemoryDisk = {
    files: content,
    full: false,
    read: (path) => Promise.resolve(content.get(path) ?? null),
    list(path) {
      const inside = [...content.keys()].filter((name) => name.startsWith(`${path}/`));
      const names = inside.map((name) => name.slice(path.length + 1).split('/', 1)[0] ?? '');
      return Promise.resolve([...new Set(names)]);
    },
    async write(path, bytes) {
      if (disk.full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      content.set(path, Buffer.from(bytes));
      await Promise.resolve();
    },
    async move(from, to) {
      const bytes = content.get(from);
      if (bytes === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      content.delete(from);
      content.set(to, bytes);
      await Promise.resolve();
    },
    async remove(path) {
      content.delete(path);
      await Promise.resolve();
    },
  };
  return disk;
}
