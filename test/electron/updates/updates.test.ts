import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../../../electron/contract/updates.ts';
import type { FoundUpdate, UpdateSource } from '../../../electron/updates/update-source.ts';
import {
  firstLook,
  lookAgain,
  lookEvery,
  noUpdates,
  startUpdates,
  type Updates,
} from '../../../electron/updates/updates.ts';
import { createFakeClock, type FakeClock, settled } from '../instance/fake-clock.ts';

/** Updates whose world the test moves. */
interface World {
  readonly updates: Updates;
  readonly clock: FakeClock;
  /** Every state that was told, oldest first. */
  readonly told: UpdateState[];
  /** What was asked of the source, oldest first. */
  readonly asked: string[];
  /** What is found; an error is what looking fails with. */
  found: FoundUpdate | null | Error;
  /** Whether what was downloaded is still what was signed. */
  isIntact: boolean;
  /** What downloading fails with. */
  refusal: Error | null;
  /** Somebody comes or goes. */
  readonly be: (isPresent: boolean) => void;
  readonly hold: (isHeldBack: boolean) => void;
}

function start(): World {
  const clock = createFakeClock();
  const told: UpdateState[] = [];
  const asked: string[] = [];
  let [isPresent, isHeldBack] = [true, false];
  const changes = new Set<() => void>();
  const follow = (listener: () => void) => {
    changes.add(listener);
    return () => void changes.delete(listener);
  };
  const source: UpdateSource = {
    check() {
      asked.push('check');
      const { found } = world;
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
    },
    async download(onProgress) {
      asked.push('download');
      for (const percent of [0.4, 12.3, 12.9, 100]) onProgress(percent);
      await settled();
      if (world.refusal !== null) throw world.refusal;
    },
    install() {
      asked.push('install');
      return world.isIntact;
    },
  };
  const updates = startUpdates({
    source: () => {
      asked.push('source');
      return Promise.resolve(source);
    },
    installsOnQuit: true,
    clock,
    presence: { isPresent: () => isPresent, onChange: follow },
    metering: { isHeldBack: () => isHeldBack, onChange: follow },
    random: () => 0,
    onChange: (state) => void told.push(state),
  });
  const world: World = {
    ...{ updates, clock, told, asked, found: null, refusal: null, isIntact: true },
    be(next) {
      isPresent = next;
      for (const listener of changes) listener();
    },
    hold(next) {
      isHeldBack = next;
      for (const listener of changes) listener();
    },
  };
  return world;
}

const newer: FoundUpdate = { version: '1.3.0', changes: 'Faster.' };
const ready: UpdateState = { ...newer, status: 'ready', installsOnQuit: true };

describe('Updates', () => {
  it('are looked for a while after the start, and every few hours from then on', async () => {
    const { clock, asked, updates } = start();
    await clock.advance(firstLook - 1);
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect(asked).toEqual(['source', 'check']);
    expect(updates.state()).toEqual({
      status: 'waiting',
      checkedAt: clock.now(),
      failure: null,
    });
    await clock.advance(lookEvery);
    expect(asked).toEqual(['source', 'check', 'check']);
  });

  it('are not looked for while nobody is there or the connection costs, but as soon as that is over', async () => {
    const { clock, asked, be, hold } = start();
    be(false);
    hold(true);
    await clock.advance(firstLook + lookEvery);
    be(true);
    await settled();
    expect(asked).toEqual([]);
    hold(false);
    await settled();
    expect(asked).toEqual(['source', 'check']);
    be(false);
    be(true);
    await settled();
    expect(asked).toEqual(['source', 'check']);
  });

  it('are downloaded in the background, in whole percents, and wait to be installed', async () => {
    const world = start();
    world.found = newer;
    await world.clock.advance(firstLook);
    expect(world.told).toEqual([
      { status: 'checking' },
      ...[0, 12, 100].map((percent) => ({ status: 'downloading', version: '1.3.0', percent })),
      ready,
    ]);
    expect(world.asked).not.toContain('install');
    await world.clock.advance(2 * lookEvery);
    expect(world.updates.state()).toEqual(ready);
    expect(await world.updates.checkNow()).toEqual(ready);
    expect(world.asked).toEqual(['source', 'check', 'download']);
    expect(world.updates.install()).toBe(true);
    expect(world.asked.at(-1)).toBe('install');
  });

  it('are not installed before they are ready', async () => {
    const world = start();
    expect(world.updates.install()).toBe(false);
    await world.updates.checkNow();
    expect(world.updates.install()).toBe(false);
    expect(world.asked).toEqual(['source', 'check']);
  });

  it('are looked for at once when somebody wants it, once however often that is', async () => {
    const world = start();
    world.hold(true);
    world.found = newer;
    const [first, second] = await Promise.all([world.updates.checkNow(), world.updates.checkNow()]);
    expect([first, second]).toEqual([ready, ready]);
    expect(world.asked).toEqual(['source', 'check', 'download']);
  });

  it('that fail are told with their reason, and tried again by themselves', async () => {
    const world = start();
    await world.clock.advance(firstLook);
    const checkedAt = world.clock.now();
    world.found = new Error('net::ERR_INTERNET_DISCONNECTED');
    await world.clock.advance(lookEvery);
    expect(world.updates.state()).toEqual({ status: 'waiting', checkedAt, failure: 'offline' });
    world.found = newer;
    world.refusal = Object.assign(new Error('sha512'), { code: 'ERR_CHECKSUM_MISMATCH' });
    expect(await world.updates.checkNow()).toMatchObject({ failure: 'updateNotTrusted' });
    world.refusal = null;
    await world.clock.advance(lookEvery);
    expect(world.updates.state()).toEqual(ready);
  });

  it('are looked for again soon after a look that failed, by one plan however often it fails', async () => {
    const world = start();
    world.found = new Error('net::ERR_INTERNET_DISCONNECTED');
    await world.clock.advance(firstLook);
    const failed = ['source', 'check'];
    expect(world.asked).toEqual(failed);
    for (const _ of [1, 2, 3]) {
      await world.clock.advance(lookAgain);
      failed.push('check');
      expect(world.asked).toEqual(failed);
      expect(world.clock.timers()).toBe(1);
    }
    world.found = null;
    await world.clock.advance(lookAgain);
    await world.clock.advance(lookEvery - 1);
    expect(world.asked).toEqual([...failed, 'check']);
  });

  it('that somebody has changed meanwhile are not installed, said so, and fetched anew', async () => {
    const world = start();
    world.found = newer;
    await world.clock.advance(firstLook);
    world.isIntact = false;
    expect(world.updates.install()).toBe(false);
    expect(world.updates.state()).toMatchObject({ failure: 'updateNotTrusted' });
    await world.clock.advance(lookAgain);
    expect(world.updates.state()).toEqual(ready);
  });

  it('that are off say why, and ask nobody', async () => {
    const updates = noUpdates('policy');
    expect(await updates.checkNow()).toEqual({ status: 'off', because: 'policy' });
    expect(updates.install()).toBe(false);
  });
});
