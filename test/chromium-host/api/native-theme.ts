import type { NativeTheme as ElectronNativeTheme } from 'electron';
import { HostEmitter } from '../emitter.ts';

type Implemented = Pick<
  ElectronNativeTheme,
  'inForcedColorsMode' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'themeSource'
>;

/** `nativeTheme`; what the system prefers is switched by tests. */
class HostNativeTheme extends HostEmitter implements Implemented {
  readonly inForcedColorsMode = false;
  readonly shouldUseHighContrastColors = false;
  #source: Implemented['themeSource'] = 'system';
  #systemDark = false;

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemDark : this.#source === 'dark';
  }

  get themeSource(): Implemented['themeSource'] {
    return this.#source;
  }

  set themeSource(source: Implemented['themeSource']) {
    this.#source = source;
    this.emit('updated');
  }

  /** For tests: what a person would change in the settings of the desktop. */
  setSystemDark(dark: boolean): void {
    this.#systemDark = dark;
    this.emit('updated');
  }
}

export const nativeTheme = new HostNativeTheme();
