import type { BaseWindow, BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { createTroubleDialogs } from '../../../electron/shell/trouble-dialogs.ts';
import { troubleWords } from '../../../electron/shell/trouble-words.ts';

let isVisible = true;
const window = { isVisible: () => isVisible } as BrowserWindow;

beforeEach(() => {
  isVisible = true;
});

/** Dialogs in which somebody presses the button of that name, or Escape. */
function dialogsWith(button: string | null) {
  const shown: { readonly parent: unknown; readonly options: MessageBoxOptions }[] = [];
  const showMessageBox = (...given: [BaseWindow, MessageBoxOptions] | [MessageBoxOptions]) => {
    const [parent, options] = given.length === 2 ? given : [null, given[0]];
    shown.push({ parent, options });
    const { buttons = [], cancelId = 0 } = options;
    const response = button === null ? cancelId : buttons.indexOf(button);
    expect(response).toBeGreaterThanOrEqual(0);
    return Promise.resolve<MessageBoxReturnValue>({ response, checkboxChecked: false });
  };
  const dialogs = createTroubleDialogs({ showMessageBox }, window, () => troubleWords.de);
  return { dialogs, shown };
}

const still = new AbortController().signal;

test.each([
  ['Fenster neu laden', true],
  ['Warten', false],
  [null, false],
])(
  'a window that hangs is loaded again only when somebody says so: %s',
  async (button, isWanted) => {
    const { dialogs, shown } = dialogsWith(button);
    expect(await dialogs.askToReload(still)).toBe(isWanted);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.parent).toBe(window);
    expect(shown[0]?.options.message).toBe('Das Fenster reagiert nicht');
    // What Return does is what can be taken back.
    const { defaultId = -1, buttons } = shown[0]?.options ?? {};
    expect(buttons?.[defaultId]).toBe('Warten');
  },
);

test('the question about a window that hangs goes when the signal says so', async () => {
  const { dialogs, shown } = dialogsWith('Warten');
  await dialogs.askToReload(still);
  expect(shown[0]?.options.signal).toBe(still);
});

test.each([
  ['Noch einmal versuchen', true],
  ['Beenden', false],
  [null, false],
])(
  'a window that fails over and over is tried again when somebody says so: %s',
  async (button, isWanted) => {
    const { dialogs, shown } = dialogsWith(button);
    expect(await dialogs.askToGoOn()).toBe(isWanted);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.parent).toBe(window);
    expect(shown[0]?.options.message).toBe('Das Fenster stürzt immer wieder ab');
  },
);

test('the question about a window that was never shown is shown without it', async () => {
  isVisible = false;
  const { dialogs, shown } = dialogsWith('Noch einmal versuchen');
  expect(await dialogs.askToGoOn()).toBe(true);
  expect(shown[0]?.parent).toBeNull();
});
