import type { Mishap, Storm } from './weather.ts';

/** What is out of order at the moment. */
export class Conditions {
  readonly #storms = new Map<Storm, number>();
  readonly #mishaps: Mishap[] = [];
  /** The network is back some time after the lid was opened. */
  isReconnecting = false;

  begin(storm: Storm): void {
    this.#storms.set(storm, (this.#storms.get(storm) ?? 0) + 1);
  }

  end(storm: Storm): void {
    this.#storms.set(storm, (this.#storms.get(storm) ?? 1) - 1);
  }

  is(storm: Storm): boolean {
    return (this.#storms.get(storm) ?? 0) > 0;
  }

  /** Nothing stands in anybody's way. */
  get isCalm(): boolean {
    return !this.isReconnecting && [...this.#storms.values()].every((count) => count === 0);
  }

  get isOffline(): boolean {
    return this.isReconnecting || this.is('offline');
  }

  get canSave(): boolean {
    return !this.is('diskFull') && !this.is('keyringLocked');
  }

  /** Keeps a mishap for the next refresh. */
  plan(mishap: Mishap): void {
    this.#mishaps.push(mishap);
  }

  takeMishap(): Mishap | null {
    return this.#mishaps.shift() ?? null;
  }
}
