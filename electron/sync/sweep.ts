import { type Result, success } from '../contract/result.ts';
import { settleDoubts } from './doubts.ts';
import { confirmEmpty } from './emptiness.ts';
import { eachPageOf, rowsWith, withinTotal } from './pages.ts';
import type { Run } from './run.ts';
import { recordText, type SyncRecord } from './sync-record.ts';

type Progress = NonNullable<SyncRecord['sweep']>;

/** A record with a sweep under way. */
interface Sweeping extends SyncRecord {
  readonly sweep: Progress;
}

/**
 * Asks for the ids of all rows and removes the rows here whose ids did not come: the instance does not tell what was deleted.
 * One that was interrupted goes on from its next page; rows that were made meanwhile stay.
 * @param rows how many are here
 * @returns the record afterwards
 */
export async function sweep(
  run: Run,
  record: SyncRecord,
  rows: number,
): Promise<Result<SyncRecord>> {
  const begun = await begin(run, record);
  if (!begun.ok) return begun;
  const read = begun.value.sweep.isRead ? begun : await readIds(run, begun.value);
  if (!read.ok) return read;
  if (read.value.sweep.rows === 0) {
    const confirmed = await confirmEmpty(run, rows, { ...read.value, sweep: null });
    if (!confirmed.ok) return confirmed;
  }
  return finish(run, read.value);
}

async function begin({ rows, now, note }: Run, record: SyncRecord): Promise<Result<Sweeping>> {
  const { sweep: underWay } = record;
  if (underWay !== null) return success({ ...record, sweep: underWay });
  const start: Progress = { startedAt: now(), nextLink: null, isRead: false, rows: 0 };
  const begun: Sweeping = { ...record, sweep: start };
  const started = await rows.startSweep(recordText(begun));
  if (!started.ok) return started;
  note(begun);
  return success(begun);
}

async function readIds(
  { set, ask, rows: known, note }: Run,
  begun: Sweeping,
): Promise<Result<Sweeping>> {
  let reached = begun;
  const from = { addresses: set.sweepAddresses(), read: rowsWith([]) };
  const read = await eachPageOf(ask, from, begun.sweep, async ({ rows }, place) => {
    const sweep: Progress = {
      ...{ ...reached.sweep, nextLink: place?.nextLink ?? null, query: place?.query ?? 0 },
      isRead: place === null,
      rows: reached.sweep.rows + rows.length,
    };
    const fits = withinTotal(sweep.rows, reached.total);
    if (!fits.ok) return fits;
    const next: Sweeping = { ...reached, sweep };
    const ids = rows.map(({ id }) => id);
    const kept = await known.writeSwept(ids, recordText(next));
    if (!kept.ok) return kept;
    reached = next;
    note(next);
    return kept;
  });
  return read.ok ? success(reached) : read;
}

async function finish(run: Run, read: Sweeping): Promise<Result<SyncRecord>> {
  const { rows, now, note } = run;
  const settled = await settleDoubts(run, read);
  if (!settled.ok) return settled;
  const { excess, countedAt } = read;
  const record: SyncRecord = {
    ...{ ...read, sweep: null, sweptAt: read.sweep.startedAt },
    ...(settled.value ? {} : { pulledAt: null }),
    // A count has led to this sweep: another one tells what it has left.
    countedAt: excess === null ? null : countedAt,
  };
  const finished = await rows.endSweep(now(), recordText(record));
  if (!finished.ok) return finished;
  note(record);
  return success(record);
}
