import type { App } from 'electron';

/**
 * How long quitting waits for what is under way, in milliseconds. Longer than a server needs that answers at all; until
 * the process has gone, its lock keeps the app from being started again.
 */
export const longestFinish = 10_000;

/** What quitting waits for. */
export interface Finishing {
  /** Ends what waits, and resolves when everything that must not be lost is on disk. */
  readonly finish: () => Promise<void>;
  readonly reportDefect: (error: unknown) => void;
}

/**
 * Keeps the app from quitting until its work is finished, but no longer than {@link longestFinish}: a token that was just
 * rotated, or the place of the window, must be on disk before the process is gone.
 * @see Electron docs, `app`, event `will-quit`
 */
export function finishBeforeQuitting(
  app: Pick<App, 'quit'> & {
    on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  },
  clock: { sleep(ms: number): Promise<void> },
  { finish, reportDefect }: Finishing,
): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void Promise.race([finish().catch(reportDefect), clock.sleep(longestFinish)]).then(() => {
      state = 'finished';
      app.quit();
    });
  });
}
