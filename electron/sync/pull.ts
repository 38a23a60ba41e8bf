import { type Result, success } from '../contract/result.ts';
import { confirmEmpty } from './emptiness.ts';
import { newestPacked, type PackedRows, packedCount, packedWith } from './packed-rows.ts';
import { eachPageOf, type Page, type PagePlace, withinTotal } from './pages.ts';
import { laterOf, newestUpdate } from './pulled-set.ts';
import { recentUpdate } from './recent-update.ts';
import type { Run } from './run.ts';
import { recordText, type SyncRecord } from './sync-record.ts';

type Progress = NonNullable<SyncRecord['pull']>;

/** A record with a full pull under way. */
interface Pulling extends SyncRecord {
  readonly pull: Progress;
}

/**
 * Pulls all rows of a set, beside those of an earlier pull, which stay until the new ones are whole. One that was interrupted
 * goes on from its next page.
 *
 * The incremental pulls go on from the newest update **on the first page**: it is no later than the beginning of the pull,
 * so whatever is changed while the other pages are read comes again. What the last page tells may be hours later.
 * @param rows how many are here
 * @see ERP.net docs, data-sync/incremental-pull.md
 */
export async function pull(
  run: Run,
  record: SyncRecord,
  rows: number,
): Promise<Result<SyncRecord>> {
  const begun = await begin(run, record);
  if (!begun.ok) return begun;
  const read = begun.value.pull.isRead ? begun : await readPages(run, begun.value);
  if (!read.ok) return read;
  if (read.value.pull.rows === 0) {
    const confirmed = await confirmEmpty(run, rows, { ...read.value, pull: null });
    if (!confirmed.ok) return confirmed;
  }
  return publish(run, read.value);
}

async function begin(run: Run, record: SyncRecord): Promise<Result<Pulling>> {
  const { set, rows, now, note } = run;
  const { pull: underWay } = record;
  if (underWay?.shape === set.shape) return success({ ...record, pull: underWay });
  const startedAt = now();
  const recent = set.isPart ? await recentUpdate(run) : success(null);
  if (!recent.ok) return recent;
  const start: Progress = {
    ...{ startedAt, nextLink: null, isRead: false, shape: set.shape },
    ...{ rows: 0, total: null, watermark: recent.value },
  };
  // What a sweep has seen before is of another run.
  const begun: Pulling = { ...record, pull: start, sweep: set.isPart ? null : record.sweep };
  const started = await rows.startPull(recordText(begun));
  if (!started.ok) return started;
  note(begun);
  return success(begun);
}

async function readPages(run: Run, begun: Pulling): Promise<Result<Pulling>> {
  const { set, ask, now } = run;
  let reached = begun;
  const pack = packedWith(set.fields, (rows) => newestUpdate(set, rows, now()));
  const from = { addresses: set.pullAddresses(), read: pack };
  const read = await eachPageOf(ask, from, begun.pull, async (page, place) => {
    const next: Pulling = { ...reached, pull: after(reached.pull, page, place) };
    const fits = withinTotal(next.pull.rows, next.pull.total);
    if (!fits.ok) return fits;
    const kept = await keepPage(run, page, reached, next);
    if (kept.ok) reached = next;
    return kept;
  });
  return read.ok ? success(reached) : read;
}

/** @param place of the page after this one; null at the end */
function after(
  pull: Progress,
  { rows, total }: Page<PackedRows>,
  place: PagePlace | null,
): Progress {
  const isFirstOfItsQuery = pull.nextLink === null;
  const isFirst = isFirstOfItsQuery && (pull.query ?? 0) === 0;
  return {
    ...{ ...pull, nextLink: place?.nextLink ?? null, query: place?.query ?? 0 },
    isRead: place === null,
    rows: pull.rows + packedCount(rows),
    total: isFirstOfItsQuery && total !== null ? (pull.total ?? 0) + total : pull.total,
    watermark: isFirst ? laterOf(pull.watermark, newestPacked(rows)) : pull.watermark,
  };
}

async function keepPage(
  { set, rows: kept, now, note }: Run,
  { rows }: Page<PackedRows>,
  before: Pulling,
  behind: Pulling,
): Promise<Result<null>> {
  const page = { rows, receivedAt: now() };
  const places = { before: recordText(before), behind: recordText(behind) };
  const written = await kept.writePulled({ ...page, ...places }, set.isComparable(before.shape));
  if (written.ok) note(behind);
  return written;
}

async function publish(
  { set, rows: kept, now, note }: Run,
  read: Pulling,
): Promise<Result<SyncRecord>> {
  const { startedAt, shape, watermark, total, rows } = read.pull;
  // Of rows that don't say when they were changed the changes can't be asked for; without rows, all of the set are asked for.
  const isFollowed =
    set.updateColumn !== null && (watermark !== null || (rows === 0 && !set.isPart));
  // What is counted and not shown is no sign of rows that are missing.
  const excess = total === null ? 0 : Math.min(0, rows - total);
  const record: SyncRecord = {
    ...{ shape, watermark, isFollowed, total, excess, meaning: set.meaning },
    ...{ pulledAt: startedAt, sweptAt: startedAt, countedAt: startedAt },
    ...{ followedAt: null, pull: null, follow: null, sweep: null },
  };
  const published = await kept.endPull({
    ...{ shape, at: startedAt, sync: recordText(record) },
    // Texts in another language are not what somebody has changed.
    replacement: { at: now(), isComparable: read.shape === shape },
  });
  if (!published.ok) return published;
  note(record);
  return success(record);
}
