import type { Clock } from '../../../electron/session/clock.ts';
import type { World } from './world.ts';

interface Sleeper {
  /** Milliseconds that the computer has to be awake for. */
  left: number;
  since: number;
  stop: () => void;
  readonly wake: () => void;
}

/**
 * A computer's clocks: the wall clock can be set, the monotonic clock and every timer stand still while it sleeps, as on
 * Linux (`clock_gettime(2)`, `CLOCK_MONOTONIC`).
 */
export class Computer implements Clock {
  readonly #world: World;
  readonly #sleepers = new Set<Sleeper>();
  /** How far the wall clock is ahead of true time, in milliseconds. */
  #error = 0;
  #slept = 0;
  #asleepSince: number | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  get isAwake(): boolean {
    return this.#asleepSince === null;
  }

  now(): number {
    return this.#world.now() + this.#error;
  }

  monotonic(): number {
    return (this.#asleepSince ?? this.#world.now()) - this.#slept;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = { left: ms, since: 0, stop: () => undefined, wake: resolve };
      this.#sleepers.add(sleeper);
      if (this.isAwake) this.#begin(sleeper);
      const giveUp = (): void => {
        sleeper.stop();
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Somebody sets the clock. */
  setClock(error: number): void {
    this.#error = error;
  }

  fallAsleep(): void {
    if (!this.isAwake) return;
    this.#asleepSince = this.#world.now();
    for (const sleeper of this.#sleepers) {
      sleeper.stop();
      sleeper.left -= this.#world.now() - sleeper.since;
    }
  }

  wakeUp(): void {
    if (this.#asleepSince === null) return;
    this.#slept += this.#world.now() - this.#asleepSince;
    this.#asleepSince = null;
    for (const sleeper of this.#sleepers) this.#begin(sleeper);
  }

  #begin(sleeper: Sleeper): void {
    sleeper.since = this.#world.now();
    sleeper.stop = this.#world.at(sleeper.since + sleeper.left, () => {
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    });
  }
}
