import type { Presence } from '../../../electron/instance/presence.ts';

/** Somebody who comes and goes as a test wants. */
export class FakePresence implements Presence {
  #isPresent = true;
  readonly #listeners = new Set<() => void>();

  isPresent(): boolean {
    return this.#isPresent;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** How many want to hear of it. */
  get listeners(): number {
    return this.#listeners.size;
  }

  leave(): void {
    this.#change(false);
  }

  comeBack(): void {
    this.#change(true);
  }

  #change(isPresent: boolean): void {
    this.#isPresent = isPresent;
    for (const listener of [...this.#listeners]) listener();
  }
}
