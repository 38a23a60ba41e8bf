import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../contract/failure.ts';
import type { Language } from '../contract/languages.ts';
import type {
  KeepingEstimate,
  KeepOffline,
  KeptPart,
  KeptRows,
  KeptSets,
  SetChanges,
} from '../contract/local-copy.ts';
import type { StructuredQuery } from '../contract/query.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Clock } from '../instance/clock.ts';
import type { EntitySetModel } from '../instance/model.ts';
import type { Presence } from '../instance/presence.ts';
import type { ReceivedList } from '../instance/received-list.ts';
import type { Turn as Asking } from '../instance/request-queue.ts';
import { isWithinPart } from '../query/implied-part.ts';
import type { Lessons } from '../query/lessons.ts';
import type { PartMark } from '../query/local-query.ts';
import { findMember } from '../query/member.ts';
import { estimateKeeping } from './estimate.ts';
import {
  type HeldSet,
  heldSet,
  isGeneral,
  isLeftAlone,
  isUnreachable,
  keptSet,
  noteFailure,
  noteSuccess,
} from './held-set.ts';
import {
  emptyList,
  type KeptList,
  parseList,
  wantedSets,
  withChoice,
  withName,
  withoutRows,
} from './kept-list.ts';
import { matchKept } from './kept-marks.ts';
import type { Metering } from './metering.ts';
import { type AskedPart, type PartMeaning, partMeaning } from './part-meaning.ts';
import { dropUnwishedPictures } from './pictures.ts';
import { readChanges } from './read-changes.ts';
import { createRenewals, type LookedAtRow } from './renewals.ts';
import { renewRows } from './renewed-rows.ts';
import { createRounds, type Turn } from './rounds.ts';
import { doJob, look } from './set-job.ts';
import { type AskLibrary, createStore } from './store.ts';
import { createThrottle } from './throttle.ts';

/** Rows on this computer among which all are that a query may find. */
export interface CompleteRows {
  /** What they are kept as, for {@link Sync.refresh}. */
  readonly key: string;
  /** The part of the set that they are; null for all of its rows. */
  readonly within: PartMark | null;
  /** It can be told what has changed among them, so that they can be brought up to date at once. */
  readonly isFollowed: boolean;
  /** When their last full pull began, in milliseconds since 1970; null when that is not known. */
  readonly pulledAt: number | null;
}

/** Keeps the sets that the user has chosen on this computer, complete and up to date. */
export interface Sync {
  /** How all of them fare. */
  keptSets(): KeptSets;
  /** Reads from the library what is kept, and goes on where it stopped. */
  start(): Promise<void>;
  /**
   * What keeping would take: a page of each set is asked for. Besides the failures of asking: `badRequest` for a view, whose
   * rows have no key.
   */
  estimate(given: KeepOffline, signal: AbortSignal): Promise<Result<KeepingEstimate>>;
  /**
   * Keeps a set or a part of one, and other sets along with it, from now on; `badRequest` for a view. What decides in other
   * sets which rows belong to a part comes along by itself. Resolves when that is noted, not when it is done.
   */
  keep(given: KeepOffline): Promise<Result<null>>;
  /** Keeps rows no longer, nor what came along only for them. */
  stop(rows: KeptRows): Promise<Result<null>>;
  /** Stops all fetching in the background, or lets it go on. */
  pause(isPaused: boolean): Promise<Result<null>>;
  /**
   * Brings complete rows up to date now, before anything else is fetched; whoever asks meanwhile shares it. Resolves at once when
   * it can't be told what has changed among them. `notKept` for what is not complete.
   * @param key a set's name, or that of {@link CompleteRows}
   */
  refresh(key: string, signal: AbortSignal): Promise<Result<null>>;
  /** Resolves when what is kept has been read from the library, or can't be read now; until then no set is complete. */
  whenKnown(): Promise<void>;
  /** All rows of the set are here, and are kept up to date. */
  isComplete(set: string): boolean;
  /** What is complete and has every row that a query may find: the set, or the newest part; null when nothing is. */
  completeFor(asked: AskedPart): CompleteRows | null;
  /**
   * Somebody looks at rows of a followed set. Texts of references and values that the server works out change without their rows
   * being changed: what is old is asked for again, behind everything else.
   */
  lookedAt(set: string, rows: readonly LookedAtRow[]): void;
  /** What has changed in a kept set since the user last looked. */
  changes(set: string): Promise<Result<SetChanges>>;
  /** The user has seen what has changed. */
  changesSeen(set: string): Promise<Result<null>>;
  /**
   * What stood in the way may be gone, because somebody has signed in or the library is open again; or the library has lost
   * rows. What is kept is looked at anew, and fetched where it is missing.
   */
  lookAgain(): void;
  /** Words stand for something else now: the rows of parts that mean another thing by them are due at once. */
  meaningsChanged(): void;
  /** Stops; nothing is asked or written afterwards. */
  dispose(): void;
}

