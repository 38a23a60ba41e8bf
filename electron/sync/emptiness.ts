import { failure, type Result, success } from '../contract/result.ts';
import { askCount } from './pages.ts';
import type { Run } from './run.ts';
import { recordText, type SyncRecord } from './sync-record.ts';

/**
 * Has the instance confirm by its count that a set whose pages came without a row is empty, before all that is here of it is
 * deleted: an answer may be empty for a moment, because rights are being changed or the server has just started.
 *
 * A set that is not empty is `answerNotUnderstood`, and the run that found it so is forgotten, to begin anew later.
 * @param rows how many are here; without any nothing can be lost
 * @param forgotten the record without the run
 */
export async function confirmEmpty(
  { set, ask, rows: kept, now, note }: Run,
  rows: number,
  forgotten: SyncRecord,
): Promise<Result<null>> {
  if (rows === 0) return success(null);
  const counts: (number | null)[] = [];
  for (const address of set.countAddresses()) {
    const counted = await askCount(ask, address);
    if (!counted.ok) return counted;
    counts.push(counted.value);
  }
  if (counts.every((each) => each === 0)) return success(null);
  const written = await kept.writeRecord(recordText(forgotten), now());
  if (!written.ok) return written;
  note(forgotten);
  return failure({ code: 'answerNotUnderstood', detail: 'emptiness' });
}
