import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokerWorld, type Process, type WorldOptions } from './broker-world.ts';
import type { Fate } from './model-server.ts';
import { hour } from './sample-session.ts';

/** Something that happens to a world. */
interface Step {
  readonly label: string;
  /** @param process of the two the one that it happens to. */
  readonly happen: (run: Run, process: Process) => unknown;
}

/** One run of a world with two processes of the app. */
interface Run {
  readonly world: BrokerWorld;
  readonly processes: Process[];
  /** The token that each process handed out last. */
  readonly last: Map<Process, string>;
  /** What was asked for and has not been answered yet. */
  readonly asked: Promise<unknown>[];
}

const step = (label: string, happen: Step['happen']): fc.Arbitrary<Step> =>
  fc.constant({ label, happen });

async function ask(run: Run, process: Process, rejected?: string): Promise<void> {
  const result = await run.world.ask(process, rejected);
  if (result.ok) run.last.set(process, result.value);
}

const asking = step('ask', (run, process) => ask(run, process));

const calls = fc.oneof(
  { weight: 4, arbitrary: asking },
  { weight: 2, arbitrary: step('401', (run, process) => ask(run, process, run.last.get(process))) },
  { weight: 1, arbitrary: step('late 401', (run, process) => ask(run, process, 'access 0')) },
  { weight: 1, arbitrary: step('keep alive', (_, { broker }) => broker.keepAlive()) },
  { weight: 1, arbitrary: step('try again', (_, { broker }) => broker.tryAgain()) },
);

const times = fc.oneof(
  fc
    .constantFrom(100, 1_500, 11_000, 31_000, 61_000, hour)
    .map((ms): Step => ({ label: `${ms} ms pass`, happen: ({ world }) => world.pass(ms) })),
  fc
    .constantFrom(20_000, 2 * hour, 72 * hour)
    .chain((ms) => fc.constantFrom(ms, -ms))
    .map((ms): Step => ({ label: `set ${ms}`, happen: ({ world }) => world.clock.setWall(ms) })),
  step('suspend', ({ world, processes }) => world.suspend(...processes)),
  step('resume', ({ world, processes }) => world.resume(...processes)),
  step('sleep', ({ world, processes }) => {
    world.suspend(...processes);
    world.sleepThrough(2 * hour);
    world.resume(...processes);
  }),
);

const fate = (...fates: Fate[]): fc.Arbitrary<Step> =>
  fc
    .constantFrom(...fates)
    .map((next): Step => ({ label: next, happen: ({ world }) => world.server.fates.push(next) }));

const network = fc.oneof(
  step('no network', ({ world }) => {
    world.server.isOut = true;
  }),
  step('network', ({ world }) => {
    world.server.isOut = false;
  }),
);

const storage = fc.constantFrom('storageFailed', 'storageLocked', null).map(
  (trouble): Step => ({
    label: `${trouble}`,
    happen: ({ world }) => {
      world.disk.trouble = trouble;
    },
  }),
);

const killing = step('kill and start', (run, process) => {
  run.world.kill(process);
  run.processes[run.processes.indexOf(process)] = run.world.start(false);
});

/** Everything that is nobody’s fault, and that a sign-in has to outlive. */
const weather = fc.oneof(
  { weight: 6, arbitrary: calls },
  { weight: 3, arbitrary: times },
  { weight: 2, arbitrary: fate('unsent', 'patience', 'trouble', 'lostBefore') },
  { weight: 1, arbitrary: network },
  { weight: 1, arbitrary: storage },
);

/** Lets two processes live through the steps in an order of the scheduler’s, and then has all troubles end. */
async function live(
  s: fc.Scheduler,
  steps: readonly (readonly [Step, 0 | 1])[],
  options: Omit<WorldOptions, 'turn'> = {},
): Promise<Run> {
  const world = new BrokerWorld({
    ...options,
    turn: (what) => s.schedule(Promise.resolve(), what),
  });
  const processes = [world.start(), world.start(false)];
  const run: Run = { world, processes, last: new Map(), asked: [] };
  const sequence = s.scheduleSequence(
    steps.map(([{ label, happen }, index]) => ({
      label,
      builder: () => {
        const process = processes[index];
        if (process !== undefined) run.asked.push(Promise.resolve(happen(run, process)));
        return Promise.resolve();
      },
    })),
  );
  await s.waitFor(sequence.task);
  await makePeace(s, run);
  return run;
}

async function makePeace(s: fc.Scheduler, { world, processes }: Run): Promise<void> {
  world.server.isOut = false;
  world.disk.trouble = null;
  world.server.fates.length = 0;
  world.resume(...processes);
  for (let round = 0; round < 8; round += 1) {
    world.pass(65_000);
    await s.waitIdle();
  }
}

