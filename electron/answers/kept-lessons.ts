import { z } from 'zod';
import type { Library } from '../library/library.ts';
import { readKeptState } from '../local-copy/kept-state.ts';
import { createLessons, type Lessons } from '../query/lessons.ts';

const keptLessons = z.object({ version: z.string(), refused: z.array(z.string()) });

/** Under this name lessons stand in the state of the local copy. */
const stateName = 'lessons';

/**
 * Lessons that outlive the app, for as long as the instance has the same version: a newer one may do what this one refused.
 * What was kept is there as soon as the library has answered; until then a query may learn the same again.
 */
export function createKeptLessons({
  askLibrary,
  version,
}: {
  readonly askLibrary: Library['ask'];
  /** Of the instance. */
  readonly version: string;
}): Lessons {
  const lessons = createLessons();

  async function read(): Promise<void> {
    const kept = await readKeptState(askLibrary, stateName, keptLessons);
    if (kept.ok && kept.value?.version === version) lessons.take(kept.value.refused);
  }

  void read();
  return {
    ...lessons,
    learn(set, features) {
      lessons.learn(set, features);
      if (features.length === 0) return;
      const json = JSON.stringify({ version, refused: lessons.all() });
      void askLibrary('writeState', { name: stateName, json });
    },
  };
}
