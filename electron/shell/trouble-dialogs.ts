import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import type { TroubleWords } from './trouble-words.ts';

/** Asks a person about a window that can't ask itself, with the system's own dialogs. */
export interface TroubleDialogs {
  /** The window fails over and over; whether to try again. */
  readonly askToGoOn: () => Promise<boolean>;
  /** The window does not answer; whether to load it again. When the signal aborts the dialog goes, and the answer is no. */
  readonly askToReload: (signal: AbortSignal) => Promise<boolean>;
}

/**
 * @param dialog Electron's own
 * @param window which the dialogs belong to: without one macOS would hold up the whole app until somebody answers
 */
export function createTroubleDialogs(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow,
  words: () => TroubleWords,
): TroubleDialogs {
  return {
    async askToGoOn() {
      const { windowFails, windowFailsWhatToDo, tryAgain, quit } = words();
      const options: MessageBoxOptions = {
        ...{ type: 'error', message: windowFails, detail: windowFailsWhatToDo },
        ...{ buttons: [tryAgain, quit], defaultId: 0, cancelId: 1, noLink: true },
      };
      // One that has failed before its first paint was never shown, and would keep the question to itself.
      const { response } = await (window.isVisible()
        ? dialog.showMessageBox(window, options)
        : dialog.showMessageBox(options));
      return response === 0;
    },
    async askToReload(signal) {
      const { windowHangs, windowHangsWhatToDo, wait, reloadWindow } = words();
      const { response } = await dialog.showMessageBox(window, {
        ...{ type: 'warning', message: windowHangs, detail: windowHangsWhatToDo, signal },
        ...{ buttons: [wait, reloadWindow], defaultId: 0, cancelId: 0, noLink: true },
      });
      return response === 1;
    },
  };
}
