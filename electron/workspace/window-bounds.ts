import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { z } from 'zod';
import type { Disk } from '../disk/atomic-file.ts';
import { readJsonFile } from '../disk/json-file.ts';

const windowBoundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
});

/** Where the window was, in device-independent pixels. */
export type WindowBounds = z.infer<typeof windowBoundsSchema>;

/** How long the window must stand still before its place is written, in milliseconds. */
const settleTime = 500;

/**
 * Reads where the window was. Bounds that lie on no display that is there now (the second screen stayed at work) are
 * forgotten, because a window that nobody can see can't be moved back.
 * @returns undefined when the system should choose
 */
export async function readWindowBounds(
  disk: Disk,
  path: string,
  screen: Pick<Screen, 'getAllDisplays'>,
): Promise<WindowBounds | undefined> {
  const content = await readJsonFile(disk, path, windowBoundsSchema);
  if (content.kind !== 'present') return undefined;
  const { value } = content;
  const visible = screen.getAllDisplays().some(({ workArea }) => overlaps(value, workArea));
  return visible ? value : undefined;
}

/** A hundred pixels of the title bar on a display are enough to drag the window back by. */
function overlaps(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBarShown = bounds.y >= area.y - 10 && bounds.y < area.y + area.height - 30;
  return width >= 100 && titleBarShown;
}

/**
 * Keeps writing where the window is, a moment after it stopped moving and when it closes. A full disk costs the place of
 * the window and nothing else.
 */
export function keepWindowBounds(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized' | 'isDestroyed'>,
  disk: Disk,
  path: string,
): void {
  let timer: NodeJS.Timeout | undefined;
  function write(): void {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    const bounds: WindowBounds = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    disk.write(path, JSON.stringify(bounds)).catch(() => undefined);
  }
  function writeSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(write, settleTime);
  }
  window.on('resize', writeSoon);
  window.on('move', writeSoon);
  window.on('maximize', writeSoon);
  window.on('unmaximize', writeSoon);
  window.on('close', write);
}
