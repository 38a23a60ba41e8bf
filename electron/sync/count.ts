import { failure, type Result, success } from '../contract/result.ts';
import { askCount } from './pages.ts';
import type { Run } from './run.ts';
import { recordText, type SyncRecord } from './sync-record.ts';

/**
 * Asks how many rows the set has. Another number than there are here means that rows were deleted: a sweep is due; and when
 * there are too few even after it, a pull. A difference that these have left, because of rows that are counted and not shown,
 * causes no second one.
 * @param rows how many are here
 * @returns the record afterwards
 */
export async function count(
  { set, ask, rows: written, now, note }: Run,
  record: SyncRecord,
  rows: number,
): Promise<Result<SyncRecord>> {
  const [address = ''] = set.countAddresses();
  const counted = await askCount(ask, address);
  if (!counted.ok) return counted;
  const total = counted.value;
  if (total === null) return failure({ code: 'answerNotUnderstood', detail: 'count' });
  const left = rows - total;
  const isSwept = record.excess === null;
  const isSuspect = !isSwept && left !== record.excess;
  const behind: SyncRecord = {
    ...{ ...record, total, countedAt: now() },
    ...(isSuspect ? { excess: null, sweptAt: null } : { excess: left }),
    // A sweep only takes away: rows that are missing after it come with a whole pull.
    ...(isSwept && left < 0 ? { pulledAt: null } : {}),
  };
  const kept = await written.writeRecord(recordText(behind), now());
  if (!kept.ok) return kept;
  note(behind);
  return success(behind);
}
