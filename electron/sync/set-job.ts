import type { Failure, FailureCode } from '../contract/failure.ts';
import type { Language } from '../contract/languages.ts';
import type { KeptPart } from '../contract/local-copy.ts';
import { type Result, success } from '../contract/result.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { count } from './count.ts';
import { follow } from './follow.ts';
import { type HeldSet, shrinkPages } from './held-set.ts';
import { wholeSetRows } from './kept-rows.ts';
import type { AskPage } from './pages.ts';
import { type PartMeaning, partTest } from './part-meaning.ts';
import { partRows } from './part-rows.ts';
import { keepPictures, usualLimits } from './pictures.ts';
import { pull } from './pull.ts';
import { pulledSet } from './pulled-set.ts';
import type { Run } from './run.ts';
import { type Job, rhythm } from './schedule.ts';
import type { Store } from './store.ts';
import { sweep } from './sweep.ts';
import { emptyRecord, parseRecord, type SyncRecord } from './sync-record.ts';

/** What jobs are done with. */
export interface JobTools {
  readonly store: Store;
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  /** What a part means now. */
  readonly meaning: (set: string, part: KeptPart) => Promise<Result<PartMeaning>>;
  readonly language: () => Language;
  readonly now: () => number;
  /** Told after each commit. */
  readonly onProgress: () => void;
}

/** Learns from the library how far a set is: after a commit whose answer was lost nobody else knows. */
export async function look(store: Store, held: HeldSet): Promise<Result<null>> {
  const { set, part } = held.wanted;
  const found =
    part === null
      ? await store('readSyncState', { set })
      : await store('readPartState', { set, part: part.name });
  if (!found.ok) return found;
  held.record = parseRecord(found.value?.sync ?? null) ?? emptyRecord;
  held.completeAt = found.value?.completeAt ?? null;
  held.rows = found.value?.rows ?? 0;
  held.changes = found.value?.changes ?? 0;
  return held.wanted.withPictures ? lookAtPictures(store, held) : success(null);
}

async function lookAtPictures(store: Store, held: HeldSet): Promise<Result<null>> {
  const counts = await store('countPictures', { set: held.wanted.set });
  if (!counts.ok) return counts;
  const { here, leftOut, bytes } = counts.value;
  held.pictures = { here, leftOut, isFull: bytes >= usualLimits.total };
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
  const { store, now, onProgress } = tools;
  const known = await look(store, held);
  if (!known.ok) return known;
  if (job === 'pictures') return doPictures(tools, held, ask);
  const asked = await whatIsPulled(tools, held);
  if (!asked.ok) return asked;
  const { set, rows } = asked.value;
  const run: Run = {
    ...{ set, rows, ask, now },
    note(record) {
      held.record = record;
      onProgress();
    },
  };
  const record = withoutRefused(held.record, held.refused);
  const fit = record.shape === set.shape ? job : 'pull';
  if (fit === 'pull' && isWaitedFor) return success(null);
  const before = held.changes;
  const done = await jobOf(fit, run, record, held.rows);
  const seen = await look(store, held);
  if (held.changes !== before) held.picturesDueAt = 0;
  if (done.ok) return seen;
  noteRefusal(held, fit, done.error);
  noteSize(held, fit, done.error);
  return done;
}

/** Keeps what is missing of the pictures of rows that are here. */
async function doPictures(
  { store, entitySet, language, now, onProgress }: JobTools,
  held: HeldSet,
  ask: AskPage,
): Promise<Result<null>> {
  const { set, part } = held.wanted;
  const model = await entitySet(set);
  if (!model.ok) return model;
  const startedAt = now();
  const kept = await keepPictures({
    ...{ model: model.value, part: part?.name ?? null, language: language() },
    ...{ ask, store, now, limits: usualLimits },
    async note() {
      const seen = await lookAtPictures(store, held);
      onProgress();
      return seen;
    },
  });
  if (kept.ok) held.picturesDueAt = startedAt + rhythm.pictures;
  return kept;
}

/** What is asked of the instance, and where its rows are written. */
async function whatIsPulled(
  { store, entitySet, meaning, language }: JobTools,
  { wanted: { set: name, part }, pageSize }: HeldSet,
): Promise<Result<Pick<Run, 'set' | 'rows'>>> {
  const model = await entitySet(name);
  if (!model.ok) return model;
  if (part === null) {
    const set = pulledSet(model.value, language(), null, pageSize);
    return success({ set, rows: wholeSetRows(store, set) });
  }
  const meant = await meaning(name, part);
  if (!meant.ok) return meant;
  const set = pulledSet(model.value, language(), meant.value, pageSize);
  const belongs = partTest(meant.value.resolved, set.fields);
  return success({ set, rows: partRows(store, set, part.name, belongs) });
}

/** What is done for the rows themselves. */
type RowsJob = Exclude<Job, 'pictures'>;

async function jobOf(
  job: RowsJob,
  run: Run,
  record: SyncRecord,
  rows: number,
): Promise<Result<SyncRecord>> {
  // What was made in a part since it was followed last would be missing, and its sweep asks for what is missing.
  const isBegun = job === 'sweep' && run.set.isPart && record.sweep === null;
  const reached = isBegun ? await follow(run, record) : success(record);
  return reached.ok ? jobs[job](run, reached.value, rows) : reached;
}

const jobs: Readonly<
  Record<RowsJob, (run: Run, record: SyncRecord, rows: number) => Promise<Result<SyncRecord>>>
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

/** The page that a job goes on with; null where it begins. */
function nextLinkOf({ record }: HeldSet, job: RowsJob): string | null {
  return job === 'count' ? null : (record[job]?.nextLink ?? null);
}

/**
 * Asks for fewer rows at once where the instance could not answer with so many. The addresses of further pages have the size
 * in them, so that what is too large there begins anew; what only took too long there has been quicker before, and will be.
 */
function noteSize(held: HeldSet, job: RowsJob, { code }: Failure): void {
  const link = nextLinkOf(held, job);
  if (code === 'answerTooLarge') {
    shrinkPages(held);
    if (link !== null) held.refused = { link, times: mostRefusals };
  } else if (code === 'timedOut' && link === null) {
    held.timeouts += 1;
    if (held.timeouts > 1) shrinkPages(held);
  }
}

/** Once may be a passing trouble, for which nothing that has been fetched is thrown away. */
const mostRefusals = 2;

function noteRefusal(held: HeldSet, job: RowsJob, { code }: Failure): void {
  const link = nextLinkOf(held, job);
  if (link === null || !refusals.has(code)) return;
  const times = held.refused?.link === link ? held.refused.times + 1 : 1;
  held.refused = { link, times };
}

/** The record without a run whose next page was refused too often: its address has expired, and the run begins anew. */
function withoutRefused(record: SyncRecord, refused: HeldSet['refused']): SyncRecord {
  if (refused === null || refused.times < mostRefusals) return record;
  const { pull: pulling, follow: following, sweep: sweeping } = record;
  return {
    ...record,
    pull: pulling?.nextLink === refused.link ? null : pulling,
    follow: following?.nextLink === refused.link ? null : following,
    sweep: sweeping?.nextLink === refused.link ? null : sweeping,
  };
}
