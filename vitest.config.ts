import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    restoreMocks: true,
    testTimeout: 15_000,
    // A computer with other things to do is no reason to give up after the usual second.
    expect: { poll: { timeout: 10_000 } },
    // Many tests wait for processes and sockets of theirs: on two cores two of them get along.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
