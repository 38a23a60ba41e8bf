import type { Clock } from '../instance/clock.ts';

/**
 * How long a window may go on not answering before somebody is asked, in milliseconds. Chromium speaks up after some fifteen
 * seconds in which it took no key and no click, also when the computer just woke up: most come back by themselves.
 */
export const hangPatience = 5_000;
/** Who waits is asked again after this many milliseconds. */
export const askAgainAfter = 60_000;

/** The window as far as it can hang: Electron's `BrowserWindow`. */
export interface HangingWindow {
  on(event: 'close', listener: () => void): unknown;
  readonly webContents: {
    on(event: 'unresponsive', listener: () => void): unknown;
    on(event: 'responsive', listener: () => void): unknown;
    on(event: 'render-process-gone', listener: () => void): unknown;
  };
}

/** How a hang fares. */
export type HangState = 'began' | 'over' | 'reloaded';

/** What becomes of a window that hangs. */
export interface HangCare {
  readonly clock: Pick<Clock, 'after'>;
  /** Asks a person whether to load the window again. The question goes when the signal aborts; what it says then counts no more. */
  readonly askToReload: (signal: AbortSignal) => Promise<boolean>;
  /** Ends the process of the page, which is busy and could load nothing. */
  readonly endPage: () => void;
  readonly onState: (state: HangState) => void;
}

/**
 * Asks what to do with a window that does not answer, one question at a time, for as long as it does not. A window that is being
 * closed is left to close: Chromium does not wait for its page for long.
 * @see Electron docs, `webContents`, events `unresponsive` and `responsive`
 */
export function careForHangs(window: HangingWindow, care: HangCare): void {
  /** Takes back what is planned or asked; null while the window answers. */
  let takeBack: (() => void) | null = null;
  let isClosing = false;

  function begin(): void {
    // Chromium says it again and again.
    if (takeBack !== null || isClosing) return;
    care.onState('began');
    askIn(hangPatience);
  }

  function end(): void {
    if (takeBack === null) return;
    takeBack();
    takeBack = null;
    care.onState('over');
  }

  function askIn(ms: number): void {
    takeBack = care.clock.after(ms, ask);
  }

  function ask(): void {
    const asking = new AbortController();
    takeBack = () => asking.abort();
    void care.askToReload(asking.signal).then((isWanted) => {
      if (asking.signal.aborted) return;
      if (!isWanted) return askIn(askAgainAfter);
      takeBack = null;
      care.onState('reloaded');
      care.endPage();
    });
  }

  window.webContents.on('unresponsive', begin);
  window.webContents.on('responsive', end);
  window.webContents.on('render-process-gone', end);
  window.on('close', () => {
    isClosing = true;
    end();
  });
}
