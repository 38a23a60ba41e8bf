import { z } from 'zod';
import {
  type Settings,
  type SettingsChange,
  type SettingsState,
  settingsSchema,
} from '../contract/settings.ts';
import type { Disk } from '../disk/atomic-file.ts';
import { copyAside, readJsonFile } from '../disk/json-file.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyValues } from '../policy/policy-values.ts';

/** The user's settings, kept in one readable JSON file. */
export interface SettingsStore {
  state(): SettingsState;
  /**
   * Puts the change in force at once and writes it; a write that fails is told in the state, never thrown. What the policy has
   * locked stays as it is.
   */
  change(change: SettingsChange): Promise<SettingsState>;
  /** Calls `listener` with every new state. */
  onChange(listener: (state: SettingsState) => void): void;
}

/** What somebody has chosen: without the rest, so that a default or a preset may still become another one. */
type Chosen = Partial<Settings>;

/** What the file says. */
interface Written {
  /** The settings that make sense. */
  readonly chosen: Chosen;
  /** What a newer version of the app has written besides, which is kept for it. */
  readonly others: Readonly<Record<string, unknown>>;
  /** Every setting makes sense. */
  readonly isWhole: boolean;
}

const nothingWritten: Written = { chosen: {}, others: {}, isWhole: true };

const writtenSchema = z.record(z.string(), z.unknown()).transform((written): Written => {
  const entries = Object.entries(written);
  const settings = entries.filter(([name]) => names.includes(name));
  const sound = settings.filter(([name, value]) => isSound(name, value));
  return {
    chosen: only(settingsSchema.parse(Object.fromEntries(sound)), (name) =>
      sound.some(([each]) => each === name),
    ),
    others: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
    isWhole: sound.length === settings.length,
  };
});

const names = Object.keys(settingsSchema.shape);

/** Whether a setting can have this value; none of them says anything about another one. */
function isSound(name: string, value: unknown): boolean {
  return settingsSchema.safeParse({ [name]: value }).success;
}

/** Values under the names that are wanted; what is undefined was never wanted. */
function only(
  values: Readonly<Partial<Record<keyof Settings, unknown>>>,
  isWanted: (name: string) => boolean,
): Chosen {
  const wanted = Object.entries(values).filter(
    ([name, value]) => value !== undefined && isWanted(name),
  );
  // Every caller gives what a schema of settings has parsed.
  return Object.fromEntries(wanted) as Chosen;
}

/** The settings among the values of a policy. */
function settingsIn(values: PolicyValues): Chosen {
  return only(values, (name) => names.includes(name));
}

/**
 * Opens the settings file. A broken one is put aside and the defaults hold; of one with single values that make no sense, the
 * others stay and a copy of the whole is kept. Either problem is named in the state.
 * @param path where `settings.json` is
 * @param policy what the organisation has preset, which what is chosen goes before, and locked, which goes before everything
 */
export async function openSettings(
  disk: Disk,
  path: string,
  policy: Pick<Policy, 'locked' | 'preset'>,
): Promise<SettingsStore> {
  const content = await readJsonFile(disk, path, writtenSchema);
  const [preset, locked] = [settingsIn(policy.preset), settingsIn(policy.locked)];
  const listeners: ((state: SettingsState) => void)[] = [];
  let writes: Promise<void> = Promise.resolve();
  const { others, isWhole, ...read } = content.kind === 'present' ? content.value : nothingWritten;
  let chosen: Chosen = read.chosen;
  let keptAs = content.kind === 'broken' ? content.keptAs : null;
  if (!isWhole) {
    keptAs = await copyAside(disk, path);
    // What can't be written now is with the next change; until then the file says the same as ever.
    if (keptAs !== path) await write().catch(() => undefined);
  }
  // What could not be put aside, because another program holds it for example, may well be in order, and is the only one.
  const isOutOfReach = keptAs === path;
  let state: SettingsState = {
    settings: inForce(),
    problem: keptAs === null ? null : { kind: 'broken', keptAs },
  };

  function write(): Promise<void> {
    return disk.write(path, `${JSON.stringify({ ...others, ...chosen }, null, 2)}\n`);
  }

  function inForce(): Settings {
    return settingsSchema.parse({ ...preset, ...chosen, ...locked });
  }

  /**
   * What somebody chooses by it. What is locked is nobody's choice: it would count once the lock is gone. Nor is what holds
   * already, as whoever signs in says it once more: another preset would never come to them.
   */
  function isChosen(change: SettingsChange): (name: string) => boolean {
    const differs = (name: string): boolean =>
      name in chosen || Reflect.get(change, name) !== Reflect.get(state.settings, name);
    return (name) => !(name in locked) && differs(name);
  }

  function publish(next: SettingsState): void {
    state = next;
    for (const listener of listeners) listener(state);
  }

  return {
    state: () => state,
    onChange: (listener) => void listeners.push(listener),
    async change(change) {
      chosen = { ...chosen, ...only(change, isChosen(change)) };
      publish({ ...state, settings: inForce() });
      // One write after the other, so that the newest settings are what stays on disk.
      writes = writes.then(async () => {
        try {
          if (isOutOfReach) throw new Error('What is there would be lost.');
          await write();
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
