import type { Presence } from '../instance/presence.ts';

/** Who neither types nor moves the mouse for this long is taken to be away, in seconds. */
export const longestIdle = 5 * 60;
/** How often is looked whether somebody who was idle is back, in milliseconds: Electron does not tell. */
const lookEveryMs = 2000;

/** A window as far as it can be out of sight: Electron's `BrowserWindow`. */
export interface WatchedWindow {
  isDestroyed(): boolean;
  isVisible(): boolean;
  isMinimized(): boolean;
  once(event: 'show', listener: () => void): unknown;
  on(event: 'show', listener: () => void): unknown;
  on(event: 'hide', listener: () => void): unknown;
  on(event: 'minimize', listener: () => void): unknown;
  on(event: 'restore', listener: () => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
}

/** What the system tells of whoever sits at it: Electron's `powerMonitor`. */
export interface IdleMonitor {
  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown';
  on(event: 'lock-screen', listener: () => void): unknown;
  on(event: 'unlock-screen', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
}

/** {@link Presence}, learned from the window and the system. */
export interface WatchedPresence extends Presence {
  /** Takes the window that counts from here on. One that was not shown yet counts as seen: somebody waits for it. */
  watch(window: WatchedWindow): void;
}

/** What presence is learned from. */
export interface PresenceOptions {
  readonly powerMonitor: IdleMonitor;
  readonly clock: { after(ms: number, run: () => void): () => void };
}

/**
 * Somebody is present while the window can be seen, the screen is not locked, and keyboard or mouse were used within
 * {@link longestIdle}. Where the system does not tell, somebody is; the same goes for the time before there is a window.
 * @see Electron docs, `powerMonitor.getSystemIdleState`; its `lock-screen` event does not exist on Linux
 */
export function watchPresence({ powerMonitor, clock }: PresenceOptions): WatchedPresence {
  const listeners = new Set<() => void>();
  let isInSight = (): boolean => true;
  let told = true;
  let stopLooking: (() => void) | null = null;

  const isAtWork = (): boolean => {
    const state = powerMonitor.getSystemIdleState(longestIdle);
    return state !== 'idle' && state !== 'locked';
  };

  function isPresent(): boolean {
    const isNow = isInSight() && isAtWork();
    // The others hear of it, too, but not in the middle of what the asker is doing.
    if (isNow !== told) lookIn(0);
    return isNow;
  }

  function look(): void {
    stopLooking?.();
    stopLooking = null;
    const isSeen = isInSight();
    const isNow = isSeen && isAtWork();
    // A window tells when it is seen again; a person does not.
    if (isSeen && !isNow) lookIn(lookEveryMs);
    if (isNow === told) return;
    told = isNow;
    for (const listener of [...listeners]) listener();
  }

  function lookIn(ms: number): void {
    stopLooking?.();
    stopLooking = clock.after(ms, look);
  }

  powerMonitor.on('lock-screen', look);
  powerMonitor.on('unlock-screen', look);
  powerMonitor.on('resume', look);
  return {
    isPresent,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch(window) {
      let wasShown = false;
      isInSight = () =>
        !window.isDestroyed() && (!wasShown || (window.isVisible() && !window.isMinimized()));
      window.once('show', () => {
        wasShown = true;
      });
      window.on('show', look);
      window.on('hide', look);
      window.on('minimize', look);
      window.on('restore', look);
      window.on('closed', look);
      look();
    },
  };
}
