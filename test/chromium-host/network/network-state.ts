/** Whether the computer is on a network; tests switch it. */
export class NetworkState {
  #offline: boolean;
  readonly #watchers = new Set<() => void>();

  constructor(offline: boolean) {
    this.#offline = offline;
  }

  get offline(): boolean {
    return this.#offline;
  }

  /** Going offline also breaks what is under way, as a network change does in Chromium. */
  set(offline: boolean): void {
    if (this.#offline === offline) return;
    this.#offline = offline;
    for (const watcher of [...this.#watchers]) watcher();
  }

  onChange(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  /** A promise that rejects when the network goes away, until `forget` is called. */
  lost(): { promise: Promise<never>; happened(): boolean; forget(): void } {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    let happened = false;
    const forget = this.onChange(() => {
      if (!this.#offline) return;
      happened = true;
      reject(new Error('offline'));
    });
    return { promise, happened: () => happened, forget };
  }
}
