import type { BrowserWindow, Dialog } from 'electron';

/** Asks a person for a file, with the system's own dialogs. */
export interface FileDialogs {
  /**
   * Where to save something.
   * @param name what the file is called unless they choose another name, without its ending
   * @returns an absolute path; null when they thought better of it
   */
  fileToSave(name: string): Promise<string | null>;
  /** Which file to open; an absolute path, or null. */
  fileToOpen(): Promise<string | null>;
}

const ending = 'json';
const filters = [{ name: 'JSON', extensions: [ending] }];

/** What no system's file names can have, or what makes them look like others: signs that turn the direction, dots in front. */
const unfit = /^[.\s]+|[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]+/gu;

/**
 * @param dialog Electron's own
 * @param window the one that the dialogs belong to; undefined when it has gone
 */
export function createFileDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  window: () => BrowserWindow | undefined,
): FileDialogs {
  return {
    async fileToSave(name) {
      const parent = window();
      const fileName = name.replaceAll(unfit, ' ').trim();
      const options = { defaultPath: `${fileName}.${ending}`, filters };
      const { canceled, filePath } = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return canceled || filePath === '' ? null : filePath;
    },
    async fileToOpen() {
      const parent = window();
      const options = { properties: ['openFile' as const], filters };
      const { canceled, filePaths } = await (parent === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
