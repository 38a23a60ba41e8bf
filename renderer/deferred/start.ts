import { createContext, useContext, useEffect, useState } from 'react';

/** Whether the start is over; so it is where nothing tells otherwise. */
export const StartIsOverContext = createContext(true);

/** Whether the start is over, so that what the first rows don't need may be loaded. */
export function useStartIsOver(): boolean {
  return useContext(StartIsOverContext);
}

/** How long everything else waits for the first rows, in milliseconds. */
const patience = 1000;

/**
 * Says that the start is over once the first rows are drawn, or when they take longer than others should wait for them.
 *
 * @param isThere - what somebody waits for at the start is on screen
 */
export function useStart(isThere: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (isOver) return undefined;
    // Two frames: until the second one begins, the first is not on screen.
    if (isThere) {
      let frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => setOver(true));
      });
      return () => cancelAnimationFrame(frame);
    }
    const timer = setTimeout(() => setOver(true), patience);
    return () => clearTimeout(timer);
  }, [isThere, isOver]);
  return isOver;
}

/** Loads parts one by one, each when nothing else is to be done. */
export async function loadWhenIdle(
  parts: readonly { readonly load: () => Promise<void> }[],
  idle: () => Promise<void>,
): Promise<void> {
  for (const part of parts) {
    await idle();
    // Whoever shows a part that can't be loaded is told so there.
    await part.load().catch(() => undefined);
  }
}
