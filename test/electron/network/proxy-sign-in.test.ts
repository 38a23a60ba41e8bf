import { EventEmitter } from 'node:events';
import type { AuthInfo } from 'electron';
import { expect, test } from 'vitest';
import type { NetworkAnswer } from '../../../electron/contract/diagnostics.ts';
import type { Fetch } from '../../../electron/instance/http.ts';
import { createProxySignIn, type SignInListener } from '../../../electron/network/proxy-sign-in.ts';
import { createNetworkQuestions } from '../../../electron/network/questions.ts';
import { createFakeClock, settled } from '../instance/fake-clock.ts';

const tunnel = new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
const maria: NetworkAnswer = { kind: 'proxySignIn', user: 'maria', password: 'secret' };
const info: AuthInfo = {
  ...{ isProxy: true, scheme: 'basic', host: 'proxy.example.com', port: 8080 },
  realm: `Office\u0000\u202e${'x'.repeat(200)}`,
};

/** A proxy that lets through who has signed in as maria, and asks up to three times. */
function office({ isProxy = true, answers }: { isProxy?: boolean; answers: NetworkAnswer[] }) {
  let isIn = false;
  const clock = createFakeClock();
  const states: string[] = [];
  const asked: unknown[] = [];
  const signIns: string[] = [];
  const questions = createNetworkQuestions((question) => {
    if (question === null) return;
    asked.push(question);
    const said = answers.shift() ?? null;
    queueMicrotask(() => questions.answer(question.id, said));
  });
  const proxies = createProxySignIn({
    questions,
    clock,
    onState: (state) => states.push(state),
    request(address) {
      signIns.push(address);
      const request = new EventEmitter();
      let times = 0;
      const ask = (): void => {
        if (isIn) return void request.emit('response', { statusCode: 404 });
        times += 1;
        request.emit('login', { ...info, isProxy }, (user?: string, password?: string) => {
          isIn = user === 'maria' && password === 'secret';
          if (isIn) request.emit('response', { statusCode: 404 });
          else if (user === undefined || times === 3) request.emit('error', tunnel);
          else ask();
        });
      };
      return Object.assign(request, { end: () => queueMicrotask(ask), abort: () => undefined });
    },
  });
  const bare: Fetch = () => (isIn ? Promise.resolve(new Response('rows')) : Promise.reject(tunnel));
  return {
    ...{ states, asked, signIns, proxies },
    fetch: proxies.through(bare),
    pass: (ms: number) => clock.advance(ms),
    /** A request of somebody else's meets the proxy; resolves with what it was answered. */
    meet: (login: SignInListener, met = info) =>
      new Promise<(string | undefined)[]>((resolve) => {
        login(met, (...said) => {
          isIn = said[0] === 'maria' && said[1] === 'secret';
          resolve(said);
        });
      }),
  };
}

test('a request that a proxy holds up goes through once somebody has said who they are', async () => {
  const { fetch, states, asked, signIns } = office({ answers: [maria] });
  const answer = await fetch('https://demodb.my.erp.net/api/x?secret=1');
  expect(await answer.text()).toBe('rows');
  expect(states).toEqual(['asked', 'passed']);
  // Nothing of what was held up goes along with the sign-in.
  expect(signIns).toEqual(['https://demodb.my.erp.net/']);
  expect(asked).toEqual([
    {
      ...{ kind: 'proxySignIn', id: 1, host: 'proxy.example.com', port: 8080, isRetry: false },
      realm: `Office${'x'.repeat(74)}`,
    },
  ]);
});

