/** Something that happens at a moment of true time. */
interface Event {
  readonly at: number;
  readonly run: () => void;
}

/**
 * True time, which passes only when nothing is under way: a month takes as long as the work that is done in it. Real
 * sockets and real files are waited for while time stands still, so a seed always plays the same.
 */
export class World {
  #now: number;
  /** Sorted by time, and what was asked for first comes first. */
  #events: Event[] = [];
  #underWay = 0;
  #whenIdle = Promise.withResolvers<void>();

  /** @param start milliseconds since 1970. */
  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now;
  }

  /** Calls `run` when the time has come; the returned function prevents that. */
  at(time: number, run: () => void): () => void {
    const event = { at: Math.max(time, this.#now), run };
    let index = this.#events.length;
    while (index > 0 && (this.#events[index - 1]?.at ?? 0) > event.at) index -= 1;
    this.#events.splice(index, 0, event);
    return () => {
      this.#events = this.#events.filter((other) => other !== event);
    };
  }

  /** Resolves when so many milliseconds have passed. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.#now + ms, resolve));
  }

  /** Real work during which time stands still. */
  async work<Value>(task: () => Promise<Value>): Promise<Value> {
    this.#underWay += 1;
    try {
      return await task();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) {
        this.#whenIdle.resolve();
        this.#whenIdle = Promise.withResolvers();
      }
    }
  }

  /**
   * Lets time pass.
   * @param onStep told how many milliseconds pass before each event
   */
  async run(until: number, onStep: (ms: number) => void): Promise<void> {
    for (;;) {
      await this.#settled();
      const next = this.#events[0];
      const to = Math.min(next?.at ?? until, until);
      onStep(to - this.#now);
      this.#now = to;
      if (next === undefined || next.at > until) return;
      this.#events.shift();
      next.run();
    }
  }

  /** Resolves when nothing is under way that does not wait for time to pass. */
  async #settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      if (this.#underWay > 0) await this.#whenIdle.promise;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#underWay > 0 || hasOpenFileRequests() ? 0 : quiet + 1;
    }
  }
}

/** The lock between processes works on files by itself. */
function hasOpenFileRequests(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(FSReq|CloseReq|FileHandle)/.test(name));
}
