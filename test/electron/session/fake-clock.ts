import type { Clock } from '../../../electron/session/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #wall: number;
  #monotonic = 0;
  readonly #sleepers = new Set<Sleeper>();

  /** @param wall milliseconds since 1970 to start from. */
  constructor(wall = Date.UTC(2026, 0, 15)) {
    this.#wall = wall;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { until: this.#monotonic + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      const giveUp = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** How many wait for time to pass. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Lets time pass, and wakes whoever slept that long. */
  advance(ms: number): void {
    this.#wall += ms;
    this.#monotonic += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.until > this.#monotonic) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** Lets time pass for whoever sleeps, until a promise is settled. */
  async passUntil<Value>(promise: Promise<Value>): Promise<Value> {
    let isOver = false;
    const result = promise.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const next = Math.min(...[...this.#sleepers].map(({ until }) => until));
      if (Number.isFinite(next)) this.advance(next - this.#monotonic);
      await settle();
    }
    return result;
  }

  /** Lets time pass twenty times as fast as it does, until a promise is settled: for what waits for real sockets. */
  async flowUntil<Value>(promise: Promise<Value>): Promise<Value> {
    const step = 5;
    const timer = setInterval(() => this.advance(step * 20), step);
    try {
      return await promise;
    } finally {
      clearInterval(timer);
    }
  }

  /** Somebody sets the clock, or the computer sleeps: the monotonic clock does not notice. */
  setWall(ms: number): void {
    this.#wall += ms;
  }
}

/** Lets everything run that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
