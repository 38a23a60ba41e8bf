import { learnAlive, learnDead, type RefreshLife } from './refresh-life.ts';

/** What an account learns about the life of its refresh tokens while the app runs. */
export interface LearnedLife {
  current(): RefreshLife;
  /** A refresh token of this age, in milliseconds, worked or was refused. */
  learn(age: number, outcome: 'alive' | 'dead'): void;
}

/** What is learned is not worth writing for less, in milliseconds. */
const leastNews = 60 * 60_000;

/**
 * @param kept what earlier runs have learned.
 * @param write makes it durable; called only when there is news.
 */
export function followRefreshLife(
  kept: RefreshLife,
  write: (life: RefreshLife) => void,
): LearnedLife {
  let current = kept;
  let written = kept;
  return {
    current: () => current,
    learn(age, outcome) {
      // Nobody knows how old it is when the clock was set back while the app was not running.
      if (!Number.isFinite(age)) return;
      current = outcome === 'alive' ? learnAlive(current, age) : learnDead(current, age);
      const isNews =
        current.shortestDead !== written.shortestDead ||
        current.longestAlive > written.longestAlive * 1.25 + leastNews;
      if (!isNews) return;
      written = current;
      write(current);
    },
  };
}
