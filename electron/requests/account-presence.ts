import type { Presence } from '../instance/presence.ts';

/** Whether somebody is at the window of one account. */
export interface AccountPresence extends Presence {
  /** The account's window is the one that is shown from here on, or is so no more. */
  attend(isShown: boolean): void;
}

/**
 * Makes the presence of an account out of that of the computer: whoever looks at another account's rows is not here, and no
 * licence seat is held for nobody.
 */
export function createAccountPresence(presence: Presence): AccountPresence {
  const listeners = new Set<() => void>();
  let isShown = false;
  return {
    isPresent: () => isShown && presence.isPresent(),
    onChange(listener) {
      listeners.add(listener);
      const stop = presence.onChange(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    attend(next) {
      if (next === isShown) return;
      isShown = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
