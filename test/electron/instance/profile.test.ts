import { describe, expect, test } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { whoAmI } from '../../../electron/instance/profile.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeHttp, type Says, says } from './fake-http.ts';
import { sampleInstance } from './sample-instance.ts';

const me = {
  id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11',
  login: 'maria',
  name: 'Мария',
  email: 'maria@example.com',
};

async function ask(answer: Says, instance = sampleInstance) {
  const { http, received } = createFakeHttp({ 'https://erp.example.com/profile/me': answer });
  const user = await whoAmI({ http, clock: createFakeClock() }, instance, 'token');
  return { user, received };
}

describe('who am I', () => {
  test('reads the user and nothing more', async () => {
    const { user, received } = await ask(says(200, { ...me, isAdmin: true, person: null }));
    expect(user).toEqual(success(me));
    expect(received).toEqual([{ url: 'https://erp.example.com/profile/me', bearer: 'token' }]);
  });

  test('does without name and e-mail address', async () => {
    const { user } = await ask(says(200, { id: '7', login: 'maria', name: null }));
    expect(user).toEqual(success({ id: '7', login: 'maria', name: 'maria', email: '' }));
  });

  test.each([
    [says(401, ''), 'needsSignIn'],
    [says(403, ''), 'noPermission'],
    [says(200, { login: 'maria' }), 'answerNotUnderstood'],
    [says(200, { ...me, id: '' }), 'answerNotUnderstood'],
    [says(200, '<html>'), 'answerNotUnderstood'],
    [failure({ code: 'offline' }), 'offline'],
  ] as const)('turns %j into %s', async (answer, code) => {
    expect((await ask(answer)).user).toMatchObject({ error: { code } });
  });

  test('asks nobody on an instance without a profile site', async () => {
    const { user, received } = await ask(says(200, me), { ...sampleInstance, profile: null });
    expect(user).toEqual(failure({ code: 'notFound' }));
    expect(received).toEqual([]);
  });
});
