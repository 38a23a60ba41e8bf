import {
  type Arbitrary,
  assert,
  asyncProperty,
  constantFrom,
  infiniteStream,
  nat,
  record,
} from 'fast-check';
import { expect, test } from 'vitest';
import { failure, success } from '../../../../electron/contract/result.ts';
import { createLock } from '../../../../electron/disk/lock.ts';
import { ClaimWorld, type SimulatedProcess } from './claim-world.ts';

const place = 'aaaaaaaa';
const run = (digit: string): string => digit.repeat(16);
const self = (pid: number, changes = {}) => ({ pid, place, run: run(`${pid % 10}`), ...changes });
const nothing = () => Promise.resolve(success(null));

/** Holds the lock until the returned function is called. */
async function holdOpen(world: ClaimWorld, { claims, options }: SimulatedProcess) {
  const entered = Promise.withResolvers<() => Promise<boolean>>();
  const left = Promise.withResolvers<void>();
  const held = createLock(claims, options).hold(async (isStillMine) => {
    entered.resolve(isStillMine);
    await left.promise;
    return success('done');
  });
  const isStillMine = await world.runUntil(entered.promise);
  return {
    isStillMine: () => world.runUntil(isStillMine()),
    release: () => {
      left.resolve();
      return world.runUntil(held);
    },
  };
}

test('the lock is held while the work runs, gives its result back, and leaves nothing behind', async () => {
  const world = new ClaimWorld();
  const holder = await holdOpen(world, world.start(self(1)));
  expect(world.claims.size).toBe(1);
  expect(await holder.isStillMine()).toBe(true);
  expect(await holder.release()).toEqual(success('done'));
  expect(world.claims.size).toBe(0);
});

test('work that fails or throws lets go of the lock too', async () => {
  const world = new ClaimWorld();
  const { claims, options } = world.start(self(1));
  const lock = createLock(claims, options);
  const failed = failure({ code: 'offline' });
  expect(await world.runUntil(lock.hold(() => Promise.resolve(failed)))).toEqual(failed);
  const thrown = lock.hold(() => Promise.reject(new Error('a defect')));
  await expect(world.runUntil(thrown)).rejects.toThrow('a defect');
  expect(world.claims.size).toBe(0);
  expect(await world.runUntil(lock.hold(nothing))).toEqual(success(null));
});

