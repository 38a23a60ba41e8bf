import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../simulator/data/random.ts';
import { bundleProgram, type ProgramBundle } from '../program-bundle.ts';
import { isLong } from '../test-length.ts';
import { History, type Tally } from './history.ts';
import { createWorld, type World } from './world.ts';

/** `KILL_SEED=7 npx vitest run test/faults/kill` repeats the random kills of an earlier run. */
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
/** Random kills of each of the two kinds, for each of the two instances. */
const randomKills = isLong ? 75 : 10;
/** Of the steps of a start every one so many is killed at. */
const stepsApart = isLong ? 3 : 12;
/**
 * Steps that leave the disk and the instance as they were, as far as a process can tell that is killed and not its computer:
 * who dies around them dies as before them. A short run passes them by.
 */
const traceless =
  /^(?:before|after.*) (?:(?:readdir|readFile|stat|utimes|mkdir|sync|close) |open \(account\)|GET )/;
/** Many times what an idle computer needs, in milliseconds. */
const timeLimit = 1_200_000;

let bundle: ProgramBundle;
const table: { killed: string; instance: string; tally: Tally }[] = [];

beforeAll(async () => {
  bundle = await bundleProgram(join(import.meta.dirname, 'app-process.ts'));
}, 60_000);

afterAll(async () => {
  await bundle.remove();
  console.log(`Seed of the random kills: ${seed}`);
  console.table(
    table.map(({ tally, ...row }) => ({
      ...row,
      kills: tally.kills,
      places: tally.diedAt.size,
      starts: tally.starts,
      'went on': tally.signedIn,
      'rotated, not saved': tally.lost,
      '“interrupted”': tally.interrupted,
      'sign-ins': tally.signIns,
    })),
  );
});

describe.concurrent.each([
  { instance: 'without a grace', reuseGrace: 0 },
  { instance: 'with 10 s of grace', reuseGrace: 10 },
])('killed, with an instance $instance,', ({ instance, reuseGrace }) => {
  /** A history on a computer of its own, with the sign-in still good at its end, and its line in the table. */
  async function live(
    killed: string,
    happenings: (history: History, world: World) => Promise<void>,
  ): Promise<Tally> {
    const world = await createWorld(reuseGrace);
    const history = new History(world, bundle.program, reuseGrace > 0);
    try {
      await history.begin();
      await happenings(history, world);
      await history.end();
      table.push({ killed, instance, tally: history.tally });
      const { lost, signIns, interrupted } = history.tally;
      // What `rise` has seen start by start, once more in total.
      expect(signIns).toBe(reuseGrace > 0 ? 0 : lost);
      expect(interrupted).toBe(signIns);
      return history.tally;
    } finally {
      await history.killAll();
      await world.close();
    }
  }

  test(
    `at every step of a rotation${isLong ? '' : ' that leaves a trace'}: the sign-in goes on, or its loss can’t be helped and is named`,
    async () => {
      const tally = await live('every step of a rotation', async (history, { simulator }) => {
        for (const stage of ['request', 'answer'] as const) {
          const app = await history.rise();
          const held = simulator.control.holdNext({ path: '/connect/token', stage });
          const renewal = app.tell({ command: 'renew', crashAt: null });
          await held.arrived;
          await app.kill();
          history.died(
            stage === 'request' ? 'before the server read it' : 'before the server answered',
          );
          await renewal;
          held.release();
        }
        for (const point of await history.rehearse()) {
          if (!isLong && traceless.test(point)) continue;
          const app = await history.rise();
          const ending = await app.tell({ command: 'renew', crashAt: point });
          if ('diedAt' in ending) history.died(ending.diedAt);
          else await app.kill();
        }
      });
      const places = [...tally.diedAt.keys()];
      expect(tally.kills).toBeGreaterThan(isLong ? 60 : 25);
      for (const place of [
        'after rename refresh.intent.json.*.tmp to refresh.intent.json',
        'before POST /id/connect/token',
        'before the server read it',
        'before the server answered',
        'after the headers of POST /id/connect/token',
        'after the whole body of POST /id/connect/token',
        'halfway through writeFile session.sealed.*.tmp',
        'before rename session.sealed.*.tmp to session.sealed',
        'after rename session.sealed.*.tmp to session.sealed',
        'before rm refresh.lock.*',
      ]) {
        expect(places).toContain(place);
      }
      expect(tally.lost).toBeGreaterThan(isLong ? 10 : 5);
      expect(tally.starts - tally.lost).toBeGreaterThan(isLong ? 30 : 15);
    },
    timeLimit,
  );

  test(
    `at every step but ${stepsApart - 1} of a start that takes up an interrupted rotation: the same`,
    async () => {
      const tally = await live('a start after a kill', async (history) => {
        const first = reuseGrace > 0 ? 1 : 2;
        for (let point = first; ; point += stepsApart) {
          const app = await history.rise();
          const sending = 'before POST /id/connect/token';
          expect(await app.tell({ command: 'renew', crashAt: sending })).toEqual({
            diedAt: sending,
          });
          history.died(sending);
          const again = await history.start();
          const ending = await again.tell({ command: 'start', crashAt: point });
          if ('report' in ending) return again.kill();
          history.died(ending.diedAt);
        }
      });
      expect(tally.kills).toBeGreaterThan(120 / stepsApart);
    },
    timeLimit,
  );

  test(
    'at random steps, of starts as well: the same',
    async () => {
      const random = createRandom(seed + reuseGrace);
      await live('random steps', async (history) => {
        while (history.tally.kills < randomKills) {
          const isAtStart = random.chance(0.3);
          const crashAt = random.between(1, isAtStart ? 20 : 90);
          const app = isAtStart ? await history.start() : await history.rise();
          const command = isAtStart ? 'start' : 'renew';
          const ending = await app.tell({ command, crashAt });
          if ('diedAt' in ending) history.died(ending.diedAt);
          else await app.kill();
        }
      });
    },
    timeLimit,
  );

  test(
    'at random moments, of starts as well: the same',
    async () => {
      const random = createRandom(seed + reuseGrace + 1);
      await live('random moments', async (history) => {
        while (history.tally.kills < randomKills) {
          const isAtStart = random.chance(0.3);
          const app = isAtStart ? await history.start() : await history.rise();
          const busy = app.tell(
            isAtStart ? { command: 'start', crashAt: null } : { command: 'renewForEver' },
          );
          await new Promise((resolve) => setTimeout(resolve, random.below(isAtStart ? 80 : 250)));
          await app.kill();
          await busy;
          history.died(app.points().at(-1) ?? 'the start');
        }
      });
    },
    timeLimit,
  );
});

