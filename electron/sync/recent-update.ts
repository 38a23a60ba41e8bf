import { type Result, success } from '../contract/result.ts';
import { askPage, rowsWith } from './pages.ts';
import { newestUpdate } from './pulled-set.ts';
import type { Run } from './run.ts';

const day = 24 * 60 * 60_000;
/** How far back it is looked, in days by this computer's clock. */
const lookedBack = [1, 7, 366];

/**
 * The time of an update in the whole set, as near to now as is found out soon, by the server's clock: everything that changes
 * after this moment is later. The rows of a part may all have been changed last long ago, and to ask for all changes of the
 * set since then could bring all of it.
 * @returns null when nothing tells; a clock here that is wrong makes it earlier, never too late
 */
export async function recentUpdate({ set, ask, now }: Run): Promise<Result<number | null>> {
  const field = set.updateColumn === null ? undefined : set.fields[set.updateColumn];
  if (field === undefined) return success(null);
  for (const days of lookedBack) {
    const page = await askPage(ask, set.recentAddress(now() - days * day), rowsWith([field]));
    if (!page.ok) return page;
    const newest = newestUpdate({ updateColumn: 0 }, page.value.rows, now());
    if (newest !== null) return success(newest);
  }
  return success(null);
}
