import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
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
  const placeholder = `data:text/html,${randomUUID()}`;
  const targetId = chromium.headless
    ? await openHeadless(chromium, options)
    : await openFrameless(chromium, placeholder);
  const [{ sessionId }, { windowId }] = await Promise.all([
    chromium.pipe.send('Target.attachToTarget', { targetId, flatten: true }),
    chromium.pipe.send('Browser.getWindowForTarget', { targetId }),
  ]);
  if (!chromium.headless) await untilLoaded(chromium, sessionId, placeholder);
  return { targetId, sessionId, windowId };
}

/** Ten seconds; a window that has not come by then is gone, and the app hears of that elsewhere. */
const mostAttempts = 1000;

/**
 * Waits until the page that a window came with is there. One that is still on its way would end the app's own navigation,
 * or come after it and take its place.
 */
async function untilLoaded(chromium: Chromium, sessionId: string, url: string): Promise<void> {
  const expression = `document.readyState === 'complete' && location.href === ${JSON.stringify(url)}`;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Rejects while one document gives way to the next.
    const isLoaded = await chromium.pipe.send('Runtime.evaluate', { expression }, sessionId).then(
      ({ result }) => result.value === true,
      () => false,
    );
    if (isLoaded) return;
    await setTimeout(10);
  }
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
async function openFrameless(chromium: Chromium, url: string): Promise<string> {
  const opened = chromium.nextTarget((target) => target.url === url);
  chromium.openAppWindow(url);
  return await opened;
}
