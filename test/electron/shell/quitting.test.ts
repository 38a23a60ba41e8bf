import { describe, expect, test } from 'vitest';
import { finishBeforeQuitting, longestFinish } from '../../../electron/shell/quitting.ts';
import { FakeClock } from '../session/fake-clock.ts';

/** An app that quits as Electron does: at once, unless a listener of `will-quit` prevents it. */
class FakeApp {
  isGone = false;
  readonly #listeners: ((event: { preventDefault(): void }) => void)[] = [];

  on(_event: 'will-quit', listener: (event: { preventDefault(): void }) => void): void {
    this.#listeners.push(listener);
  }

  quit(): void {
    let isPrevented = false;
    const event = {
      preventDefault() {
        isPrevented = true;
      },
    };
    for (const listener of this.#listeners) listener(event);
    this.isGone ||= !isPrevented;
  }
}

function setUp() {
  const app = new FakeApp();
  const clock = new FakeClock();
  const work = Promise.withResolvers<void>();
  const defects: unknown[] = [];
  let begun = 0;
  finishBeforeQuitting(app, clock, {
    finish() {
      begun += 1;
      return work.promise;
    },
    reportDefect: (error) => defects.push(error),
  });
  return { app, clock, work, defects, begun: () => begun };
}

describe('quitting', () => {
  test('waits for what is under way, and begins to end it once however often it is asked', async () => {
    const { app, work, begun } = setUp();
    app.quit();
    app.quit();
    expect(app.isGone).toBe(false);
    expect(begun()).toBe(1);
    work.resolve();
    await expect.poll(() => app.isGone).toBe(true);
  });

  test('does not wait for ever', async () => {
    const { app, clock } = setUp();
    app.quit();
    clock.advance(longestFinish - 1);
    await Promise.resolve();
    expect(app.isGone).toBe(false);
    clock.advance(1);
    await expect.poll(() => app.isGone).toBe(true);
  });

  test('is not stopped by a defect', async () => {
    const { app, work, defects } = setUp();
    const defect = new Error('a defect');
    app.quit();
    work.reject(defect);
    await expect.poll(() => app.isGone).toBe(true);
    expect(defects).toEqual([defect]);
  });
});
