import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  type IdleMonitor,
  longestIdle,
  type WatchedWindow,
  watchPresence,
} from '../../../electron/shell/presence.ts';
import { createFakeClock } from '../instance/fake-clock.ts';

/** A window that is created hidden, as ours is. */
class FakeWindow extends EventEmitter implements WatchedWindow {
  #isVisible = false;
  #isMinimized = false;
  #isDestroyed = false;

  isVisible = (): boolean => this.#isVisible;
  isMinimized = (): boolean => this.#isMinimized;
  isDestroyed = (): boolean => this.#isDestroyed;

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }

  minimize(): void {
    this.#isMinimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.#isMinimized = false;
    this.emit('restore');
  }

  close(): void {
    this.#isDestroyed = true;
    this.emit('closed');
  }
}

/** Somebody at the keyboard, as the operating system sees it. */
class FakePowerMonitor extends EventEmitter implements IdleMonitor {
  idle = 0;
  isLocked = false;
  tells = true;
  asked = 0;

  getSystemIdleState = (threshold: number): 'active' | 'idle' | 'locked' | 'unknown' => {
    this.asked += 1;
    if (!this.tells) return 'unknown';
    if (this.isLocked) return 'locked';
    return this.idle >= threshold ? 'idle' : 'active';
  };
}

function setUp() {
  const monitor = new FakePowerMonitor();
  const clock = createFakeClock();
  const presence = watchPresence({ powerMonitor: monitor, clock });
  const told: boolean[] = [];
  const stop = presence.onChange(() => told.push(presence.isPresent()));
  return { monitor, clock, presence, told, stop };
}

function setUpWithWindow() {
  const parts = setUp();
  const window = new FakeWindow();
  parts.presence.watch(window);
  window.show();
  return { ...parts, window };
}

describe('somebody', () => {
  test('is there before there is a window, and before it was shown first', () => {
    const { presence, told } = setUp();
    expect(presence.isPresent()).toBe(true);
    presence.watch(new FakeWindow());
    expect(presence.isPresent()).toBe(true);
    expect(told).toEqual([]);
  });

  test.each([
    ['hidden', 'hide', 'show'],
    ['minimized', 'minimize', 'restore'],
  ] as const)('is away while the window is %s', (_, go, comeBack) => {
    const { window, presence, told } = setUpWithWindow();
    window[go]();
    expect(presence.isPresent()).toBe(false);
    window[comeBack]();
    expect(presence.isPresent()).toBe(true);
    expect(told).toEqual([false, true]);
  });

  test('is away once the window is closed, until there is another one', () => {
    const { window, presence, told } = setUpWithWindow();
    window.close();
    expect(presence.isPresent()).toBe(false);
    presence.watch(new FakeWindow());
    expect(told).toEqual([false, true]);
  });

  test('is away while the screen is locked', () => {
    const { monitor, presence, told } = setUpWithWindow();
    monitor.isLocked = true;
    monitor.emit('lock-screen');
    expect(presence.isPresent()).toBe(false);
    monitor.isLocked = false;
    monitor.emit('unlock-screen');
    expect(told).toEqual([false, true]);
  });

  test('is away after doing nothing for five minutes, and is told to be back soon after they are', async () => {
    const { monitor, clock, presence, told } = setUpWithWindow();
    monitor.idle = longestIdle - 1;
    expect(presence.isPresent()).toBe(true);
    monitor.idle = longestIdle;
    expect(presence.isPresent()).toBe(false);
    await clock.advance(60_000);
    expect(told).toEqual([false]);
    monitor.idle = 0;
    await clock.advance(2000);
    expect(told).toEqual([false, true]);
  });

  test('who is back is seen at once by whoever asks, and by the others in the same moment', async () => {
    const { monitor, clock, presence, told } = setUpWithWindow();
    monitor.idle = longestIdle;
    presence.isPresent();
    await clock.advance(0);
    monitor.idle = 0;
    expect(presence.isPresent()).toBe(true);
    expect(told).toEqual([false]);
    await clock.advance(0);
    expect(told).toEqual([false, true]);
  });

  test('who unlocks a screen of Linux, where no event tells, is found to be back', async () => {
    const { monitor, clock, presence, told } = setUpWithWindow();
    monitor.isLocked = true;
    presence.isPresent();
    await clock.advance(10_000);
    monitor.isLocked = false;
    await clock.advance(2000);
    expect(told).toEqual([false, true]);
  });

  test('is there where the system does not tell', () => {
    const { monitor, presence } = setUpWithWindow();
    monitor.tells = false;
    expect(presence.isPresent()).toBe(true);
  });

  test('is not looked for without need', async () => {
    const { monitor, clock, window, presence } = setUpWithWindow();
    const before = monitor.asked;
    await clock.advance(60 * 60_000);
    expect(monitor.asked).toBe(before);
    monitor.idle = longestIdle;
    window.hide();
    presence.isPresent();
    await clock.advance(10_000);
    expect(clock.timers()).toBe(0);
  });

  test('comes and goes unheard by who stopped listening', () => {
    const { window, told, stop } = setUpWithWindow();
    stop();
    window.hide();
    expect(told).toEqual([]);
  });
});
