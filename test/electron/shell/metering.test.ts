import { beforeEach, describe, expect, it } from 'vitest';
import { type SettingsState, settingsSchema } from '../../../electron/contract/settings.ts';
import { createMetering } from '../../../electron/shell/metering.ts';

let syncOnMetered = false;
const listeners: ((state: SettingsState) => void)[] = [];
const state = (): SettingsState => ({
  settings: { ...settingsSchema.parse({}), syncOnMetered },
  problem: null,
});

function set(allowed: boolean): void {
  syncOnMetered = allowed;
  for (const listener of listeners) listener(state());
}

beforeEach(() => {
  syncOnMetered = false;
  listeners.length = 0;
});

function metering() {
  const made = createMetering({ state, onChange: (listener) => void listeners.push(listener) });
  let told = 0;
  const stop = made.onChange(() => {
    told += 1;
  });
  return { ...made, stop, told: () => told };
}

describe('A metered connection', () => {
  it('is none as long as nobody says so', () => {
    expect(metering().isHeldBack()).toBe(false);
    expect(state().settings.syncOnMetered).toBe(false);
  });

  it('holds back from when it is one until it is none', () => {
    const watched = metering();
    watched.hint(true);
    watched.hint(true);
    expect([watched.isHeldBack(), watched.told()]).toEqual([true, 1]);
    watched.hint(false);
    expect([watched.isHeldBack(), watched.told()]).toEqual([false, 2]);
    watched.stop();
    watched.hint(true);
    expect(watched.told()).toBe(2);
  });

  it('holds nothing back where the settings allow it', () => {
    const watched = metering();
    watched.hint(true);
    set(true);
    expect([watched.isHeldBack(), watched.told()]).toEqual([false, 2]);
    set(false);
    expect([watched.isHeldBack(), watched.told()]).toEqual([true, 3]);
  });
});
