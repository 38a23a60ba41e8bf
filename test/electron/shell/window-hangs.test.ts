import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { askAgainAfter, careForHangs, hangPatience } from '../../../electron/shell/window-hangs.ts';
import { createFakeClock, settled } from '../instance/fake-clock.ts';

/** A window, and the questions that are on the screen, each with what answers it. */
function hangingWindow() {
  const webContents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), { webContents });
  const clock = createFakeClock();
  const open: ((wantsReload: boolean) => void)[] = [];
  const states: string[] = [];
  const endPage = vi.fn(() => void webContents.emit('render-process-gone'));
  let asked = 0;
  careForHangs(window, {
    ...{ clock, endPage },
    onState: (state) => states.push(state),
    askToReload(signal) {
      asked += 1;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      open.push(resolve);
      signal.addEventListener('abort', () => {
        open.splice(open.indexOf(resolve), 1);
        // Electron answers with the button that cancels, and only later.
        setImmediate(() => resolve(false));
      });
      return promise;
    },
  });
  return {
    ...{ clock, open, states, endPage },
    asked: () => asked,
    hang: () => void webContents.emit('unresponsive'),
    answerAgain: () => void webContents.emit('responsive'),
    crash: () => void webContents.emit('render-process-gone'),
    close: () => void window.emit('close'),
    choose: async (choice: 'wait' | 'reload'): Promise<void> => {
      open.pop()?.(choice === 'reload');
      await settled();
    },
  };
}

test('somebody is asked about a window that goes on not answering, and not before', async () => {
  const { hang, clock, open } = hangingWindow();
  hang();
  await clock.advance(hangPatience - 1);
  expect(open).toHaveLength(0);
  await clock.advance(1);
  expect(open).toHaveLength(1);
});

test('nobody hears of a window that comes back by itself', async () => {
  const { hang, answerAgain, clock, asked, states } = hangingWindow();
  hang();
  await clock.advance(hangPatience - 1);
  answerAgain();
  await clock.advance(askAgainAfter);
  expect(asked()).toBe(0);
  expect(states).toEqual(['began', 'over']);
});

test('a window that answers was not hanging', () => {
  const { answerAgain, crash, states } = hangingWindow();
  answerAgain();
  crash();
  expect(states).toEqual([]);
});

test('the question goes when the window answers, and its end is no choice of anybody', async () => {
  const { hang, answerAgain, clock, open, asked, endPage } = hangingWindow();
  hang();
  await clock.advance(hangPatience);
  answerAgain();
  expect(open).toHaveLength(0);
  await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(askAgainAfter);
  expect(asked()).toBe(1);
  expect(clock.timers()).toBe(0);
  expect(endPage).not.toHaveBeenCalled();
});

test('there is one question, however often the system says it', async () => {
  const { hang, clock, asked, open } = hangingWindow();
  hang();
  await clock.advance(hangPatience);
  hang();
  await clock.advance(10 * askAgainAfter);
  hang();
  expect(asked()).toBe(1);
  expect(open).toHaveLength(1);
});

test('who waits is asked again after a while, until the window answers', async () => {
  const { hang, answerAgain, clock, choose, open, asked, states } = hangingWindow();
  hang();
  await clock.advance(hangPatience);
  await choose('wait');
  await clock.advance(askAgainAfter - 1);
  hang();
  expect(open).toHaveLength(0);
  await clock.advance(1);
  expect(open).toHaveLength(1);
  await choose('wait');
  answerAgain();
  await clock.advance(2 * askAgainAfter);
  expect(asked()).toBe(2);
  expect(states).toEqual(['began', 'over']);
});

test('who does not want to wait ends the page, whose crash is cared for', async () => {
  const { hang, clock, choose, endPage, states } = hangingWindow();
  hang();
  await clock.advance(hangPatience);
  expect(endPage).not.toHaveBeenCalled();
  await choose('reload');
  expect(endPage).toHaveBeenCalledOnce();
  expect(states).toEqual(['began', 'reloaded']);
  // The new page may hang, too.
  hang();
  await clock.advance(hangPatience);
  await choose('reload');
  expect(endPage).toHaveBeenCalledTimes(2);
});

test('the question goes when the page crashes meanwhile', async () => {
  const { hang, crash, clock, open, asked } = hangingWindow();
  hang();
  await clock.advance(hangPatience);
  crash();
  expect(open).toHaveLength(0);
  await clock.advance(askAgainAfter);
  expect(asked()).toBe(1);
});

test('nobody is asked about a window that is being closed', async () => {
  const { hang, close, clock, open, asked } = hangingWindow();
  close();
  hang();
  await clock.advance(hangPatience);
  expect(asked()).toBe(0);
  const other = hangingWindow();
  other.hang();
  await other.clock.advance(hangPatience);
  other.close();
  expect(other.open).toHaveLength(0);
  other.hang();
  await other.clock.advance(askAgainAfter);
  expect(other.asked()).toBe(1);
  expect(open).toHaveLength(0);
});
