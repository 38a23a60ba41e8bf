import { isLong } from '../faults/test-length.ts';

/** How long a fuzzer runs, and from where its randomness comes. */
export interface Fuzzing {
  readonly numRuns: number;
  readonly seed: number;
}

/**
 * A short run is the same every time, so that `npm test` tells of the change it tests; a long one goes another way every time.
 * Both print how to repeat them: `FUZZ_SEED=… npm run test:long`.
 */
export function fuzzing(what: string, runs: { short: number; long: number }): Fuzzing {
  const numRuns = isLong ? runs.long : runs.short;
  const given = process.env.FUZZ_SEED;
  const seed = given === undefined ? (isLong ? Date.now() % 2 ** 31 : 1) : Number(given);
  console.log(`${what}: ${numRuns} runs, FUZZ_SEED=${seed}`);
  return { numRuns, seed };
}
