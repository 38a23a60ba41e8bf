import { type Result, success } from '../contract/result.ts';
import { confirmEmpty } from './emptiness.ts';
import { eachPage, inMessages, type Page } from './pages.ts';
import { newestUpdate } from './pulled-set.ts';
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

async function begin({ set, store, now, note }: Run, record: SyncRecord): Promise<Result<Pulling>> {
  const { pull: underWay } = record;
  if (underWay?.shape === set.shape) return success({ ...record, pull: underWay });
  const start: Progress = {
    ...{ startedAt: now(), nextLink: null, isRead: false, shape: set.shape },
    ...{ rows: 0, total: null, watermark: null },
  };
  const begun: Pulling = { ...record, pull: start };
  const { name, columns } = set;
  const started = await store('startStaging', { set: name, columns, sync: recordText(begun) });
  if (!started.ok) return started;
  note(begun);
  return success(begun);
}

async function readPages(run: Run, begun: Pulling): Promise<Result<Pulling>> {
  const { set, ask } = run;
  let reached = begun;
  const address = begun.pull.nextLink ?? set.pullAddress();
  const read = await eachPage(ask, { address, fields: set.fields }, async (page) => {
    const next: Pulling = { ...reached, pull: after(run, reached.pull, page) };
    const kept = await keepPage(run, page, reached, next);
    if (kept.ok) reached = next;
    return kept;
  });
  return read.ok ? success(reached) : read;
}

function after({ set, now }: Run, pull: Progress, { rows, nextLink, total }: Page): Progress {
  const isFirst = pull.nextLink === null;
  return {
    ...pull,
    nextLink,
    isRead: nextLink === null,
    rows: pull.rows + rows.length,
    total: isFirst ? total : pull.total,
    watermark: isFirst ? newestUpdate(set, rows, now()) : pull.watermark,
  };
}

/** The cursor moves with the last rows of its page: after an end in between the page comes again, and what came twice is one row. */
async function keepPage(
  { set, store, now, note }: Run,
  { rows }: Page,
  before: Pulling,
  behind: Pulling,
): Promise<Result<null>> {
  const receivedAt = now();
  const kept = await inMessages(rows, (some, isLast) =>
    store('writeStagedPage', {
      ...{ set: set.name, columns: set.columns, rows: some, receivedAt },
      sync: recordText(isLast ? behind : before),
    }),
  );
  if (kept.ok) note(behind);
  return kept;
}

async function publish({ set, store, now, note }: Run, read: Pulling): Promise<Result<SyncRecord>> {
  const { startedAt, shape, watermark, total, rows } = read.pull;
  // Of rows that don't say when they were changed the changes can't be asked for.
  const isFollowed = set.updateColumn !== null && (watermark !== null || rows === 0);
  // What is counted and not shown is no sign of rows that are missing.
  const excess = total === null ? 0 : Math.min(0, rows - total);
  const record: SyncRecord = {
    ...{ shape, watermark, isFollowed, total, excess },
    ...{ pulledAt: startedAt, sweptAt: startedAt, countedAt: startedAt },
    ...{ followedAt: null, pull: null, follow: null, sweep: null },
  };
  const { name } = set;
  const published = await store('publishStaging', {
    ...{ set: name, at: startedAt, sync: recordText(record) },
    // Texts in another language are not what somebody has changed.
    replacement: { at: now(), isComparable: read.shape === shape },
  });
  if (!published.ok) return published;
  note(record);
  return success(record);
}
