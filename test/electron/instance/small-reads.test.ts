import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../electron/contract/failure.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createSmallReads } from '../../../electron/instance/small-reads.ts';

const never = new AbortController().signal;

/** An instance that says one thing to each batch, and the last one for ever. */
function saying(...answers: (Result<readonly (Result<unknown> | null)[]> | 'throws')[]) {
  let batches = 0;
  const reads = createSmallReads({
    getJson: async (address) => success(address),
    async getJsonTogether() {
      const answer = answers[Math.min(batches, answers.length - 1)];
      batches += 1;
      if (answer === 'throws' || answer === undefined) throw new Error('secret');
      return answer;
    },
  });
  return { reads, ask: () => reads.several(['a', 'b'], never) };
}

describe('small reads that go together', () => {
  test('are answered each for itself', async () => {
    const parts = [success(1), failure({ code: 'serverError' }), null];
    const { reads, ask } = saying(success(parts));
    expect(await ask()).toEqual(parts);
    expect(reads.atOnce()).toBe(10);
  });

  test.each(['serverError', 'notFound', 'noPermission'] as const)(
    'go alone from then on when the instance refuses a batch (%s)',
    async (code) => {
      const { reads, ask } = saying(failure({ code }));
      expect(await ask()).toEqual([null, null]);
      expect(reads.atOnce()).toBe(1);
    },
  );

  test.each([
    ...(['answerIncomplete', 'answerNotUnderstood', 'answerTooLarge', 'timedOut'] as const),
    ...(['hostUnreachable', 'serverUnavailable'] as const),
  ])('go alone for once when a batch comes to nothing (%s)', async (code) => {
    const { reads, ask } = saying(failure({ code }), success([null, null]), failure({ code }));
    expect(await ask()).toEqual([null, null]);
    expect(reads.atOnce()).toBe(10);
    await ask();
    await ask();
    expect(reads.atOnce()).toBe(10);
  });

  test('go alone from then on when two batches in a row came to nothing', async () => {
    const { reads, ask } = saying(failure({ code: 'answerIncomplete' }), 'throws');
    await ask();
    expect(await ask()).toEqual([null, null]);
    expect(reads.atOnce()).toBe(1);
  });

  test.each<Failure>([
    { code: 'offline' },
    { code: 'hostNotFound' },
    { code: 'hostNotTrusted' },
    { code: 'needsSignIn' },
    { code: 'storageLocked' },
    { code: 'cancelled' },
    { code: 'tooManyRequests' },
    { code: 'noLicenceSeat', retryAt: 5 },
    { code: 'serverUnavailable', retryAt: 5 },
  ])('all meet what each of them would have met alone: $code', async (error) => {
    const { reads, ask } = saying(failure(error));
    for (let time = 0; time < 3; time += 1) {
      expect(await ask()).toEqual([failure(error), failure(error)]);
    }
    expect(reads.atOnce()).toBe(10);
  });
});
