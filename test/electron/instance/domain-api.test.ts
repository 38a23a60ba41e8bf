import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createDomainApi } from '../../../electron/instance/domain-api.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeHttp, type Says, says } from './fake-http.ts';
import { sampleInstance } from './sample-instance.ts';

const root = sampleInstance.odataRoot;

/** Hands out as many tokens as anybody wants; a token that was rejected is never handed out again. */
function createManyTokens() {
  let index = 0;
  const accessToken = async (rejected?: string): Promise<Result<string>> => {
    await Promise.resolve();
    if (rejected === `token-${index}`) index += 1;
    return success(`token-${index}`);
  };
  return { accessToken, renewals: () => index, expire: () => (index += 1) };
}

const minute = 60_000;

/** Asks an API for sets, each of which answers with a status of its own. */
function askingFor(statusOf: (set: string, bearer: string | undefined) => number) {
  const tokens = createManyTokens();
  const clock = createFakeClock();
  const answer =
    (set: string): Says =>
    ({ bearer }) =>
      says(statusOf(set, bearer), []);
  const { http, received } = createFakeHttp(
    Object.fromEntries(['Open', 'Closed'].map((set) => [`${root}${set}`, answer(set)])),
  );
  const { accessToken } = tokens;
  const api = createDomainApi({ instance: sampleInstance, http, accessToken, clock });
  return { ask: (set: string) => api.getJson(set), tokens, clock, received };
}

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

describe('an API that refuses whatever token it gets', () => {
  test('costs a renewal now and then, and not one for each request', async () => {
    const { ask, tokens, clock, received } = askingFor(() => 401);
    for (let request = 0; request < 24 * 60; request += 1) {
      expect(await ask('Closed')).toMatchObject({ error: { code: 'needsSignIn' } });
      await clock.advance(minute);
    }
    expect(tokens.renewals()).toBeGreaterThan(24);
    expect(tokens.renewals()).toBeLessThan(110);
    expect(received.length).toBe(24 * 60 + tokens.renewals());
  });

  test('for some sets only costs no more, and the others answer all the while', async () => {
    const { ask, tokens } = askingFor((set) => (set === 'Closed' ? 401 : 200));
    for (let request = 0; request < 50; request += 1) {
      expect(await ask('Closed')).toMatchObject({ ok: false });
      expect(await ask('Open')).toEqual(success([]));
    }
    expect(tokens.renewals()).toBe(1);
  });

  test('and has come to its senses is not made to wait for a token that has run out', async () => {
    const alive = new Set<string>();
    const { ask, tokens } = askingFor((_, bearer = '') => (alive.has(bearer) ? 200 : 401));
    expect(await ask('Open')).toMatchObject({ ok: false });
    tokens.expire();
    alive.add('token-3');
    expect(await ask('Open')).toEqual(success([]));
    expect(tokens.renewals()).toBe(3);
  });

  test('is asked with a new one at once after a renewal that has helped, as often as that is so', async () => {
    let alive = 'token-1';
    const { ask, tokens } = askingFor((_, bearer) => (bearer === alive ? 200 : 401));
    for (let renewal = 1; renewal <= 20; renewal += 1) {
      alive = `token-${renewal}`;
      expect(await ask('Open')).toEqual(success([]));
    }
    expect(tokens.renewals()).toBe(20);
  });

  test('is tried again soon though somebody has set the clock back by a year', async () => {
    const { ask, tokens, clock } = askingFor(() => 401);
    await ask('Open');
    clock.set(-365 * 24 * 60 * minute);
    await ask('Open');
    expect(tokens.renewals()).toBe(2);
  });
});
