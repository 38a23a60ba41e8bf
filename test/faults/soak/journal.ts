import type { Clock } from '../../../electron/session/clock.ts';

/** What happened in a month, for whoever wants to know why it ended as it did. */
export class Journal {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #start: number;
  readonly #lines: string[] = [];

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#start = clock.now();
  }

  /** @param pid of the process that did it; 0 for what nobody did */
  write(pid: number, what: string): void {
    const seconds = (this.#clock.now() - this.#start) / 1000;
    const time = new Date(seconds * 1000).toISOString().slice(11, 23);
    const day = Math.floor(seconds / 86_400) + 1;
    this.#lines.push(`day ${day} ${time} ${pid === 0 ? '' : `process ${pid} `}${what}`);
  }

  lines(): readonly string[] {
    return this.#lines;
  }
}
