import { setImmediate } from 'node:timers/promises';
import type { RenderProcessGoneDetails } from 'electron';

/** More than these many crashes within {@link crashSpan} are a loop, which only a person may go on with. */
export const mostCrashes = 3;
/** In milliseconds. */
export const crashSpan = 60_000;

/** The window's contents as far as they can crash: Electron's `webContents`. */
export interface CrashingContents {
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: RenderProcessGoneDetails) => void,
  ): unknown;
}

/** What becomes of a crashed window. */
export interface CrashCare {
  readonly now: () => number;
  /** Loads the page anew. */
  readonly reload: () => void;
  /** Asks a person whether to try again; resolves with whether they want to. */
  readonly askToGoOn: () => Promise<boolean>;
  readonly quit: () => void;
  /** Told why each crash happened, in Electron's words. */
  readonly report: (reason: string) => void;
}

/** What is known of the crashes of a window. */
export interface WindowCrashes {
  /** Whether the page that is there now was loaded after a crash. */
  readonly wasRestarted: () => boolean;
  /**
   * Waits until the page is loaded. When it crashes meanwhile that is no failure: it is loaded again.
   * @throws what `loading` is rejected with, when there was no crash
   */
  readonly outlive: (loading: Promise<void>) => Promise<void>;
}

/**
 * Loads the page again when its process is gone, and stops when that happens over and over: a window that fails at its start would
 * otherwise take the computer for itself.
 * @see Electron docs, `webContents`, event `render-process-gone`
 */
export function careForCrashes(contents: CrashingContents, care: CrashCare): WindowCrashes {
  let crashes: number[] = [];
  let wasRestarted = false;

  function restart(): void {
    wasRestarted = true;
    care.reload();
  }

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    care.report(reason);
    const now = care.now();
    crashes = [...crashes.filter((at) => now - at < crashSpan), now];
    if (crashes.length <= mostCrashes) {
      restart();
      return;
    }
    void care.askToGoOn().then((isWanted) => {
      crashes = [];
      if (isWanted) restart();
      else care.quit();
    });
  });
  return {
    wasRestarted: () => wasRestarted,
    async outlive(loading) {
      const before = crashes;
      try {
        await loading;
      } catch (error) {
        // Which of the two Electron tells first is not said anywhere.
        await setImmediate();
        if (crashes === before) throw error;
      }
    },
  };
}
