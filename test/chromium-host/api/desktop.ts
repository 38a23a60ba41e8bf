import { spawn } from 'node:child_process';
import type {
  Clipboard as ElectronClipboard,
  Dialog as ElectronDialog,
  PowerMonitor as ElectronPowerMonitor,
  Shell as ElectronShell,
  MessageBoxOptions,
} from 'electron';
import { HostEmitter } from '../emitter.ts';
import { strict } from '../not-implemented.ts';
import { hasDisplay } from '../runtime.ts';

/** Hands something to the desktop where there is one; quietly nothing where there is none. */
function openOnDesktop(what: string): void {
  if (!hasDisplay()) return;
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  const child = spawn(opener, [what], { detached: true, stdio: 'ignore' });
  child.on('error', (error) => console.error(`Could not open ${opener}: ${error.message}`));
  child.unref();
}

/** `shell`. Tests put functions of their own in place of these. */
export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    if (!URL.canParse(url)) throw new Error('Invalid URL');
    openOnDesktop(url);
  },
  async openPath(path: string): Promise<string> {
    openOnDesktop(path);
    return '';
  },
  showItemInFolder(_path: string): void {},
  beep(): void {},
} satisfies Pick<ElectronShell, 'beep' | 'openExternal' | 'openPath' | 'showItemInFolder'>);

let clipboardText = '';

/** `clipboard`: text only, in the host's memory; asynchronous since Electron 45. */
export const clipboard = strict('clipboard', {
  readText: () => Promise.resolve(clipboardText),
  async writeText(text: string): Promise<void> {
    clipboardText = text;
  },
  clear(): void {
    clipboardText = '';
  },
} satisfies Pick<ElectronClipboard, 'clear' | 'readText' | 'writeText'>);

function defaultAnswer(first: unknown, second: unknown): number {
  const options = (second ?? first) as MessageBoxOptions;
  return options.defaultId ?? 0;
}

/** `dialog`: says on stderr what it would show, and answers at once as the default button or Cancel would. */
export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },
  async showMessageBox(first: unknown, second?: unknown) {
    return { response: defaultAnswer(first, second), checkboxChecked: false };
  },
  showMessageBoxSync(first: unknown, second?: unknown): number {
    return defaultAnswer(first, second);
  },
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
} satisfies Pick<
  ElectronDialog,
  'showErrorBox' | 'showMessageBox' | 'showMessageBoxSync' | 'showOpenDialog' | 'showSaveDialog'
>);

const powerEvents = [
  'suspend',
  'resume',
  'lock-screen',
  'unlock-screen',
  'on-ac',
  'on-battery',
  'shutdown',
  'user-did-become-active',
  'user-did-resign-active',
];

/** `powerMonitor`: its events, and how long nobody has touched anything, come from tests only. */
class HostPowerMonitor extends HostEmitter {
  readonly onBatteryPower = false;
  #idleSeconds = 0;
  #isLocked = false;

  constructor() {
    super('powerMonitor', powerEvents);
    this.on('lock-screen', () => {
      this.#isLocked = true;
    });
    this.on('unlock-screen', () => {
      this.#isLocked = false;
    });
  }

  getSystemIdleTime(): number {
    return this.#idleSeconds;
  }

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' {
    if (!(idleThreshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0');
    if (this.#isLocked) return 'locked';
    return this.#idleSeconds >= idleThreshold ? 'idle' : 'active';
  }

  isOnBatteryPower(): boolean {
    return false;
  }

  setIdle(seconds: number): void {
    this.#idleSeconds = seconds;
  }
}

export const powerMonitor = new HostPowerMonitor() satisfies Pick<
  ElectronPowerMonitor,
  'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'
>;

/** `systemPreferences`: only what is the same everywhere. */
export const systemPreferences = strict('systemPreferences', {
  getAnimationSettings: () => ({
    shouldRenderRichAnimation: true,
    scrollAnimationsEnabledBySystem: true,
    prefersReducedMotion: false,
  }),
});
