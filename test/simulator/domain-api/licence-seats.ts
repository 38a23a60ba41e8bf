/** A session that makes no call for this long gives its seat back. */
const idleTime = 20 * 60_000;

/**
 * Licence seats: the first call of a session takes one, which is free again after 20 minutes without a
 * call or when the session ends (ErpNetDocs dev, auth/sessions).
 */
export class LicenceSeats {
  /** When each session that has a seat made its last call. */
  readonly #lastCalls = new Map<string, number>();
  readonly #now: () => number;
  readonly #limit: () => number;

  constructor(now: () => number, limit: () => number) {
    this.#now = now;
    this.#limit = limit;
  }

  /** Takes or keeps the session's seat. @returns false when none is left. */
  take(session: string): boolean {
    this.#freeIdle();
    if (!this.#lastCalls.has(session) && this.#lastCalls.size >= this.#limit()) return false;
    this.#lastCalls.set(session, this.#now());
    return true;
  }

  free(session: string): void {
    this.#lastCalls.delete(session);
  }

  /** How many seats are taken. */
  get taken(): number {
    this.#freeIdle();
    return this.#lastCalls.size;
  }

  #freeIdle(): void {
    const oldest = this.#now() - idleTime;
    for (const [session, lastCall] of this.#lastCalls) {
      if (lastCall <= oldest) this.#lastCalls.delete(session);
    }
  }
}
