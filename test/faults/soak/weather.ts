import { Chance } from './chance.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** In milliseconds. */
export const day = 24 * hour;

/** What is out of order for a while, for the whole computer. */
export type Storm =
  /** No network. */
  | 'offline'
  /** A hotel's network that shows its own page. */
  | 'portal'
  /** A company's proxy that refuses: 403 with a page, or no tunnel for want of its password (407). */
  | 'proxy403'
  | 'proxy407'
  /** The instance is being updated: 502, 503 with `Retry-After`, 429. */
  | 'badGateway'
  | 'maintenance'
  | 'tooMany'
  /** Answers take from seconds to longer than anybody waits. */
  | 'slow'
  | 'diskFull'
  | 'keyringLocked'
  /** An administrator has switched the app off. */
  | 'appDisabled';

/** What happens to the one refresh that comes next. */
export type Mishap =
  /** The connection breaks before the request has arrived. */
  | 'lostOnTheWay'
  /** Somebody on the way answers and passes nothing on: a proxy with 403, a gateway with 502. */
  | 'proxyAnswers'
  | 'gatewayAnswers'
  /** The instance has done it, and the connection breaks, the body is cut, or a gateway has lost patience (504). */
  | 'answerLost'
  | 'answerCut'
  | 'gatewayGivesUp'
  /** The lid closes before the request has arrived, or when the instance has done it. */
  | 'lidBefore'
  | 'lidAfter'
  /** The disk is full, or the keyring locked, by the time the answer is there. */
  | 'diskFills'
  | 'keyringLocks'
  /** The app is killed before the request has arrived, or when the instance has done it. */
  | 'killBefore'
  | 'killAfter';

/** What happens in the month, whatever the app does. Times in milliseconds from its beginning. */
export type Happening = { readonly at: number } & (
  | { readonly what: 'ask'; readonly calls: number }
  | { readonly what: 'lidCloses' | 'lidOpens' }
  | { readonly what: 'storm'; readonly storm: Storm; readonly lasts: number }
  | { readonly what: 'mishap'; readonly mishap: Mishap }
  | { readonly what: 'clockIsSet'; readonly error: number }
  | { readonly what: 'person'; readonly does: 'startExtra' | 'quitExtra' | 'quit' | 'crash' }
  | { readonly what: 'accessTokensExpire' | 'signInsRevoked' }
);

/** How the computer is used, by the seed: carried home every evening, left running, or now this, now that. */
const habits = ['laptop', 'desktop', 'mixed'] as const;

type Moods = readonly [share: number, from: number, to: number, storm: Storm][];

/** How many a day, and how long they last, in minutes. */
const moods: Moods = [
  [1.5, 1, 40, 'offline'],
  [0.2, 5, 60, 'portal'],
  [0.15, 5, 60, 'proxy403'],
  [0.15, 5, 60, 'proxy407'],
  [0.4, 1, 20, 'badGateway'],
  [0.2, 2, 30, 'maintenance'],
  [0.1, 1, 10, 'tooMany'],
  [0.5, 5, 60, 'slow'],
  [0.25, 5, 180, 'diskFull'],
  [0.3, 2, 90, 'keyringLocked'],
  [0.07, 5, 60, 'appDisabled'],
];

const mishapsADay: readonly [share: number, mishap: Mishap][] = [
  [0.2, 'lostOnTheWay'],
  [0.15, 'proxyAnswers'],
  [0.15, 'gatewayAnswers'],
  [0.06, 'answerLost'],
  [0.05, 'answerCut'],
  [0.05, 'gatewayGivesUp'],
  [0.2, 'lidBefore'],
  [0.06, 'lidAfter'],
  [0.15, 'diskFills'],
  [0.15, 'keyringLocks'],
  [0.1, 'killBefore'],
  [0.05, 'killAfter'],
];

/** The month of a seed, in order. */
export function weatherOf(seed: number, days: number): readonly Happening[] {
  const chance = new Chance(seed, 'weather');
  const habit = habits[seed % habits.length] ?? 'mixed';
  const month = Array.from({ length: days }, (_, index) => [
    ...workOf(index, chance),
    ...(habit === 'desktop' || (habit === 'mixed' && chance.in(0.5)) ? [] : nightOf(index, chance)),
    ...troubleOf(index, chance),
  ]);
  return month.flat().sort((one, other) => one.at - other.at);
}

const isWorkday = (index: number): boolean => index % 7 < 5;

function workOf(index: number, chance: Chance): Happening[] {
  if (!isWorkday(index)) return [];
  const start = index * day + 8 * hour + chance.between(0, 60) * minute;
  const end = start + 9 * hour;
  const work: Happening[] = [{ at: start - 5 * minute, what: 'lidOpens' }];
  for (let at = start; at < end; at += chance.between(20, 1500) * second + chance.between(0, 999)) {
    work.push({ at, what: 'ask', calls: chance.pick([1, 1, 2, 4]) });
  }
  if (chance.in(0.5)) {
    const lunch = start + 4 * hour + chance.between(0, 30) * minute;
    work.push({ at: lunch, what: 'lidCloses' });
    work.push({ at: lunch + chance.between(5, 50) * minute, what: 'lidOpens' });
  }
  return work;
}

function nightOf(index: number, chance: Chance): Happening[] {
  return [{ at: index * day + 18 * hour + chance.between(1, 90) * minute, what: 'lidCloses' }];
}

function troubleOf(index: number, chance: Chance): Happening[] {
  const anytime = (): number => index * day + chance.between(0, day - 1);
  const atWork = (): number => index * day + 8 * hour + chance.between(0, 10 * hour);
  const trouble: Happening[] = [];
  const add = (share: number, make: () => Happening[]): void => {
    const times = Math.floor(share) + (chance.in(share % 1) ? 1 : 0);
    for (let time = 0; time < times; time += 1) trouble.push(...make());
  };
  for (const [share, from, to, storm] of moods) {
    add(share, () => {
      const at = chance.in(0.7) ? atWork() : anytime();
      return [{ at, what: 'storm', storm, lasts: chance.between(from * 60, to * 60) * second }];
    });
  }
  for (const [share, mishap] of mishapsADay) {
    add(share, () => [{ at: chance.in(0.6) ? atWork() : anytime(), what: 'mishap', mishap }]);
  }
  add(0.3, () => clockJump(atWork(), chance));
  add(0.35, () => {
    const at = atWork();
    const until = at + chance.between(10, 180) * minute;
    return [
      { at, what: 'person', does: 'startExtra' },
      { at: until, what: 'person', does: 'quitExtra' },
    ];
  });
  add(0.4, () => [{ at: atWork(), what: 'person', does: 'quit' }]);
  add(0.15, () => [{ at: atWork(), what: 'person', does: 'crash' }]);
  add(0.3, () => [{ at: atWork(), what: 'accessTokensExpire' }]);
  add(0.04, () => [{ at: atWork(), what: 'signInsRevoked' }]);
  return trouble;
}

/** Somebody, or a bad battery, sets the clock; later it is set right again. */
function clockJump(at: number, chance: Chance): Happening[] {
  const size = chance.pick([30 * second, 10 * minute, 3 * hour, 2 * day, 400 * day]);
  const error = (chance.in(0.5) ? 1 : -1) * size;
  return [
    { at, what: 'clockIsSet', error },
    { at: at + chance.between(1, 300) * minute, what: 'clockIsSet', error: 0 },
  ];
}
