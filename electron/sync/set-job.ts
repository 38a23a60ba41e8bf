import type { Failure, FailureCode } from '../contract/failure.ts';
import { type Result, success } from '../contract/result.ts';
import type { EntitySetModel, Language } from '../instance/model.ts';
import { count } from './count.ts';
import { follow } from './follow.ts';
import type { HeldSet } from './held-set.ts';
import type { AskPage } from './pages.ts';
import { pull } from './pull.ts';
import { pulledSet } from './pulled-set.ts';
import type { Run } from './run.ts';
import type { Job } from './schedule.ts';
import type { Store } from './store.ts';
import { sweep } from './sweep.ts';
import { emptyRecord, parseRecord, type SyncRecord } from './sync-record.ts';

/** What jobs are done with. */
export interface JobTools {
  readonly store: Store;
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  readonly language: () => Language;
  readonly now: () => number;
  /** Told after each commit. */
  readonly onProgress: () => void;
}

/** Learns from the library how far a set is: after a commit whose answer was lost nobody else knows. */
export async function look(store: Store, held: HeldSet): Promise<Result<null>> {
  const found = await store('readSyncState', { set: held.wanted.set });
  if (!found.ok) return found;
  held.record = parseRecord(found.value?.sync ?? null) ?? emptyRecord;
  held.completeAt = found.value?.completeAt ?? null;
  held.rows = found.value?.rows ?? 0;
  held.changes = found.value?.changes ?? 0;
  return success(null);
}

/**
 * Does a job for a set. Where its rows turn out to be of another shape than the model and the language now ask for, a full
 * pull is done in its place; for somebody who waits that would take too long, and nothing is done.
 */
export async function doJob(
  tools: JobTools,
  held: HeldSet,
  { job, isWaitedFor }: { readonly job: Job; readonly isWaitedFor: boolean },
  ask: AskPage,
): Promise<Result<null>> {
  const { store, entitySet, language, now, onProgress } = tools;
  const known = await look(store, held);
  if (!known.ok) return known;
  const { set: name, withPictures } = held.wanted;
  const model = await entitySet(name);
  if (!model.ok) return model;
  const set = pulledSet(model.value, language(), withPictures);
  const run: Run = {
    ...{ set, store, ask, now },
    note(record) {
      held.record = record;
      onProgress();
    },
  };
  const record = withoutRefused(held.record, held.refused);
  const fit = record.shape === set.shape ? job : 'pull';
  if (fit === 'pull' && isWaitedFor) return success(null);
  const done = await jobs[fit](run, record, held.rows);
  const seen = await look(store, held);
  if (done.ok) return seen;
  noteRefusal(held, fit, done.error);
  return done;
}

const jobs: Readonly<
  Record<Job, (run: Run, record: SyncRecord, rows: number) => Promise<Result<SyncRecord>>>
> = { pull, follow, sweep, count };

/** Failures with which an instance may say that it does not know an address of its own any more. */
const refusals: ReadonlySet<FailureCode> = new Set([
  ...([
    'serverError',
    'notFound',
    'noPermission',
    'answerNotUnderstood',
    'foreignAddress',
  ] as const),
]);

function noteRefusal(held: HeldSet, job: Job, { code }: Failure): void {
  const link = job === 'count' ? null : (held.record[job]?.nextLink ?? null);
  if (link === null || !refusals.has(code)) return;
  const times = held.refused?.link === link ? held.refused.times + 1 : 1;
  held.refused = { link, times };
}

/**
 * The record without a run whose next page was refused twice: its address has expired, and the run begins anew. Once may be a
 * passing trouble, for which nothing that has been fetched is thrown away.
 */
function withoutRefused(record: SyncRecord, refused: HeldSet['refused']): SyncRecord {
  if (refused === null || refused.times < 2) return record;
  const { pull: pulling, follow: following, sweep: sweeping } = record;
  return {
    ...record,
    pull: pulling?.nextLink === refused.link ? null : pulling,
    follow: following?.nextLink === refused.link ? null : following,
    sweep: sweeping?.nextLink === refused.link ? null : sweeping,
  };
}
