import type { HostBrowserWindow } from '../api/browser-window.ts';
import type { HostWebContents } from '../api/web-contents.ts';

/** The windows that are open, in the order in which they were made. */
export const windows = new Set<HostBrowserWindow>();

/** The contents of open windows. */
export const allContents = new Set<HostWebContents>();

/** The contents that a frame of Chromium's belongs to. */
export function contentsOfFrame(frameId: string): HostWebContents | undefined {
  return [...allContents].find((contents) => contents.hasFrame(frameId));
}