/** How each process stands when all troubles are over and it has renewed once more. */
async function endings(s: fc.Scheduler, { world, processes }: Run): Promise<string[]> {
  const open = processes.filter(({ isClosed }) => !isClosed);
  // The first to renew shows the others that it is over.
  for (const { broker } of open) await s.waitFor(broker.keepAlive());
  return Promise.all(
    open.map(async (process) => {
      await s.waitFor(process.broker.keepAlive());
      const result = await s.waitFor(world.ask(process));
      return result.ok ? 'signed in' : (process.ended.at(-1) ?? result.error.code);
    }),
  );
}

function check({ world }: Run): void {
  expect(world.violations).toEqual([]);
}

/** A scheduler, and steps that happen to one of the two processes each. */
const lives = (steps: fc.Arbitrary<Step>) =>
  [
    fc.scheduler(),
    fc.array(fc.tuple(steps, fc.constantFrom(0 as const, 1 as const)), { maxLength: 30 }),
  ] as const;

const runs = { numRuns: 400 };

describe('two processes over one session, in every order of things', () => {
  it('need no sign-in as long as the server has answered, or has not done what it did not answer', async () => {
    await fc.assert(
      fc.asyncProperty(...lives(weather), async (s, steps) => {
        const run = await live(s, steps);
        check(run);
        expect(await endings(s, run)).toEqual(['signed in', 'signed in']);
        expect(run.world.disk.wasIntended).toBe(false);
      }),
      runs,
    );
  });

  it('need none with a server that forgives a repetition, whatever answers are lost and whoever is killed', async () => {
    const steps = fc.oneof(
      { weight: 12, arbitrary: weather },
      { weight: 2, arbitrary: fate('lostAfter') },
      { weight: 1, arbitrary: killing },
    );
    await fc.assert(
      fc.asyncProperty(...lives(steps), async (s, list) => {
        const run = await live(s, list, { grace: Number.POSITIVE_INFINITY });
        check(run);
        expect(await endings(s, run)).toEqual(['signed in', 'signed in']);
      }),
      runs,
    );
  });

  it('call it interrupted, and nothing else, when an answer was lost and the server forgives nothing', async () => {
    const steps = fc.oneof(
      { weight: 12, arbitrary: weather },
      { weight: 2, arbitrary: fate('lostAfter') },
    );
    await fc.assert(
      fc.asyncProperty(...lives(steps), async (s, list) => {
        const run = await live(s, list);
        check(run);
        const all = await endings(s, run);
        const { server, ends } = run.world;
        expect(server.refused).toHaveLength(server.lost === 0 ? 0 : 1);
        if (server.lost === 0) expect(all).toEqual(['signed in', 'signed in']);
        else expect(ends).toEqual(['interrupted', 'interrupted']);
      }),
      runs,
    );
  });

  it('end when the server refuses, tell it once, and never send what was refused again', async () => {
    const steps = fc.oneof(
      { weight: 12, arbitrary: weather },
      { weight: 1, arbitrary: step('revoke', ({ world }) => world.server.revoke()) },
      { weight: 1, arbitrary: fate('appRefused') },
    );
    await fc.assert(
      fc.asyncProperty(...lives(steps), async (s, list) => {
        const run = await live(s, list);
        check(run);
        // What was refused because of the app may be good again.
        for (const { broker } of run.processes) await s.waitFor(broker.tryAgain());
        const all = await endings(s, run);
        const isOver = run.world.server.refused.length > 0;
        expect(all.every((ending) => (ending === 'signed in') !== isOver)).toBe(true);
        for (const { broker, ended } of run.processes) {
          await s.waitFor(broker.tryAgain());
          const final = ended.filter((reason) => reason !== 'appRefused');
          expect(final).toHaveLength(isOver ? 1 : 0);
        }
        check(run);
      }),
      runs,
    );
  });

  it('hand out and save nothing after closing, and drop what comes late', async () => {
    const steps = fc.oneof(
      { weight: 12, arbitrary: weather },
      { weight: 2, arbitrary: step('close', ({ world }, process) => world.close(process)) },
      { weight: 1, arbitrary: fate('lostAfter') },
    );
    await fc.assert(
      fc.asyncProperty(...lives(steps), async (s, list) => {
        const run = await live(s, list, { grace: Number.POSITIVE_INFINITY });
        check(run);
        for (const process of run.processes) run.world.close(process);
        await s.waitIdle();
        await Promise.all(run.asked);
        check(run);
        const { everKept } = run.world.disk;
        for (const { discarded } of run.processes) {
          for (const { accessToken } of discarded) expect(everKept).not.toContain(accessToken);
        }
      }),
      runs,
    );
  });
});