/** What {@link createSync} needs. */
export interface SyncOptions {
  readonly askLibrary: AskLibrary;
  /** Asks the instance for JSON with a list; `address` is absolute, or relative to the OData service root. */
  readonly askList: (address: string, asking: Asking) => Promise<Result<ReceivedList>>;
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  /** Puts in the place of words what they mean now, for this user. */
  readonly understand: (query: StructuredQuery) => Promise<Result<AskedPart>>;
  /** What the instance has refused. */
  readonly lessons: Pick<Lessons, 'isRefused'>;
  readonly language: () => Language;
  readonly clock: Clock;
  readonly presence: Presence;
  readonly metering: Metering;
  readonly isOnline: () => boolean;
  readonly onOnlineChange: (listener: () => void) => () => void;
  /** Told when something of {@link Sync.keptSets} has changed, a few times a second at most. */
  readonly onChange: (kept: KeptSets) => void;
  /** Told when rows of a set have changed. */
  readonly onSetChange: (set: string) => void;
}

/** Names what the user wants kept in the account's state. */
const stateName = 'keptOffline';
/** Between two times that the window is told how it goes on, in milliseconds. */
const tellEveryMs = 300;
const same = (list: KeptList): KeptList => list;
/** Until a library that could not be read is tried again, in milliseconds. */
const firstRetryMs = 2000;
const longestRetryMs = 5 * 60_000;
/** Between two looks whether words stand for something else, as they do on another day, in milliseconds. */
const meaningsEveryMs = 5 * 60_000;

