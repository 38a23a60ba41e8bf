import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepWindowBounds, readWindowBounds } from '../../../electron/workspace/window-bounds.ts';
import { memoryDisk } from '../disk/memory-disk.ts';

const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
const screen = { getAllDisplays: () => [{ workArea }] as Electron.Display[] };
const stored = (x: number, y: number): string =>
  JSON.stringify({ x, y, width: 1000, height: 700, maximized: false });

describe('the window', () => {
  test('opens where it was', async () => {
    const disk = memoryDisk({ bounds: stored(100, 50) });
    expect(await readWindowBounds(disk, 'bounds', screen)).toMatchObject({ x: 100, y: 50 });
  });

  test.each([
    ['to the right of every display', 1900, 50],
    ['above every display', 100, -400],
    ['below every display', 100, 1030],
    ['to the left of every display', -950, 50],
  ])('opens where the system likes when it was %s', async (_where, x, y) => {
    expect(await readWindowBounds(memoryDisk({ bounds: stored(x, y) }), 'bounds', screen)).toBe(
      undefined,
    );
  });

  test('opens where the system likes when the file is broken', async () => {
    expect(
      await readWindowBounds(memoryDisk({ bounds: '{"x":' }), 'bounds', screen),
    ).toBeUndefined();
  });
});

describe('the place of the window', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function fakeWindow() {
    const window = Object.assign(new EventEmitter(), {
      getNormalBounds: () => ({ x: 1, y: 2, width: 800, height: 600 }),
      isMaximized: () => true,
      isDestroyed: () => false,
    });
    return window as unknown as Parameters<typeof keepWindowBounds>[0] & EventEmitter;
  }

  test('is written once, when it stopped moving', async () => {
    const disk = memoryDisk();
    const write = vi.spyOn(disk, 'write');
    const window = fakeWindow();
    keepWindowBounds(window, disk, 'bounds');
    for (let i = 0; i < 50; i += 1) window.emit('move');
    expect(write).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(write).toHaveBeenCalledTimes(1);
    expect(await readWindowBounds(disk, 'bounds', screen)).toEqual({
      x: 1,
      y: 2,
      width: 800,
      height: 600,
      maximized: true,
    });
  });

  test('is written at once when it closes, and a full disk is no reason to crash', () => {
    const disk = memoryDisk();
    disk.full = true;
    const window = fakeWindow();
    keepWindowBounds(window, disk, 'bounds');
    expect(() => window.emit('close')).not.toThrow();
  });
});