test('callers in one process queue up in the order in which they came', async () => {
  const world = new ClaimWorld();
  const process = world.start(self(1));
  const lock = createLock(process.claims, process.options);
  const order: string[] = [];
  const enter = (name: string) =>
    lock.hold(async () => {
      order.push(`${name} in`);
      await process.step();
      order.push(`${name} out`);
      return success(null);
    });
  await world.runUntil(Promise.all([enter('a'), enter('b'), enter('c')]));
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

test('who can’t have it in time is told that another process is busy, and the owner keeps it', async () => {
  const world = new ClaimWorld();
  const holder = await holdOpen(world, world.start(self(1)));
  const { claims, options } = world.start(self(2), 60_000);
  const before = options.clock.monotonic();
  const waiting = createLock(claims, options).hold(nothing);
  expect(await world.runUntil(waiting)).toEqual(failure({ code: 'busyElsewhere' }));
  const waited = options.clock.monotonic() - before;
  expect(waited).toBeGreaterThanOrEqual(60_000);
  expect(waited).toBeLessThan(61_000);
  expect(await holder.isStillMine()).toBe(true);
});

test('a live owner keeps it however long it holds it', async () => {
  const world = new ClaimWorld();
  const holder = await holdOpen(world, world.start(self(1)));
  const { claims, options } = world.start(self(2), 600_000);
  const waiting = createLock(claims, options).hold(nothing);
  expect(await world.runUntil(waiting)).toEqual(failure({ code: 'busyElsewhere' }));
  expect(await holder.isStillMine()).toBe(true);
});

test.each([
  ['whose id nobody has', 1, {}],
  ['whose id the waiter itself has now', 2, { run: run('f') }],
])('an owner that died, %s, is succeeded at once', async (_, pid, changes) => {
  const world = new ClaimWorld();
  const owner = world.start(self(pid, changes));
  await holdOpen(world, owner);
  owner.kill();
  const { claims, options } = world.start(self(2));
  const before = options.clock.monotonic();
  expect(await world.runUntil(createLock(claims, options).hold(nothing))).toEqual(success(null));
  expect(options.clock.monotonic() - before).toBe(0);
  expect(world.claims.size).toBe(0);
});

test.each([
  ['whose id another process has now', place],
  ['in another place, where its id says nothing', 'bbbbbbbb'],
])(
  'an owner that died, %s, is succeeded once it showed no life for half a minute',
  async (_, where) => {
    const world = new ClaimWorld();
    const owner = world.start(self(1, { place: where }));
    await holdOpen(world, owner);
    owner.kill();
    if (where === place) world.start(self(1, { run: run('f') }));
    const { claims, options } = world.start(self(2), 60_000);
    const before = options.clock.monotonic();
    expect(await world.runUntil(createLock(claims, options).hold(nothing))).toEqual(success(null));
    const waited = options.clock.monotonic() - before;
    expect(waited).toBeGreaterThanOrEqual(30_000);
    expect(waited).toBeLessThan(31_000);
  },
);

test('a night of sleep makes no live owner look dead, and uses up nobody’s patience', async () => {
  const world = new ClaimWorld();
  const owner = world.start(self(1));
  const holder = await holdOpen(world, owner);
  const { claims, options } = world.start(self(2), 60_000);
  const waiting = createLock(claims, options).hold(nothing);
  for (let night = 0; night < 8; night += 1) {
    for (let choice = 0; choice < 40 + night; choice += 1) await world.step(choice);
    // In the morning the waiter is the first to wake up.
    owner.stop();
    world.sleep(8 * 3_600_000);
    for (let choice = 0; choice < 10; choice += 1) await world.step(choice);
    owner.resume();
  }
  expect(await holder.isStillMine()).toBe(true);
  await holder.release();
  expect(await world.runUntil(waiting)).toEqual(success(null));
});

test('an owner that stood still for too long knows that it was succeeded, and leaves its successor alone', async () => {
  const world = new ClaimWorld();
  const owner = world.start(self(1));
  const held = await holdOpen(world, owner);
  owner.stop();
  const successor = await holdOpen(world, world.start(self(2)));
  owner.resume();
  expect(await held.isStillMine()).toBe(false);
  await held.release();
  expect(await successor.isStillMine()).toBe(true);
  expect(world.claims.size).toBe(1);
});

test('who stood still between its claim and its look does not enter in the place of its successor', async () => {
  const world = new ClaimWorld();
  const slow = world.start(self(1));
  let hasEntered = false;
  const entering = createLock(slow.claims, slow.options).hold(() => {
    hasEntered = true;
    return nothing();
  });
  for (let choice = 0; world.claims.size === 0; choice += 1) await world.step(choice);
  slow.stop();
  const successor = await holdOpen(world, world.start(self(2)));
  slow.resume();
  for (let choice = 0; choice < 200; choice += 1) await world.step(choice);
  expect(hasEntered).toBe(false);
  await successor.release();
  await world.runUntil(entering);
  expect(hasEntered).toBe(true);
});

test('a disk that refuses is said to, soon, and one that refuses for a moment is asked again', async () => {
  const world = new ClaimWorld();
  const { claims, options } = world.start(self(1));
  let refusals = Number.POSITIVE_INFINITY;
  const refusing = {
    ...claims,
    make: (name: string) => {
      refusals -= 1;
      return refusals >= 0 ? Promise.reject(new Error('read-only')) : claims.make(name);
    },
  };
  const lock = createLock(refusing, options);
  expect(await world.runUntil(lock.hold(nothing))).toEqual(failure({ code: 'storageFailed' }));
  expect(options.clock.monotonic()).toBeLessThan(1_000);
  refusals = 2;
  expect(await world.runUntil(lock.hold(nothing))).toEqual(success(null));
  expect(world.claims.size).toBe(0);
});

test('a disk that does not tell whether the lock is still there leaves that unproven', async () => {
  const world = new ClaimWorld();
  const { claims, options } = world.start(self(1));
  const silent = { ...claims, beatOf: () => Promise.reject(new Error('input/output error')) };
  const asked = createLock(silent, options).hold(async (isStillMine) =>
    success(await isStillMine()),
  );
  expect(await world.runUntil(asked)).toEqual(success(false));
});

type Event = 'step' | 'kill' | 'stop' | 'resume';

/** Mostly steps; now and then somebody dies, or stands still and goes on. */
const events: Arbitrary<{ event: Event; choice: number }> = record({
  event: constantFrom<Event>(...Array.from({ length: 40 }, () => 'step' as const), 'kill'),
  choice: nat(1_000),
});
const eventsWithStops: typeof events = record({
  event: constantFrom<Event>(
    ...Array.from({ length: 60 }, () => 'step' as const),
    ...(['kill', 'stop', 'stop', 'resume', 'resume', 'resume'] as const),
  ),
  choice: nat(1_000),
});

/** Five processes that want the lock three times each, in one order of events. */
async function playOut(stream: Iterator<{ event: Event; choice: number }>) {
  const world = new ClaimWorld();
  const inside = new Set<SimulatedProcess>();
  const killed = new Set<SimulatedProcess>();
  const done = new Set<SimulatedProcess>();
  let mostInside = 0;
  let commits = 0;
  const processes = [1, 2, 3, 4, 5].map((pid) => world.start(self(pid)));
  for (const process of processes) {
    const lock = createLock(process.claims, process.options);
    const work = async (isStillMine: () => Promise<boolean>) => {
      inside.add(process);
      for (let step = 0; step < 3; step += 1) {
        await process.step();
        mostInside = Math.max(mostInside, inside.size);
      }
      if (await isStillMine()) commits += 1;
      inside.delete(process);
      return success(null);
    };
    const all = Promise.all([lock.hold(work), lock.hold(work), lock.hold(work)]);
    void all.then(() => done.add(process));
  }
  const isOver = () => processes.every((process) => done.has(process) || killed.has(process));
  for (let turn = 0; !isOver() && turn < 20_000; turn += 1) {
    const next = stream.next();
    const { event, choice } = next.done ? fail() : next.value;
    const chosen = processes[choice % processes.length] ?? fail();
    if (event === 'kill' && killed.size < 3 && !done.has(chosen)) {
      chosen.kill();
      killed.add(chosen);
      inside.delete(chosen);
    } else if (event === 'stop') {
      chosen.stop();
    } else if (event === 'resume') {
      for (const process of processes) process.resume();
    }
    await world.step(choice);
  }
  return {
    isOver: isOver(),
    mostInside,
    commits,
    killed: killed.size,
    left: [...world.claims.keys()],
  };
}

function fail(): never {
  throw new Error('There is no such thing');
}

test('of several processes, some of which die at any step, never two hold it, and all others get it', async () => {
  await assert(
    asyncProperty(infiniteStream(events), async (stream) => {
      const { isOver, mostInside, commits, killed, left } = await playOut(stream);
      expect(isOver).toBe(true);
      expect(mostInside).toBe(1);
      expect(commits).toBeGreaterThanOrEqual(3 * (5 - killed));
      expect(left.length).toBeLessThanOrEqual(killed);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('with processes that stand still as well, everybody still gets it, and nothing is left but what the dead left', async () => {
  await assert(
    asyncProperty(infiniteStream(eventsWithStops), async (stream) => {
      const { isOver, killed, left } = await playOut(stream);
      expect(isOver).toBe(true);
      expect(left.length).toBeLessThanOrEqual(killed);
    }),
    { numRuns: 150 },
  );
}, 60_000);
