import { expect, test, vi } from 'vitest';
import { tellFailedStart } from '../../../electron/shell/start-up-failure.ts';
import { troubleWords } from '../../../electron/shell/trouble-words.ts';

function fail(error: unknown, showErrorBox = vi.fn<(title: string, content: string) => void>()) {
  const exit = vi.fn();
  const words = troubleWords.bg;
  const failing = () => tellFailedStart(error, { words, showErrorBox, exit });
  return { failing, exit, showErrorBox };
}

test.each([
  ['by the system’s name', Object.assign(new Error('x'), { code: 'EACCES' }), 'EACCES'],
  ['by the kind of the error', new TypeError('x'), 'TypeError'],
  ['as unknown when nothing else is', 'a text', 'unknown'],
  ['by its kind when the name is no name', Object.assign(new Error(), { code: 'a b' }), 'Error'],
])('a start that fails is told in a dialog, %s, before the app ends', (_, error, code) => {
  const { failing, exit, showErrorBox } = fail(error);
  showErrorBox.mockImplementation(() => expect(exit).not.toHaveBeenCalled());
  failing();
  expect(showErrorBox).toHaveBeenCalledOnce();
  const [title, content] = showErrorBox.mock.calls[0] ?? [];
  expect(title).toBe('Navigator for ERP.net не може да се стартира');
  expect(content).toContain(`(${code})`);
  expect(exit).toHaveBeenCalledWith(1);
});

test('the dialog repeats nothing of what an error says', () => {
  const { failing, showErrorBox } = fail(new Error('token abc is bad'));
  failing();
  expect(JSON.stringify(showErrorBox.mock.calls)).not.toContain('abc');
});

test('an app that can’t start ends, even where no dialog can be shown', () => {
  const showErrorBox = vi.fn(() => {
    throw new Error('no display');
  });
  const { failing, exit } = fail(new Error('x'), showErrorBox);
  expect(failing).toThrow('no display');
  expect(exit).toHaveBeenCalledWith(1);
});
