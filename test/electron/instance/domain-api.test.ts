import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createDomainApi } from '../../../electron/instance/domain-api.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeHttp, type Says, says } from './fake-http.ts';
import { sampleInstance } from './sample-instance.ts';

const root = sampleInstance.odataRoot;

/** Hands out tokens one after the other; a token that was rejected is never handed out again. */
function createTokens(...tokens: Result<string>[]) {
  const asked: (string | undefined)[] = [];
  let index = 0;
  const accessToken = async (rejected?: string): Promise<Result<string>> => {
    await Promise.resolve();
    asked.push(rejected);
    if (rejected !== undefined) index += 1;
    return tokens[index] ?? failure({ code: 'needsSignIn' });
  };
  return { accessToken, asked };
}

async function get(
  answer: Says,
  address = 'Set?$top=1',
  tokens = createTokens(success('one'), success('two')),
) {
  const { http, received } = createFakeHttp({ [new URL(address, root).href]: answer });
  const { accessToken } = tokens;
  const clock = createFakeClock();
  const api = createDomainApi({ instance: sampleInstance, http, accessToken, clock });
  const result = await api.getJson(address);
  return { result, received, tokens, clock };
}

describe('asking the Domain API', () => {
  test('sends the token and reads JSON without losing digits', async () => {
    const { result, received } = await get(says(200, '{"value":0.10}'));
    expect(result).toEqual(success({ value: '0.10' }));
    expect(received).toEqual([{ url: `${root}Set?$top=1`, bearer: 'one' }]);
  });

  test('asks the model, too, which lies beside the OData root', async () => {
    const { result } = await get(says(200, []), 'https://erp.example.com/api/domain/currentmodel');
    expect(result.ok).toBe(true);
  });

  test('repeats a request once with a newer token after a 401', async () => {
    const { result, received, tokens } = await get(({ bearer }) =>
      bearer === 'two' ? says(200, []) : says(401, ''),
    );
    expect(result).toEqual(success([]));
    expect(received.map(({ bearer }) => bearer)).toEqual(['one', 'two']);
    expect(tokens.asked).toEqual([undefined, 'one']);
  });

  test('gives up after the second 401', async () => {
    const { result, received } = await get(says(401, ''));
    expect(result).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(received).toHaveLength(2);
  });

  test('does not repeat a request with the very token that was refused', async () => {
    const { result, received } = await get(
      says(401, ''),
      'Set',
      createTokens(success('one'), success('one')),
    );
    expect(result).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(received).toHaveLength(1);
  });

  test.each(['needsSignIn', 'offline', 'storageLocked'] as const)(
    'passes on that there is no token (%s), and sends nothing',
    async (code) => {
      const { result, received } = await get(says(200, []), 'Set', createTokens(failure({ code })));
      expect(result).toEqual(failure({ code }));
      expect(received).toEqual([]);
    },
  );

  test.each([
    'https://evil.example/api/domain/odata/Set',
    '//evil.example/api/domain/odata/Set',
    'http://erp.example.com/api/domain/odata/Set',
    'https://erp.example.com/id/connect/token',
    '/api/elsewhere',
    '../../../id/userinfo',
    'https://user:password@erp.example.com/api/domain/odata/Set',
    'https://[',
  ])('never sends a token to %s, nor anything else', async (address) => {
    const tokens = createTokens(success('one'));
    const { http, received } = createFakeHttp({});
    const { accessToken } = tokens;
    const clock = createFakeClock();
    const api = createDomainApi({ instance: sampleInstance, http, accessToken, clock });
    expect(await api.getJson(address)).toEqual(failure({ code: 'foreignAddress' }));
    expect(received).toEqual([]);
    expect(tokens.asked).toEqual([]);
  });

  test.each([
    ['{"value":[{"a":1},{"a"', 'answerIncomplete'],
    ['[1,2', 'answerIncomplete'],
    ['', 'answerIncomplete'],
    ['<!doctype html><title>Sign in to the hotel’s network</title>', 'answerNotUnderstood'],
    ['ok', 'answerNotUnderstood'],
  ])('takes a body %j for %s', async (body, code) => {
    expect((await get(says(200, body))).result).toMatchObject({ error: { code } });
  });

  test('says what the server said, when to come back, and never the token', async () => {
    const { result, clock } = await get(
      says(503, { error: { message: 'Bearer one refused' } }, { retryAfter: '9' }),
    );
    expect(result).toEqual(
      failure({
        code: 'serverUnavailable',
        detail: 'Bearer … refused',
        retryAt: clock.now() + 9000,
      }),
    );
  });
});
