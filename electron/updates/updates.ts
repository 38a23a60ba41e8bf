import type { UpdateState } from '../contract/updates.ts';
import type { Clock } from '../instance/clock.ts';
import type { Presence } from '../instance/presence.ts';
import type { Metering } from '../sync/metering.ts';
import { updateFailure } from './update-failure.ts';
import type { FoundUpdate, UpdateSource } from './update-source.ts';

/** When the first look for updates is, in milliseconds after the start: nothing of it should be in anybody's way. */
export const firstLook = 2 * 60_000;
/** The pause between looks, in milliseconds. */
export const lookEvery = 6 * 3_600_000;
/** The pause after a look that failed, in milliseconds: who works four hours a day, and is offline at first, hears of updates, too. */
export const lookAgain = 30 * 60_000;

/** The app's own updates: looked for and downloaded in the background, installed when nobody works. */
export interface Updates {
  state(): UpdateState;
  /** Looks now, and downloads what it finds also on a metered connection. Resolves when that is over; a failure is a state. */
  checkNow(): Promise<UpdateState>;
  /** Quits, installs what is ready and starts again. False when nothing is ready, or somebody has changed it meanwhile. */
  install(): boolean;
}

/** What updates need. */
export interface UpdatesOptions {
  /** Brings the source along with the code behind it, when it is needed first. */
  readonly source: () => Promise<UpdateSource>;
  readonly installsOnQuit: boolean;
  readonly clock: Clock;
  readonly presence: Presence;
  readonly metering: Metering;
  /** Evenly from 0 to below 1. */
  readonly random: () => number;
  /** Called after every change of the state. */
  readonly onChange: (state: UpdateState) => void;
}

/** Updates where there are none, and why. */
export function noUpdates(because: Extract<UpdateState, { status: 'off' }>['because']): Updates {
  const state: UpdateState = { status: 'off', because };
  return { state: () => state, checkNow: () => Promise.resolve(state), install: () => false };
}

/**
 * Looks for updates a while after the start and every few hours, while somebody is there and the connection costs nothing. Four
 * hundred computers that start in the morning do not ask all at once.
 */
export function startUpdates(options: UpdatesOptions): Updates {
  const { clock, presence, metering, random, onChange } = options;
  let source: UpdateSource | undefined;
  let state: UpdateState = { status: 'waiting', checkedAt: null, failure: null };
  let checkedAt: number | null = null;
  let underWay: Promise<UpdateState> | null = null;
  let isDue = false;
  let unplan = (): void => undefined;

  function become(next: UpdateState): void {
    state = next;
    onChange(next);
  }

  async function look(): Promise<void> {
    become({ status: 'checking' });
    source ??= await options.source();
    const found = await source.check();
    checkedAt = clock.now();
    if (found === null) become({ status: 'waiting', checkedAt, failure: null });
    else await get(source, found);
  }

  async function get(from: UpdateSource, { version, changes }: FoundUpdate): Promise<void> {
    let told = 0;
    become({ status: 'downloading', version, percent: 0 });
    await from.download((progress) => {
      const percent = Math.floor(progress);
      if (percent <= told) return;
      told = percent;
      become({ status: 'downloading', version, percent });
    });
    become({ status: 'ready', version, changes, installsOnQuit: options.installsOnQuit });
  }

  function check(): Promise<UpdateState> {
    if (state.status === 'ready') return Promise.resolve(state);
    isDue = false;
    underWay ??= look()
      .catch((error: unknown) => {
        become({ status: 'waiting', checkedAt, failure: updateFailure(error) });
        lookIn(lookAgain * (1 + random() / 4));
      })
      .then(() => {
        underWay = null;
        return state;
      });
    return underWay;
  }

  function lookIfFree(): void {
    if (isDue && presence.isPresent() && !metering.isHeldBack()) void check();
  }

  function lookIn(ms: number): void {
    unplan();
    unplan = clock.after(ms, () => {
      isDue = true;
      lookIn(lookEvery * (1 + random() / 4));
      lookIfFree();
    });
  }

  presence.onChange(lookIfFree);
  metering.onChange(lookIfFree);
  lookIn(firstLook * (1 + random()));
  return {
    state: () => state,
    checkNow: check,
    install() {
      if (state.status !== 'ready' || source === undefined) return false;
      if (source.install()) return true;
      become({ status: 'waiting', checkedAt, failure: 'updateNotTrusted' });
      lookIn(lookAgain * (1 + random() / 4));
      return false;
    },
  };
}
