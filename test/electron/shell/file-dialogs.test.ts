import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createFileDialogs } from '../../../electron/shell/file-dialogs.ts';

/** Dialogs in which somebody chooses a path, or presses Cancel. */
function dialogsWith(path: string | null, parent?: BrowserWindow) {
  const shown: unknown[][] = [];
  const dialogs = createFileDialogs(
    {
      showSaveDialog(...given: [BrowserWindow | SaveDialogOptions, SaveDialogOptions?]) {
        shown.push(given);
        return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
      },
      showOpenDialog(...given: [BrowserWindow | OpenDialogOptions, OpenDialogOptions?]) {
        shown.push(given);
        return Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
      },
    } as Electron.Dialog,
    () => parent,
  );
  return { dialogs, shown };
}

describe('the dialog for a file', () => {
  it('belongs to the window and suggests a name that every system can have', async () => {
    const window = {} as BrowserWindow;
    const { dialogs, shown } = dialogsWith('/home/maria/orders.json', window);
    expect(await dialogs.fileToSave('.. Orders: 1/2 "new"?\u0000\u202e ')).toBe(
      '/home/maria/orders.json',
    );
    expect(shown).toEqual([
      [window, expect.objectContaining({ defaultPath: 'Orders  1 2  new.json' })],
    ]);
  });

  it('lets one file be opened, without a window too', async () => {
    const { dialogs, shown } = dialogsWith('/views.json');
    expect(await dialogs.fileToOpen()).toBe('/views.json');
    expect(shown).toEqual([[expect.objectContaining({ properties: ['openFile'] })]]);
  });

  it('may be left without choosing', async () => {
    const { dialogs } = dialogsWith(null);
    expect([await dialogs.fileToSave('x'), await dialogs.fileToOpen()]).toEqual([null, null]);
  });
});
