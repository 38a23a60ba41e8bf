import { randomUUID } from 'node:crypto';
import type { Chromium } from './chromium.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TargetOptions {
  readonly bounds: Bounds;
  readonly browserContextId: string | undefined;
}

export interface Target {
  readonly targetId: string;
  readonly sessionId: string;
  readonly windowId: number;
}

/** The height of the tab strip and address bar, which a headless window has and Electron's has not. */
export const browserBars = 87;

/** Opens an empty page in a new window and attaches to it. */
export async function openTarget(chromium: Chromium, options: TargetOptions): Promise<Target> {
  const targetId = chromium.headless
    ? await openHeadless(chromium, options)
    : await openFrameless(chromium);
  const [{ sessionId }, { windowId }] = await Promise.all([
    chromium.pipe.send('Target.attachToTarget', { targetId, flatten: true }),
    chromium.pipe.send('Browser.getWindowForTarget', { targetId }),
  ]);
  return { targetId, sessionId, windowId };
}

async function openHeadless(chromium: Chromium, options: TargetOptions): Promise<string> {
  const { bounds, browserContextId } = options;
  const { targetId } = await chromium.pipe.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    left: bounds.x,
    top: bounds.y,
    width: bounds.width,
    height: bounds.height + browserBars,
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
  return targetId;
}

/** Found again by its URL, which only this call knows. Always in the profile, whatever the session. */
async function openFrameless(chromium: Chromium): Promise<string> {
  const url = `data:text/html,${randomUUID()}`;
  const opened = chromium.nextTarget((target) => target.url === url);
  chromium.openAppWindow(url);
  return await opened;
}
