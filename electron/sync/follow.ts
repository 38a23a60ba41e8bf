import { type Result, success } from '../contract/result.ts';
import { eachPage, type Page, rowsWith } from './pages.ts';
import { laterOf, newestUpdate } from './pulled-set.ts';
import type { Run } from './run.ts';
import { recordText, type SyncRecord } from './sync-record.ts';

type Progress = NonNullable<SyncRecord['follow']>;

/**
 * Fetches what has changed since the watermark, and some of before. What comes twice changes nothing. The watermark moves with
 * the last page, to the newest update on the **first**: what is changed while a long run goes on is older than what its last
 * page tells, and would be lost.
 * @returns the record afterwards
 * @see ERP.net docs, data-sync/incremental-pull.md
 */
export async function follow(run: Run, record: SyncRecord): Promise<Result<SyncRecord>> {
  const { set, ask, now } = run;
  let reached = record;
  let progress: Progress = record.follow ?? {
    ...{ startedAt: now(), nextLink: null, watermark: record.watermark },
  };
  const address = progress.nextLink ?? set.followAddress(record.watermark);
  // Since the last time little has changed, as a rule.
  const isSmall = progress.nextLink === null && record.watermark !== null;
  const read = await eachPage(
    ask,
    { address, read: rowsWith(set.fields), isSmall },
    async (page) => {
      progress = after(run, progress, page);
      const next: SyncRecord =
        page.nextLink === null ? atEnd(reached, progress) : { ...reached, follow: progress };
      const kept = await keepPage(run, page, reached, next);
      if (kept.ok) reached = next;
      return kept;
    },
  );
  return read.ok ? success(reached) : read;
}

function after({ set, now }: Run, progress: Progress, { rows, nextLink }: Page): Progress {
  const isFirst = progress.nextLink === null;
  const newest = isFirst ? newestUpdate(set, rows, now()) : null;
  const watermark = laterOf(progress.watermark, newest);
  return { ...progress, nextLink, watermark };
}

function atEnd(record: SyncRecord, { startedAt, watermark }: Progress): SyncRecord {
  return { ...record, follow: null, followedAt: startedAt, watermark };
}

async function keepPage(
  { rows: kept, now, note }: Run,
  { rows }: Page,
  before: SyncRecord,
  behind: SyncRecord,
): Promise<Result<null>> {
  const receivedAt = now();
  const page = { rows, receivedAt, before: recordText(before), behind: recordText(behind) };
  const completeAt = behind.follow === null ? (behind.followedAt ?? receivedAt) : null;
  const written = await kept.writeChanged(page, completeAt);
  if (written.ok) note(behind);
  return written;
}
