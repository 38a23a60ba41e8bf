import type { Metering } from '../sync/metering.ts';
import type { SettingsStore } from './settings.ts';

/** {@link Metering} as the window hints at it and the person has decided. */
export interface HintedMetering extends Metering {
  /** The window has learned whether the connection is metered. */
  hint(isMetered: boolean): void;
}

/**
 * Holds fetching in the background back on metered connections, unless the settings allow it there.
 *
 * Neither Electron nor Node asks the system: Windows knows metered connections, macOS low data mode, NetworkManager both on
 * Linux. What there is is a hint of Chromium's to the page, which not every system gives; without one nothing is held back.
 * @see Network Information API, `NetworkInformation.saveData` and `type`
 */
export function createMetering(
  settings: Pick<SettingsStore, 'state' | 'onChange'>,
): HintedMetering {
  const listeners = new Set<() => void>();
  let isMetered = false;

  const isHeldBack = (): boolean => isMetered && !settings.state().settings.syncOnMetered;
  let told = isHeldBack();

  function look(): void {
    if (isHeldBack() === told) return;
    told = isHeldBack();
    for (const listener of [...listeners]) listener();
  }

  settings.onChange(look);
  return {
    isHeldBack,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hint(next) {
      isMetered = next;
      look();
    },
  };
}
