import type { Disk } from '../../../electron/disk/atomic-file.ts';

/** A disk in memory that gets full, or that can't read a file. */
export class FailingDisk implements Disk {
  readonly files = new Map<string, Buffer>();
  /** How many more writes succeed. */
  space = Number.POSITIVE_INFINITY;
  /** The file that can't be read, although it is there. */
  unreadable: string | null = null;
  /** The file that can't be removed. */
  unremovable: string | null = null;
  /** Every path that was written or removed, in order. */
  readonly log: string[] = [];

  read(path: string): Promise<Buffer | null> {
    if (path === this.unreadable) return Promise.reject(new Error('EACCES'));
    return Promise.resolve(this.files.get(path) ?? null);
  }

  list(path: string): Promise<string[]> {
    const inside = [...this.files.keys()].filter((name) => name.startsWith(`${path}/`));
    const names = inside.map((name) => name.slice(path.length + 1).split('/', 1)[0] ?? '');
    return Promise.resolve([...new Set(names)]);
  }

  write(path: string, content: Buffer | string): Promise<void> {
    if (this.space <= 0) return Promise.reject(new Error('ENOSPC'));
    this.space -= 1;
    this.log.push(`write ${path}`);
    this.files.set(path, Buffer.from(content));
    return Promise.resolve();
  }

  move(from: string, to: string): Promise<void> {
    const content = this.files.get(from);
    if (content === undefined) return Promise.reject(new Error('ENOENT'));
    this.log.push(`move ${from} ${to}`);
    this.files.delete(from);
    this.files.set(to, content);
    return Promise.resolve();
  }

  remove(path: string): Promise<void> {
    if (path === this.unremovable) return Promise.reject(new Error('EPERM'));
    this.log.push(`remove ${path}`);
    this.files.delete(path);
    return Promise.resolve();
  }

  /** Every file as text, by its path. */
  snapshot(): Record<string, string> {
    return Object.fromEntries([...this.files].map(([path, bytes]) => [path, bytes.toString()]));
  }
}
