import { type AskingPerson, understand } from '../../../electron/answers/asked-query.ts';
import type { Language } from '../../../electron/contract/languages.ts';
import type { KeptSet, KeptSets } from '../../../electron/contract/local-copy.ts';
import type { ChosenRecord, StructuredQuery } from '../../../electron/contract/query.ts';
import type { Result } from '../../../electron/contract/result.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { listReadAlready, type ReceivedList } from '../../../electron/instance/received-list.ts';
import type { Turn } from '../../../electron/instance/request-queue.ts';
import { nextLinkIn } from '../../../electron/query/answered-page.ts';
import { noLessons } from '../../../electron/query/lessons.ts';
import { createTimeZone } from '../../../electron/query/time-zone.ts';
import type { AskedPart } from '../../../electron/sync/part-meaning.ts';
import type { AskLibrary } from '../../../electron/sync/store.ts';
import { createSync, type Sync } from '../../../electron/sync/sync.ts';
import { createFakeClock, type FakeClock } from '../instance/fake-clock.ts';
import { FakePresence } from '../instance/fake-presence.ts';

/** What a world is made with. */
export interface WorldOptions {
  /** The library, which outlives the world as its files do the app. */
  readonly askLibrary: AskLibrary;
  readonly ask: (address: string, asking: Turn) => Promise<Result<unknown>>;
  readonly models: (set: string) => EntitySetModel | undefined;
  readonly clock?: FakeClock;
  /** Pages are long, so that it is seen where they lead before they are read. */
  readonly hasLongPages?: boolean;
}

/** A syncing part at work, with all that a test does to it and sees of it. */
export interface SyncWorld {
  readonly sync: Sync;
  readonly clock: FakeClock;
  readonly presence: FakePresence;
  /** What a query means now, to the person whose computer it is. */
  understand(query: StructuredQuery): Promise<Result<AskedPart>>;
  /** What the window was told, in order. */
  readonly told: KeptSets[];
  /** Sets whose rows changed, in order. */
  readonly changed: string[];
  setOnline(isOnline: boolean): void;
  /** The connection costs by what is fetched from here on, or does so no more. */
  setMetered(isMetered: boolean): void;
  speak(language: Language): void;
  /** The person tells which record of a set they work in. */
  workIn(record: ChosenRecord): void;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  /** Lets time pass, in steps after each of which all that fell due is done. */
  pass(ms: number, stepMs?: number): Promise<void>;
  kept(set: string): KeptSet | undefined;
  /** From here on nothing is asked or written any more, as when the app is killed after so many steps more. */
  crashAfter(steps: number): void;
  hasCrashed(): boolean;
}

/** Lets everything run that waits for messages; a library in this process sends those with `setImmediate`. */
async function turn(): Promise<void> {
  for (let each = 0; each < 6; each += 1) await new Promise(setImmediate);
}

const isAborted = ({ signal }: Turn): boolean => signal?.aborted === true;

/** What a request comes to whose signal aborts, whatever the instance does. */
function abortion({ signal }: Turn): Promise<Result<unknown>> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(failure({ code: 'cancelled' })));
  });
}

/** Starts a syncing part. */
export function createWorld({
  askLibrary,
  ask,
  models,
  clock = createFakeClock(),
  hasLongPages = false,
}: WorldOptions): SyncWorld {
  const presence = new FakePresence();
  const told: KeptSets[] = [];
  const changed: string[] = [];
  const listeners = new Set<() => void>();
  let isOnline = true;
  let isMetered = false;
  const meteringListeners = new Set<() => void>();
  let language: Language = 'en';
  const current = new Map<string, ChosenRecord>();
  let underWay = 0;
  let steps = 0;
  let stepsLeft = Number.POSITIVE_INFINITY;

  /** A step that is not taken any more never ends, because nobody is there to hear of it. */
  async function step<Value>(work: () => Promise<Value>): Promise<Value> {
    stepsLeft -= 1;
    if (stepsLeft < 0) {
      sync.dispose();
      return new Promise(() => undefined);
    }
    underWay += 1;
    steps += 1;
    const value = await work();
    underWay -= 1;
    return value;
  }

  /** What is fetched in the background waits while nobody is there, as the queue of requests has it. */
  async function sentInTurn(address: string, asking: Turn): Promise<Result<unknown>> {
    if (asking.urgency === 'background' && !presence.isPresent()) {
      const isBack = Promise.withResolvers<void>();
      const stop = presence.onChange(isBack.resolve);
      underWay -= 1;
      await Promise.race([isBack.promise, abortion(asking)]);
      underWay += 1;
      stop();
    }
    return ask(address, asking);
  }

  function received(answer: unknown): ReceivedList {
    const list = listReadAlready(answer);
    return hasLongPages ? { ...list, seenNextLink: nextLinkIn(answer) ?? null } : list;
  }

  function entitySet(name: string): Promise<Result<EntitySetModel>> {
    const model = models(name);
    return Promise.resolve(model === undefined ? failure({ code: 'notFound' }) : success(model));
  }

  const person: AskingPerson = {
    now: () => clock.now(),
    timeZone: () => createTimeZone('UTC'),
    locale: () => 'en-GB',
    me: { set: 'Systems_Security_Users', id: '00000000-0000-4000-8000-000000000001' },
    current: () => Promise.resolve(current),
  };

  const whatIsMeant = (query: StructuredQuery) => understand(query, entitySet, person);

  const sync = createSync({
    askLibrary: (name, given, signal) => step(() => askLibrary(name, given, signal)),
    askList: (address, asking) =>
      step(async () => {
        if (isAborted(asking)) return failure({ code: 'cancelled' });
        const answer = await Promise.race([sentInTurn(address, asking), abortion(asking)]);
        return answer.ok ? success(received(answer.value)) : answer;
      }),
    entitySet,
    understand: whatIsMeant,
    lessons: noLessons,
    language: () => language,
    ...{ clock, presence },
    metering: {
      isHeldBack: () => isMetered,
      onChange(listener) {
        meteringListeners.add(listener);
        return () => void meteringListeners.delete(listener);
      },
    },
    isOnline: () => isOnline,
    onOnlineChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onChange: (kept) => told.push(kept),
    onSetChange: (set) => changed.push(set),
  });

  async function idle(): Promise<void> {
    for (let before = -1; before !== steps || underWay > 0; ) {
      before = steps;
      await turn();
    }
  }

  return {
    ...{ sync, clock, presence, told, changed, idle },
    understand: whatIsMeant,
    setMetered(now) {
      isMetered = now;
      for (const listener of [...meteringListeners]) listener();
    },
    setOnline(now) {
      isOnline = now;
      for (const listener of [...listeners]) listener();
    },
    speak: (now) => {
      language = now;
    },
    workIn(record) {
      current.set(record.set, record);
      sync.meaningsChanged();
    },
    async pass(ms, stepMs = ms) {
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.advance(Math.min(stepMs, left));
        await idle();
      }
    },
    kept: (set) => sync.keptSets().sets.find((each) => each.set === set),
    crashAfter: (steps) => {
      stepsLeft = steps;
    },
    hasCrashed: () => stepsLeft < 0,
  };
}