test(
  'two processes at once, each killed now and then: no refresh token is used twice but where a kill explains it',
  async () => {
    const world = await createWorld(10);
    const history = new History(world, bundle.program, true);
    let explained = 0;
    try {
      await history.begin();
      const renewUntilKilled = async (random: Random): Promise<void> => {
        for (let round = 0; round < 12; round += 1) {
          const app = await history.start();
          const started = await app.tell({ command: 'start', crashAt: null });
          expect(started).toMatchObject({ report: { status: 'signedIn', access: 'taken' } });
          const busy = app.tell({ command: 'renewForEver' });
          await app.passed(random.between(30, 400));
          await app.kill();
          await busy;
          history.died(app.points().at(-1) ?? 'the start');
          if (diedWithUnsavedTokens(app.points())) explained += 1;
        }
      };
      const seeds = [seed + 2, seed + 3];
      await Promise.all(seeds.map((one) => renewUntilKilled(createRandom(one))));
      await history.end();
      const uses = world.simulator.control
        .requests()
        .flatMap(({ refreshTokenHash, reachedIdentity }) =>
          refreshTokenHash !== undefined && reachedIdentity ? [refreshTokenHash] : [],
        );
      const { tally } = history;
      const again = uses.length - new Set(uses).size;
      console.log(
        `${uses.length} renewals of two processes, ${tally.kills} kills, ${explained} of them after sending, ${again} repeated`,
      );
      expect(uses.length).toBeGreaterThan(tally.kills);
      expect(again).toBeLessThanOrEqual(explained);
    } finally {
      await history.killAll();
      await world.close();
    }
  },
  timeLimit,
);

/** Whether a process died after it had begun to send a refresh token and before the answer to it was on the disk. */
function diedWithUnsavedTokens(points: readonly string[]): boolean {
  const names = points.map((point) => point.replace(/ \(\d+\)$/, ''));
  const sent = names.lastIndexOf('before POST /id/connect/token');
  const saved = names.lastIndexOf('after rename session.sealed.*.tmp to session.sealed');
  return sent > saved;
}
