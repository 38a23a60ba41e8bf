import type { KeptSets } from '../contract/local-copy.ts';
import type { Sync } from './sync.ts';

/**
 * Gives up, one after the other, what was kept before that was not allowed any more. One that can't be given up now, because its
 * files can't be written for example, is tried again with the next change.
 *
 * @returns told of what is kept whenever that changes
 */
export function banKeeping(sync: () => Pick<Sync, 'keptSets' | 'stop'>): (kept: KeptSets) => void {
  let isStopping = false;

  async function stopFirst({ sets }: KeptSets): Promise<void> {
    // What came along goes with the set that it is kept along with.
    const chosen = sets.find(({ along }) => along === null);
    if (chosen === undefined || isStopping) return;
    isStopping = true;
    const { set, part } = chosen;
    const stopped = await sync().stop(part === null ? { set } : { set, part });
    isStopping = false;
    if (stopped.ok) await stopFirst(sync().keptSets());
  }

  return (kept) => void stopFirst(kept);
}
