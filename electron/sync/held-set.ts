import type { Failure, FailureCode } from '../contract/failure.ts';
import type { KeptPictures, KeptSet } from '../contract/local-copy.ts';
import type { WantedSet } from './kept-list.ts';
import { largestPage } from './pages.ts';
import { type DueJob, type Job, nextJob } from './schedule.ts';
import { emptyRecord, type SyncRecord } from './sync-record.ts';

/** A kept set, or a kept part of one, while the app runs: what the library said of it last, and what is being done about it. */
export interface HeldSet {
  wanted: WantedSet;
  record: SyncRecord;
  completeAt: number | null;
  /** Rows on this computer. */
  rows: number;
  /** Another number whenever a row has been added, changed or removed. */
  changes: number;
  /** What is kept of pictures; null where nobody wishes any, or nobody has looked. */
  pictures: KeptPictures | null;
  /** When to look for missing pictures, in milliseconds since 1970. */
  picturesDueAt: number;
  busy: Job | null;
  /** Words of the part stand for something else than when its rows were pulled. */
  isMeantAnew: boolean;
  /** Why the last try failed; null after one that did not. */
  failure: Failure | null;
  /** Failures in a row. */
  tries: number;
  /** Not tried again before, in milliseconds since 1970. */
  retryAt: number;
  /** The page that the instance refused last, and how often in a row. */
  refused: { readonly link: string; readonly times: number } | null;
  /** Rows of a page: fewer where the instance could not answer with more. */
  pageSize: number;
  /** How often in a row the first page of a run took too long. */
  timeouts: number;
}

/** A set of which nothing is known yet. */
export function heldSet(wanted: WantedSet): HeldSet {
  return {
    ...{ wanted, record: emptyRecord, completeAt: null, rows: 0, changes: 0 },
    ...{ pictures: null, picturesDueAt: 0 },
    ...{ busy: null, isMeantAnew: false, failure: null, tries: 0, retryAt: 0, refused: null },
    ...{ pageSize: largestPage, timeouts: 0 },
  };
}

const smallestPage = 100;

/** Has pages asked for that are half as large. */
export function shrinkPages(held: HeldSet): void {
  held.pageSize = Math.max(smallestPage, Math.floor(held.pageSize / 2));
}

const firstPauseMs = 15_000;
const longestPauseMs = 30 * 60_000;
/** The longest wait for a time that the server has told. */
const longestWaitMs = 60 * 60_000;

/** Failures that say nothing of a set: while one lasts, no set can be fetched. */
const generalCodes: ReadonlySet<FailureCode> = new Set([
  ...(['offline', 'hostNotFound', 'hostUnreachable', 'hostNotTrusted', 'timedOut'] as const),
  ...(['needsSignIn', 'noLicenceSeat', 'tooManyRequests', 'serverUnavailable'] as const),
  ...(['copyLocked', 'copyUnavailable', 'storageFailed', 'storageLocked'] as const),
]);

/** Failures that only mean that there is no way to the instance now. */
const unreachableCodes: ReadonlySet<FailureCode> = new Set([
  ...(['offline', 'hostNotFound', 'hostUnreachable', 'timedOut'] as const),
]);

/** Whether all sets have to wait, and not only the one that failed. */
export function isGeneral({ code }: Failure): boolean {
  return generalCodes.has(code);
}

/** Whether coming back to the network ends what the failure stands for. */
export function isUnreachable({ code }: Failure): boolean {
  return unreachableCodes.has(code);
}

/** Notes a failure: it is tried again later, and later each time, or when the server says. */
export function noteFailure(held: HeldSet, error: Failure, now: number): void {
  const pause = Math.min(firstPauseMs * 2 ** held.tries, longestPauseMs);
  held.failure = error;
  held.tries += 1;
  held.retryAt = Math.min(Math.max(now + pause, error.retryAt ?? 0), now + longestWaitMs);
}

/** When a wait ends that was to last until a time: now, if only a clock that was set back since makes it last so long. */
export function endOfWait(until: number, now: number): number {
  return until - now > longestWaitMs ? now : until;
}

/** Forgets a failure. */
export function noteSuccess(held: HeldSet): void {
  held.failure = null;
  held.timeouts = 0;
  held.tries = 0;
  held.retryAt = 0;
}

/** What is to be done next for a set, not before its pause after a failure is over. */
export function dueJob(held: HeldSet, now: number): DueJob {
  const { record, completeAt, retryAt } = held;
  const next: DueJob = held.isMeantAnew
    ? { job: 'pull', dueAt: now }
    : nextJob(record, completeAt !== null, now);
  const { job, dueAt } = isPicturesTurn(held, next, now) ? picturesAt(held) : next;
  return { job, dueAt: Math.max(dueAt, endOfWait(retryAt, now)) };
}

/** Rows are here of which it can't be told what has changed, and nothing is being done about them. */
export function isLeftAlone({ record, busy, isMeantAnew }: HeldSet): boolean {
  const { isFollowed, pull, shape } = record;
  return shape !== null && !isFollowed && pull === null && busy === null && !isMeantAnew;
}

function picturesAt({ picturesDueAt }: HeldSet): DueJob {
  return { job: 'pictures', dueAt: picturesDueAt };
}

/** Pictures belong to rows that are here, and wait until nothing else has to be done for the set. */
function isPicturesTurn(held: HeldSet, { dueAt }: DueJob, now: number): boolean {
  const isWished = held.wanted.withPictures && held.completeAt !== null;
  return isWished && dueAt > now && held.picturesDueAt < dueAt;
}

/** How a set fares, as the window is told. @param mayWork nothing keeps the fetching from going on */
export function keptSet(held: HeldSet, mayWork: boolean, now: number): KeptSet {
  const { wanted, record, completeAt, failure } = held;
  const isPulling = record.pull !== null || completeAt === null;
  return {
    ...{ set: wanted.set, part: partOf(wanted), along: wanted.along, completeAt },
    status: statusOf(held, mayWork, now),
    rows: isPulling ? (record.pull?.rows ?? 0) : held.rows,
    total: isPulling ? (record.pull?.total ?? null) : record.total,
    failure: failure !== null && !isUnreachable(failure) ? failure : null,
    ...(wanted.withPictures && held.pictures !== null ? { pictures: held.pictures } : {}),
  };
}

function partOf({ part }: WantedSet): KeptSet['part'] {
  if (part === null) return null;
  const { name: _, ...chosen } = part;
  return chosen;
}

function statusOf(held: HeldSet, mayWork: boolean, now: number): KeptSet['status'] {
  const { busy, failure } = held;
  if (busy !== null && mayWork) return busy === 'pull' ? 'pulling' : 'following';
  if (failure !== null && !isUnreachable(failure)) return 'failed';
  return dueJob(held, now).dueAt <= now || failure !== null ? 'waiting' : 'upToDate';
}
