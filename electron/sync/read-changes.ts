import type { RowChange, SetChanges } from '../contract/local-copy.ts';
import { type Result, success } from '../contract/result.ts';
import type { Store } from './store.ts';

/** Changes that the window is told of one set. */
const mostTold = 1000;
/** Changes in one message of the library. */
const inMessage = 100;

/** What has changed in a set since the user last looked, newest first, 1,000 at most; and the number of the newest of all. */
export async function readChanges(
  store: Store,
  set: string,
): Promise<Result<{ readonly changes: SetChanges; readonly newest: number }>> {
  const rows: RowChange[] = [];
  for (;;) {
    const part = await store('readChanges', { set, offset: rows.length, limit: inMessage });
    if (!part.ok) return part;
    rows.push(...part.value.rows);
    const isLast = part.value.rows.length < inMessage || rows.length >= mostTold;
    const { since, count, newest } = part.value;
    if (isLast) return success({ changes: { since, count, rows }, newest });
  }
}
