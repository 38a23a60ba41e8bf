import { largestPage } from './pages.ts';
import type { SyncRecord } from './sync-record.ts';

/** What can be done for a kept set. */
export type Job = 'pull' | 'follow' | 'count' | 'sweep' | 'pictures';

/** A job, and when it is due in milliseconds since 1970. */
export interface DueJob {
  readonly job: Job;
  readonly dueAt: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long each may wait after the last time, in milliseconds. */
export const rhythm = {
  follow: 10 * minute,
  /** Counting costs the server something and shows deletions soon. */
  count: hour,
  sweep: day,
  /** A set that doesn't tell what has changed. */
  repull: 6 * hour,
  /** Pictures are looked at again, whether they are old, and after each change of the rows. */
  pictures: day,
  /** A set that does: texts of references and calculated values change without its rows being changed. */
  renewal: 7 * day,
  /** A part of a set that is swept by one request is not counted besides. */
  smallSweep: hour,
} as const;

/** A time that lies further ahead than anything waits is of a clock that was set back since: due now, as what was never done. */
function due(at: number | null, every: number, now: number): number {
  return at === null || at - now > every ? now : at + every;
}

/**
 * What is to be done next for a set, now or later.
 * @param isComplete all of its rows are here, from a full pull before
 * @param now milliseconds since 1970
 */
export function nextJob(record: SyncRecord, isComplete: boolean, now: number): DueJob {
  const pullNow: DueJob = { job: 'pull', dueAt: now };
  if (!isComplete || record.shape === null) return pullNow;
  const isRenewed = record.isFollowed && record.meaning?.dependsOnOthers !== true;
  const renewed = isRenewed ? rhythm.renewal : rhythm.repull;
  const pull: DueJob =
    record.pull === null ? { job: 'pull', dueAt: due(record.pulledAt, renewed, now) } : pullNow;
  if (!record.isFollowed) return pull;
  const follow: DueJob = { job: 'follow', dueAt: due(record.followedAt, rhythm.follow, now) };
  const jobs: readonly DueJob[] = [follow, ...deletionJobs(record, now), pull];
  // Of several that are due the first counts, because it costs least or shows most.
  const isDue = jobs.find(({ dueAt }) => dueAt <= now);
  return isDue ?? jobs.reduce((first, job) => (job.dueAt < first.dueAt ? job : first));
}

/** What finds out which rows were deleted. */
function deletionJobs(record: SyncRecord, now: number): readonly DueJob[] {
  const { meaning, total, pull, sweep, sweptAt, countedAt } = record;
  if (meaning === null) {
    return [
      { job: 'sweep', dueAt: sweep === null ? due(sweptAt, rhythm.sweep, now) : now },
      { job: 'count', dueAt: due(countedAt, rhythm.count, now) },
    ];
  }
  // A pull that is under way tells the same, and would not know what a sweep in between has seen.
  if (pull !== null) return [];
  // Rows leave a part without being deleted, so their number says nothing.
  const every = (total ?? largestPage) < largestPage ? rhythm.smallSweep : rhythm.sweep;
  return [{ job: 'sweep', dueAt: sweep === null ? due(sweptAt, every, now) : now }];
}
