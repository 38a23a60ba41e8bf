import { powerMonitor } from './api/desktop.ts';
import { nativeTheme } from './api/native-theme.ts';
import { type KeyringState, keyring } from './api/safe-storage.ts';
import { host } from './host.ts';

/** What tests can switch in this host and could not in Electron: `globalThis.__chromiumHost`. */
interface HostControls {
  readonly network: { offline: boolean };
  readonly keyring: {
    state: KeyringState;
    backend: string;
    /** What was encrypted so far still opens, with `shouldReEncrypt`. */
    rotate(): void;
    /** What was encrypted so far never opens again. */
    replace(): void;
  };
  readonly power: {
    emit(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): void;
    /** How long keyboard and mouse were not touched, in seconds. */
    setIdle(seconds: number): void;
  };
  readonly theme: { setSystemDark(dark: boolean): void };
}

declare global {
  /** In the main process, and only in this host. */
  var __chromiumHost: HostControls;
}

/** Puts the controls where `electronApp.evaluate` finds them. */
export function installControls(): void {
  const controls: HostControls = {
    network: {
      get offline() {
        return host.network.offline;
      },
      set offline(offline) {
        host.network.set(offline);
      },
    },
    keyring,
    power: {
      emit: (event) => void powerMonitor.emit(event),
      setIdle: (seconds) => powerMonitor.setIdle(seconds),
    },
    theme: nativeTheme,
  };
  Object.defineProperty(globalThis, '__chromiumHost', { value: controls });
}