/** Makes the syncing part of an account; nothing is read or asked before it is started. */
export function createSync(options: SyncOptions): Sync {
  const { askList, entitySet, language, clock, presence, metering, isOnline } = options;
  const { onChange, onSetChange } = options;
  const end = new AbortController();
  const store = createStore(options.askLibrary, end.signal);
  let list = emptyList;
  let sets: ReadonlyMap<string, HeldSet> = new Map();
  let restUntil = 0;
  /** The newest change that the window was told of, by set. */
  const shown = new Map<string, number>();
  /** Changes of the list are made one after the other. */
  let lastChange: Promise<unknown> = Promise.resolve();

  const told = createThrottle(clock, tellEveryMs, () => onChange(keptSets()));
  const mayWork = (): boolean =>
    !list.isPaused && isOnline() && presence.isPresent() && !metering.isHeldBack();
  const rounds = createRounds({
    ...{ clock, mayWork, work },
    sets: () => [...sets.values()],
    restUntil: () => restUntil,
  });
  const renewals = createRenewals({ now: () => clock.now(), mayWork, renew });
  let wasOnline = isOnline();
  const stopWatching = [
    presence.onChange(goOn),
    metering.onChange(() => {
      if (metering.isHeldBack()) rounds.interruptBackground();
      goOn();
    }),
    options.onOnlineChange(() => {
      if (isOnline() && !wasOnline) forgetFailures(isUnreachable);
      wasOnline = isOnline();
      goOn();
    }),
  ];
  let loaded: Promise<Result<null>> | null = null;
  let stopRetry: (() => void) | null = null;
  let stopWatchingMeanings: (() => void) | null = null;

  function goOn(): void {
    told.run();
    rounds.look();
  }

  /** What stood in the way is gone. */
  function forgetFailures(isGone: (failure: Failure) => boolean): void {
    restUntil = 0;
    for (const held of sets.values()) {
      if (held.failure !== null && isGone(held.failure)) noteSuccess(held);
    }
  }

  function keptSets(): KeptSets {
    const now = clock.now();
    const kept = [...sets.values()].map((held) => keptSet(held, mayWork(), now));
    const isHeldBack = metering.isHeldBack();
    return { sets: kept, isPaused: list.isPaused, ...(isHeldBack ? { isHeldBack } : {}) };
  }

  async function meaning(set: string, part: KeptPart): Promise<Result<PartMeaning>> {
    const model = await entitySet(set);
    if (!model.ok) return model;
    const { where, search } = part;
    const asked = await options.understand({ set, columns: [], where, search, order: [] });
    return asked.ok ? success(partMeaning(asked.value, model.value, options.lessons)) : asked;
  }

  async function work({ held, job, urgency, signal }: Turn): Promise<Result<null>> {
    told.run();
    const { set, part } = held.wanted;
    const model = await entitySet(set);
    if (model.ok && model.value.detail.name !== set) return giveName(held, model.value.detail.name);
    const before = held.changes;
    const tools = {
      ...{ store, entitySet, meaning, language },
      now: () => clock.now(),
      onProgress: () => told.run(),
    };
    const wanted = { job, isWaitedFor: urgency === 'visible' };
    const done = await doJob(tools, held, wanted, (address, isSmall) =>
      askList(address, { urgency, signal, isSmall }),
    );
    noteOutcome(held, done, signal);
    // For somebody who waits nothing is pulled.
    if (done.ok && !wanted.isWaitedFor) held.isMeantAnew = false;
    if (end.signal.aborted) return done;
    if (held.changes !== before) onSetChange(set);
    if (part === null && held.completeAt !== null && hasPartsBesides(set)) void change(same);
    told.run();
    return done;
  }

  /** The instance has renamed a set: it is kept under its new name, and fetched anew. */
  function giveName(held: HeldSet, name: string): Result<null> {
    const { set } = held.wanted;
    void change((now) => withName(now, set, name));
    const gone = failure({ code: 'notFound' });
    // Until the list has changed, nothing is tried by the old one.
    noteFailure(held, gone.error, clock.now());
    return gone;
  }

  /** Asks for rows of a kept set again. What fails is left as it is, and asked for when somebody looks again later. */
  async function renew(name: string, ids: readonly string[]): Promise<void> {
    const asking: Asking = { urgency: 'background', signal: end.signal };
    const renewed = await renewRows(
      { store, entitySet, language, now: () => clock.now() },
      { set: name, shape: sets.get(name)?.record.shape ?? null, ids },
      (address) => askList(address, asking),
    );
    if (renewed.ok && renewed.value && !end.signal.aborted) onSetChange(name);
  }

  function noteOutcome(held: HeldSet, done: Result<null>, signal: AbortSignal): void {
    if (done.ok) noteSuccess(held);
    // What was interrupted goes on when its turn comes again.
    if (done.ok || signal.aborted) return;
    noteFailure(held, done.error, clock.now());
    if (isGeneral(done.error)) restUntil = held.retryAt;
  }

  /** Reads what is kept, once; when the library can't be read now, the next one who needs it tries again. */
  function load(): Promise<Result<null>> {
    loaded ??= read().then((done) => {
      if (!done.ok) loaded = null;
      return done;
    });
    return loaded;
  }

  async function read(): Promise<Result<null>> {
    const kept = await store('readState', { name: stateName });
    if (!kept.ok) return kept;
    return take(kept.value === null ? emptyList : parseList(kept.value.json));
  }

  async function start(pauseMs: number): Promise<void> {
    const done = await load();
    if (end.signal.aborted) return;
    if (done.ok) return watchMeanings();
    stopRetry = clock.after(pauseMs, () => void start(Math.min(pauseMs * 2, longestRetryMs)));
  }

  /** Takes another list: first its durable form, then what the library protects from eviction. */
  function change(make: (list: KeptList) => KeptList): Promise<Result<null>> {
    const changed = changeAfter(lastChange, make);
    lastChange = changed;
    return changed;
  }

  async function changeAfter(
    before: Promise<unknown>,
    make: (list: KeptList) => KeptList,
  ): Promise<Result<null>> {
    await before;
    const known = await load();
    if (!known.ok) return known;
    const next = make(list);
    const written = await store('writeState', { name: stateName, json: JSON.stringify(next) });
    return written.ok ? take(next) : written;
  }

  async function take(next: KeptList): Promise<Result<null>> {
    const complete = await completeSets();
    const wanted = new Map(wantedSets(next, complete).map((each) => [each.key, each]));
    const gone = [...sets.values()].filter(({ wanted: { key } }) => !wanted.has(key));
    list = next;
    sets = new Map(
      [...wanted].map(([key, each]) => {
        const held = sets.get(key) ?? heldSet(each);
        if (each.withPictures !== held.wanted.withPictures) held.picturesDueAt = 0;
        held.wanted = each;
        return [key, held];
      }),
    );
    for (const held of gone) await rounds.interrupt(held);
    const kept = await matchLibrary();
    const dropped = kept.ok ? await dropPictures(gone) : kept;
    goOn();
    return dropped;
  }

  /** Sets of which all rows are here and kept so; none while the library can't be read, which is told where it is written to. */
  async function completeSets(): Promise<ReadonlySet<string>> {
    const known = await store('listSets', {});
    const kept = known.ok ? known.value.filter(({ isKept }) => isKept) : [];
    return new Set(kept.flatMap(({ name, completeAt }) => (completeAt === null ? [] : [name])));
  }

  /** A set has become whole: its parts need not be kept besides. */
  function hasPartsBesides(set: string): boolean {
    return [...sets.values()].some(({ wanted }) => wanted.set === set && wanted.part !== null);
  }

  /** Looks at a part again whose words may stand for something else. */
  async function understandAnew(held: HeldSet, part: KeptPart): Promise<void> {
    const meant = await meaning(held.wanted.set, part);
    if (!meant.ok) return;
    const isAnew = !isDeepStrictEqual(meant.value.resolved, held.record.meaning);
    // What is being done would end as if it were as it is meant now.
    if (isAnew) await rounds.interrupt(held);
    held.isMeantAnew = isAnew;
    if (held.failure?.code === 'badRequest') noteSuccess(held);
  }

  async function understandAllAnew(): Promise<void> {
    await load();
    for (const held of sets.values()) {
      if (held.wanted.part !== null) await understandAnew(held, held.wanted.part);
    }
    goOn();
  }

  /**
   * Looks now and then at parts whose changes are not told of: the others are understood anew whenever they are followed, and
   * these would be late on another day until they are pulled again anyway.
   */
  async function watchMeanings(): Promise<void> {
    stopWatchingMeanings = clock.after(meaningsEveryMs, () => void watchMeanings());
    if (!mayWork()) return;
    for (const held of [...sets.values()]) {
      const { part } = held.wanted;
      if (part !== null && isLeftAlone(held)) await understandAnew(held, part);
    }
    rounds.look();
  }

  /** Drops pictures that nobody wishes, or wishes any more. */
  function dropPictures(gone: readonly HeldSet[]): Promise<Result<null>> {
    const all = [...sets.values()];
    const wished = all.filter(({ wanted }) => wanted.withPictures);
    return dropUnwishedPictures(
      store,
      [...all, ...gone].map(({ wanted }) => wanted.set),
      wished.map(({ wanted }) => wanted.set),
    );
  }

  /** Has the library keep exactly what is wanted, and learns how far it is. */
  async function matchLibrary(): Promise<Result<null>> {
    const matched = await matchKept(
      store,
      [...sets.values()].map(({ wanted }) => wanted),
    );
    if (!matched.ok) return matched;
    for (const held of sets.values()) {
      const seen = held.busy === null ? await look(store, held) : success(null);
      if (!seen.ok) return seen;
    }
    return success(null);
  }

  /** What is to be kept for a wish: other sets, too, which decide what belongs to a part, or the whole set in its place. */
  async function understood(given: KeepOffline): Promise<Result<KeepOffline>> {
    const { part, ...whole } = given;
    if (part === undefined) return success(given);
    const meant = await meaning(given.set, part);
    if (!meant.ok) return meant;
    const { isWhole, others } = meant.value;
    return success(isWhole ? whole : { ...given, along: [...given.along, ...others] });
  }

  /** A wish by the names that its sets have now; views are refused. */
  async function keepable({ set, along, ...wish }: KeepOffline): Promise<Result<KeepOffline>> {
    const names: string[] = [];
    for (const name of [set, ...along]) {
      const model = await entitySet(name);
      if (!model.ok) return model;
      const { detail } = model.value;
      if (!detail.hasId) return failure({ code: 'badRequest', detail: 'noKey' });
      names.push(detail.name);
    }
    const [own = set, ...others] = names;
    return success({ ...wish, set: own, along: others });
  }

  function isComplete(set: string): boolean {
    return (sets.get(set)?.completeAt ?? null) !== null;
  }

  function completeFor({ plain, models }: AskedPart): CompleteRows | null {
    const { set } = plain;
    const whole = sets.get(set);
    if (whole !== undefined && whole.completeAt !== null) {
      const { isFollowed, pulledAt } = whole.record;
      return { key: set, within: null, isFollowed, pulledAt };
    }
    const fieldOf = (path: string) => findMember(models, set, path);
    const parts = [...sets.values()].flatMap(({ wanted, record, completeAt }) => {
      const { meaning, shape, isFollowed, pulledAt } = record;
      if (wanted.set !== set || wanted.part === null || completeAt === null) return [];
      if (meaning === null || shape === null || !isWithinPart(plain, meaning, fieldOf)) return [];
      const within: PartMark = { part: wanted.part.name, meaning: shape };
      const isToldAll = isFollowed && !meaning.dependsOnOthers;
      return [{ key: wanted.key, within, isFollowed: isToldAll, pulledAt, completeAt }];
    });
    return parts.toSorted((a, b) => b.completeAt - a.completeAt)[0] ?? null;
  }

  return {
    keptSets,
    start: () => start(firstRetryMs),
    estimate: (given, signal) =>
      estimateKeeping(
        {
          ...{ entitySet, meaning, language, now: () => clock.now() },
          ask: (address) => askList(address, { urgency: 'visible', signal }),
        },
        given,
      ),
    async keep(given) {
      const choice = await understood(given);
      if (!choice.ok) return choice;
      const fit = await keepable(choice.value);
      return fit.ok ? change((now) => withChoice(now, fit.value)) : fit;
    },
    stop: (rows) => change((now) => withoutRows(now, rows)),
    async pause(isPaused) {
      const changed = await change((now) => ({ ...now, isPaused }));
      if (isPaused) await rounds.interrupt();
      return changed;
    },
    async refresh(key, signal) {
      const held = sets.get(key);
      if (held === undefined || held.completeAt === null) return failure({ code: 'notKept' });
      return held.record.isFollowed ? rounds.bringUpToDate(held, signal) : success(null);
    },
    async whenKnown() {
      await load();
    },
    isComplete,
    completeFor,
    lookedAt: renewals.lookAt,
    lookAgain() {
      forgetFailures(isGeneral);
      void change(same);
    },
    meaningsChanged: () => void understandAllAnew(),
    async changes(set) {
      const read = await readChanges(store, set);
      if (!read.ok) return read;
      shown.set(set, read.value.newest);
      return success(read.value.changes);
    },
    changesSeen(set) {
      const seen = shown.get(set) ?? 0;
      shown.delete(set);
      return store('forgetChanges', { set, seen, at: clock.now() });
    },
    dispose() {
      end.abort();
      stopRetry?.();
      stopWatchingMeanings?.();
      for (const stop of stopWatching) stop();
      told.dispose();
      rounds.dispose();
    },
  };
}
