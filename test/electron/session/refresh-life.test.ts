import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followRefreshLife } from '../../../electron/session/learned-life.ts';
import {
  expectedLife,
  keepAliveAge,
  learnAlive,
  learnDead,
  type RefreshLife,
  refreshLifeSchema,
  unknownLife,
} from '../../../electron/session/refresh-life.ts';
import { hour } from './sample-session.ts';

const untold = { refreshLifetime: null };
const day = 24 * hour;

describe('how long a refresh token is expected to live', () => {
  it.each([
    ['public', day],
    ['confidential', 30 * day],
  ] as const)(
    'is what ERP.net documents for a %s app until something was learned',
    (client, life) => {
      expect(expectedLife(untold, unknownLife, client)).toBe(life);
    },
  );

  it('is what the server told, against everything else', () => {
    const learned = { longestAlive: 90 * day, shortestDead: 100 * day };
    expect(expectedLife({ refreshLifetime: hour }, learned, 'confidential')).toBe(hour);
  });

  it('grows with what was seen alive, and shrinks to what was seen dead', () => {
    const alive = learnAlive(unknownLife, 3 * day);
    expect(expectedLife(untold, alive, 'public')).toBe(3 * day);
    expect(expectedLife(untold, learnDead(unknownLife, 8 * hour), 'public')).toBe(8 * hour);
    expect(expectedLife(untold, learnDead(alive, 5 * day), 'public')).toBe(3 * day);
  });

  it('leaves a quarter of it for keeping alive', () => {
    expect(keepAliveAge(day)).toBe(18 * hour);
  });
});

describe('what is learned from a refusal', () => {
  it('is nothing when the token was young: it died of something else', () => {
    expect(learnDead(unknownLife, 2 * hour - 1)).toEqual(unknownLife);
    expect(learnDead(unknownLife, 2 * hour).shortestDead).toBe(2 * hour);
  });

  it('is nothing when older ones have worked', () => {
    const alive = learnAlive(unknownLife, 5 * hour);
    expect(learnDead(alive, 5 * hour)).toEqual(alive);
  });

  it('is given up when an older one works after all', () => {
    const dead = learnDead(unknownLife, 5 * hour);
    expect(learnAlive(dead, 4 * hour).shortestDead).toBe(5 * hour);
    expect(learnAlive(dead, 5 * hour)).toEqual({ longestAlive: 5 * hour, shortestDead: null });
  });
});

const lessons = fc.array(
  fc.tuple(fc.double({ min: 0, max: 100 * day, noNaN: true }), fc.constantFrom('alive', 'dead')),
);

describe('what is learned, in any order', () => {
  it('never says that what was seen alive is dead, and can always be kept', () => {
    fc.assert(
      fc.property(lessons, (list) => {
        let life: RefreshLife = unknownLife;
        for (const [age, outcome] of list) {
          life = outcome === 'alive' ? learnAlive(life, age) : learnDead(life, age);
          const { longestAlive, shortestDead } = life;
          if (shortestDead !== null) expect(shortestDead).toBeGreaterThan(longestAlive);
          expect(refreshLifeSchema.parse(JSON.parse(JSON.stringify(life)))).toEqual(life);
        }
      }),
    );
  });

  it('makes an instance’s true life known once it was passed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 20 }).map((hours) => hours * hour),
        fc.array(fc.integer({ min: 0, max: 30 * hour })),
        (truth, ages) => {
          let life: RefreshLife = unknownLife;
          for (const age of [...ages, truth + hour]) {
            life = age <= truth ? learnAlive(life, age) : learnDead(life, age);
          }
          const expected = expectedLife(untold, life, 'public');
          expect(expected).toBeGreaterThan(truth);
          expect(expected).toBeLessThanOrEqual(truth + hour);
        },
      ),
    );
  });
});

describe('what is written down of it', () => {
  function follow(kept = unknownLife) {
    const written: RefreshLife[] = [];
    return { written, life: followRefreshLife(kept, (one) => written.push(one)) };
  }

  it('is news: a refusal of age at once, a longer life when it is an hour and a quarter longer', () => {
    const { written, life } = follow();
    life.learn(hour, 'alive');
    expect(written).toEqual([]);
    life.learn(hour + 1, 'alive');
    expect(written).toHaveLength(1);
    life.learn(8 * hour, 'dead');
    expect(written.at(-1)).toEqual({ longestAlive: hour + 1, shortestDead: 8 * hour });
    expect(life.current()).toEqual(written.at(-1));
  });

  it('adds up: many small steps are news together', () => {
    const { written, life } = follow();
    for (let age = 0; age <= 10 * hour; age += hour / 10) life.learn(age, 'alive');
    expect(written.length).toBeGreaterThan(2);
    expect(written.length).toBeLessThan(10);
    expect(life.current().longestAlive).toBe(10 * hour);
  });

  it('is nothing when nobody knows the age', () => {
    const { written, life } = follow();
    life.learn(Number.POSITIVE_INFINITY, 'alive');
    life.learn(Number.POSITIVE_INFINITY, 'dead');
    expect([written, life.current()]).toEqual([[], unknownLife]);
  });
});
