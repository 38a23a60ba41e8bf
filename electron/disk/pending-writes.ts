import type { Disk } from './atomic-file.ts';

/** A disk that knows what it has not finished yet, so that quitting can wait for it. */
export interface PendingWrites extends Disk {
  /** Resolves when every write, move and removal begun so far has ended, well or not. Never rejects. */
  settled(): Promise<void>;
}

/** Watches the writes of a disk. */
export function watchWrites(disk: Disk): PendingWrites {
  const pending = new Set<Promise<unknown>>();

  function watch(work: Promise<void>): Promise<void> {
    pending.add(work);
    const forget = (): void => void pending.delete(work);
    work.then(forget, forget);
    return work;
  }

  return {
    read: (path) => disk.read(path),
    list: (path) => disk.list(path),
    write: (path, content) => watch(disk.write(path, content)),
    move: (from, to) => watch(disk.move(from, to)),
    remove: (path) => watch(disk.remove(path)),
    async settled() {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}