test('requests that are held up together ask once', async () => {
  const { fetch, asked } = office({ answers: [maria] });
  const answers = await Promise.all([1, 2, 3].map((each) => fetch(`https://x.example/${each}`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(asked).toHaveLength(1);
});

test('a wrong password is asked for again, and says so', async () => {
  const wrong: NetworkAnswer = { kind: 'proxySignIn', user: 'maria', password: 'wrong' };
  const { fetch, asked } = office({ answers: [wrong, maria] });
  expect((await fetch('https://x.example/')).status).toBe(200);
  expect(asked).toMatchObject([{ isRetry: false }, { isRetry: true }]);
});

test('what has a body is not sent twice: whoever sent it decides', async () => {
  const { fetch, states } = office({ answers: [maria] });
  const post = { method: 'POST', body: 'grant_type=refresh_token' };
  await expect(fetch('https://x.example/connect/token', post)).rejects.toBe(tunnel);
  expect(states).toEqual(['asked', 'passed']);
  expect((await fetch('https://x.example/connect/token', post)).status).toBe(200);
});

test('who cancels is not asked again for a while, unless they wish it', async () => {
  const { fetch, asked, states, proxies, pass } = office({ answers: [null, null, maria] });
  await expect(fetch('https://x.example/')).rejects.toBe(tunnel);
  await expect(fetch('https://x.example/')).rejects.toBe(tunnel);
  expect(asked).toHaveLength(1);
  expect(states).toEqual(['asked', 'cancelled', 'refused']);
  await pass(11 * 60_000);
  await expect(fetch('https://x.example/')).rejects.toBe(tunnel);
  expect(asked).toHaveLength(2);
  proxies.askAgain();
  expect((await fetch('https://x.example/')).status).toBe(200);
});

test('a site that asks for itself gets no answer, and nobody is asked', async () => {
  const { fetch, asked } = office({ isProxy: false, answers: [maria] });
  await expect(fetch('https://x.example/')).rejects.toBe(tunnel);
  expect(asked).toEqual([]);
});

test('a proxy that answers 407 itself is signed in to, and every other failure is left alone', async () => {
  const { proxies, signIns } = office({ answers: [maria] });
  const statuses = [407, 200];
  const fetch = proxies.through(async () => new Response('', { status: statuses.shift() ?? 500 }));
  expect((await fetch(new Request('http://x.example/a'))).status).toBe(200);
  const refused = new Error('net::ERR_CONNECTION_REFUSED');
  const failing = proxies.through(() => Promise.reject(refused));
  await expect(failing('https://x.example/')).rejects.toBe(refused);
  expect(signIns).toEqual(['http://x.example/']);
});

test('what was held up just before somebody signed in elsewhere goes through without a question', async () => {
  const { proxies, asked, states, meet } = office({ answers: [maria] });
  let isHeldUp = true;
  const fetch = proxies.through(async () => {
    if (!isHeldUp) return new Response('rows');
    isHeldUp = false;
    await meet(proxies.answering());
    throw tunnel;
  });
  expect((await fetch('https://x.example/')).status).toBe(200);
  expect(asked).toHaveLength(1);
  expect(states).toEqual(['asked']);
});

test('requests that somebody else makes are answered by the same question, while it is open', async () => {
  const { fetch, proxies, asked, meet } = office({ answers: [maria] });
  const [rows, said, again] = await Promise.all([
    fetch('https://x.example/'),
    meet(proxies.answering()),
    meet(proxies.answering()),
  ]);
  expect(rows.status).toBe(200);
  expect([said, again]).toEqual([
    ['maria', 'secret'],
    ['maria', 'secret'],
  ]);
  expect(asked).toHaveLength(1);
});

test('another proxy has a question of its own', async () => {
  const { proxies, asked, meet } = office({ answers: [maria, null] });
  const other = { ...info, host: 'other.example.com' };
  const said = await Promise.all([meet(proxies.answering()), meet(proxies.answering(), other)]);
  expect(said).toEqual([['maria', 'secret'], []]);
  expect(asked).toMatchObject([{ host: 'proxy.example.com' }, { host: 'other.example.com' }]);
});

test('what somebody else’s requests ask for twice was wrong, and who cancels is left alone there, too', async () => {
  const wrong: NetworkAnswer = { kind: 'proxySignIn', user: 'maria', password: 'wrong' };
  const { proxies, asked, meet, fetch } = office({ answers: [wrong, null] });
  const login = proxies.answering();
  expect(await meet(login)).toEqual(['maria', 'wrong']);
  expect(await meet(login)).toEqual([]);
  expect(asked).toMatchObject([{ isRetry: false }, { isRetry: true }]);
  expect(await meet(proxies.answering())).toEqual([]);
  await expect(fetch('https://x.example/')).rejects.toBe(tunnel);
  expect(asked).toHaveLength(2);
});

test('a site that asks somebody else’s request for itself gets no answer', async () => {
  const { proxies, asked, meet } = office({ answers: [maria] });
  expect(await meet(proxies.answering(), { ...info, isProxy: false })).toEqual([]);
  expect(asked).toEqual([]);
});

/** Somebody who signs in to a proxy by hand: each request and question of theirs is in the test's hands. */
function byHand() {
  const clock = createFakeClock();
  const states: string[] = [];
  const probes: (EventEmitter & { aborted: boolean })[] = [];
  const questions = createNetworkQuestions(() => undefined);
  const proxies = createProxySignIn({
    ...{ questions, clock, onState: (state) => states.push(state) },
    request() {
      const probe = Object.assign(new EventEmitter(), {
        aborted: false,
        end: () => undefined,
        abort() {
          probe.aborted = true;
        },
      });
      probes.push(probe);
      return probe;
    },
  });
  let isIn = false;
  const fetch = proxies.through(() =>
    isIn ? Promise.resolve(new Response('rows')) : Promise.reject(tunnel),
  );
  const letIn = (): void => {
    isIn = true;
  };
  return { clock, states, probes, questions, fetch, letIn };
}

test('a proxy that does not answer is given up, but not a person who takes their time', async () => {
  const { clock, states, probes, questions, fetch } = byHand();
  const answer = fetch('https://x.example/a').catch((error: unknown) => error);
  await settled();
  probes[0]?.emit('login', info, () => undefined);
  await clock.advance(3_600_000);
  expect(probes[0]?.aborted).toBe(false);
  questions.answer(1, maria);
  await settled();
  await clock.advance(61_000);
  expect(await answer).toBe(tunnel);
  expect(states).toEqual(['asked', 'refused']);
  expect(probes[0]?.aborted).toBe(true);
  // The next one is not held up by it.
  const next = fetch('https://x.example/b').catch((error: unknown) => error);
  await settled();
  await clock.advance(61_000);
  expect(probes).toHaveLength(2);
  expect(await next).toBe(tunnel);
});

test('who is led elsewhere has been let through, and does not go there', async () => {
  const { states, probes, questions, fetch, letIn } = byHand();
  const answer = fetch('https://x.example/a');
  await settled();
  probes[0]?.emit('login', info, letIn);
  questions.answer(1, maria);
  await settled();
  probes[0]?.emit('redirect');
  probes[0]?.emit('error', tunnel);
  expect(await (await answer).text()).toBe('rows');
  expect(states).toEqual(['asked', 'passed']);
});
