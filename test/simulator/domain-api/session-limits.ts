/** Why a request of a session can't be served now, and when to come again. */
export interface Refusal {
  readonly retryAfterSeconds: number;
}

/** A request's turn; `done` must be called when its answer is on its way. */
export interface Turn {
  done(): void;
}

interface SessionLoad {
  /** When the requests of the last minute came, in milliseconds since 1970. */
  readonly times: number[];
  busy: boolean;
  readonly waiting: (() => void)[];
}

const minute = 60_000;
/** Requests of a session that may wait while one is served. */
const queueLength = 5;

/**
 * The documented limits of one session: so many requests a minute, one at a time, five waiting
 * (ErpNetDocs tech, advanced/web-sites/rate-limits.md).
 */
export class SessionLimits {
  readonly #sessions = new Map<string, SessionLoad>();
  readonly #now: () => number;
  readonly #rateLimit: () => number;

  constructor(now: () => number, rateLimit: () => number) {
    this.#now = now;
    this.#rateLimit = rateLimit;
  }

  /** @returns the turn once it has come, or at once a refusal (429). */
  async enter(session: string): Promise<Turn | Refusal> {
    const load = this.#load(session);
    const refusal = this.#overRate(load);
    if (refusal) return refusal;
    if (load.busy && load.waiting.length >= queueLength) return { retryAfterSeconds: 1 };
    load.times.push(this.#now());
    if (load.busy) await new Promise<void>((resolve) => load.waiting.push(resolve));
    load.busy = true;
    return { done: once(() => this.#leave(load)) };
  }

  #load(session: string): SessionLoad {
    const load = this.#sessions.get(session) ?? { times: [], busy: false, waiting: [] };
    this.#sessions.set(session, load);
    return load;
  }

  #overRate({ times }: SessionLoad): Refusal | undefined {
    const now = this.#now();
    while (times[0] !== undefined && times[0] <= now - minute) times.shift();
    if (times[0] === undefined || times.length < this.#rateLimit()) return undefined;
    return { retryAfterSeconds: Math.max(1, Math.ceil((times[0] + minute - now) / 1000)) };
  }

  /** Hands the place on without giving a newcomer the chance to slip in between. */
  #leave(load: SessionLoad): void {
    const next = load.waiting.shift();
    if (next) next();
    else load.busy = false;
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}
