import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest come first, so that the workers end together. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification): boolean =>
      moduleId.includes('/test/faults/');
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => Number(isLongest(other)) - Number(isLongest(one)));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    restoreMocks: true,
    sequence: { sequencer: LongestFirst },
    testTimeout: 15_000,
    // A computer with other things to do is no reason to give up after the usual second.
    expect: { poll: { timeout: 10_000 } },
    // Many tests wait for processes and sockets of theirs: on two cores two of them get along.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
