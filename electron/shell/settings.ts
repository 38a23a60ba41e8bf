import {
  type Settings,
  type SettingsChange,
  type SettingsState,
  settingsSchema,
} from '../contract/settings.ts';
import type { Disk } from '../disk/atomic-file.ts';
import { readJsonFile } from '../disk/json-file.ts';

/** The user's settings, kept in one readable JSON file. */
export interface SettingsStore {
  state(): SettingsState;
  /** Puts the change in force at once and writes it; a write that fails is told in the state, never thrown. */
  change(change: SettingsChange): Promise<SettingsState>;
  /** Calls `listener` with every new state. */
  onChange(listener: (state: SettingsState) => void): void;
}

/**
 * Opens the settings file. A broken one is put aside and the defaults hold, with the problem named in the state.
 * @param path where `settings.json` is
 */
export async function openSettings(disk: Disk, path: string): Promise<SettingsStore> {
  const content = await readJsonFile(disk, path, settingsSchema);
  const listeners: ((state: SettingsState) => void)[] = [];
  let writes: Promise<void> = Promise.resolve();
  let state: SettingsState = {
    settings: content.kind === 'present' ? content.value : settingsSchema.parse({}),
    problem: content.kind === 'broken' ? { kind: 'broken', keptAs: content.keptAs } : null,
  };

  function publish(next: SettingsState): void {
    state = next;
    for (const listener of listeners) listener(state);
  }

  return {
    state: () => state,
    onChange: (listener) => void listeners.push(listener),
    async change(change) {
      const settings: Settings = settingsSchema.parse({ ...state.settings, ...change });
      publish({ ...state, settings });
      // One write after the other, so that the newest settings are what stays on disk.
      writes = writes.then(async () => {
        try {
          await disk.write(path, `${JSON.stringify(state.settings, null, 2)}\n`);
          if (state.problem !== null) publish({ ...state, problem: null });
        } catch {
          publish({ ...state, problem: { kind: 'unsaved' } });
        }
      });
      await writes;
      return state;
    },
  };
}
