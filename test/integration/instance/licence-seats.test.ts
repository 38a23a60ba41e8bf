import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConnectionState } from '../../../electron/contract/requests.ts';
import { seatIdleMs } from '../../../electron/instance/licence-seat.ts';
import { createFakeClock, type FakeClock } from '../../electron/instance/fake-clock.ts';
import { OAuthApp } from '../../simulator/identity/oauth-app.ts';
import { defaultUsers, type SimulatorOptions } from '../../simulator/options.ts';
import {
  type Connected,
  connect,
  looking,
  rowRequests,
  someOrders,
  succeeded,
} from './connected.ts';

interface Seats extends Connected {
  readonly heard: ConnectionState[];
  /** Lets time pass for the instance and for this computer. */
  readonly pass: (ms: number) => Promise<void>;
}

async function connectWithClock(options: Partial<SimulatorOptions> = {}): Promise<Seats> {
  const clock: FakeClock = createFakeClock(Date.now());
  const connected = await connect({ wallClock: () => clock.now(), ...options }, clock);
  const heard: ConnectionState[] = [];
  onTestFinished(connected.client.onConnectionChange((state) => heard.push(state)));
  return {
    ...connected,
    heard,
    pass: (ms) => clock.advance(ms),
  };
}

/** A colleague opens the instance in another app, which takes a seat. */
async function colleagueWorks({ simulator }: Connected): Promise<void> {
  const [, john] = defaultUsers;
  const { access_token } = await new OAuthApp(simulator).signIn(undefined, john);
  const answer = await fetch(`${simulator.origin}/api/domain/currentmodel`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  await answer.text();
}

const taken = ({ simulator }: Connected): number => simulator.control.seats().taken;

describe('the licence seat that the window shows', () => {
  test('is taken by the first answer and free after twenty minutes, as the instance has it', async () => {
    const app = await connectWithClock();
    expect([taken(app), app.client.connection().seatUntil]).toEqual([0, null]);
    succeeded(await app.client.entitySets(false));
    expect(taken(app)).toBe(1);
    expect(app.client.connection().seatUntil).not.toBeNull();
    await app.pass(seatIdleMs - 1);
    expect([taken(app), app.client.connection().seatUntil !== null]).toEqual([1, true]);
    await app.pass(1);
    expect([taken(app), app.client.connection().seatUntil]).toEqual([0, null]);
    expect(app.heard.map(({ seatUntil }) => seatUntil !== null)).toEqual([true, false]);
  });

  test('is kept by a call that the instance answers with an error', async () => {
    const app = await connectWithClock();
    succeeded(await app.client.entitySet('Crm_Sales_SalesOrders'));
    await app.pass(seatIdleMs - 1);
    expect(await app.client.entitySet('No_Such_Set')).toMatchObject({ ok: false });
    await app.pass(seatIdleMs - 1);
    expect([taken(app), app.client.connection().seatUntil !== null]).toEqual([1, true]);
  });
});

describe('when all licence seats are taken', () => {
  test('the requests fail with the time to come back, and are not repeated before it', async () => {
    const app = await connectWithClock({ seats: 1 });
    await colleagueWorks(app);
    const refused = await app.client.fetchRows(someOrders, null, looking());
    expect(refused).toMatchObject({ error: { code: 'noLicenceSeat' } });
    const retryAt = refused.ok ? 0 : refused.error.retryAt;
    expect(app.heard).toEqual([{ status: 'noLicenceSeat', retryAt, seatUntil: null }]);
    const asked = app.simulator.control.requests().length;
    await app.pass(50_000);
    expect(await app.client.fetchRows(someOrders, null, looking())).toEqual(refused);
    expect(app.simulator.control.requests()).toHaveLength(asked);
  });

  test('a seat that was ours and is another’s now is not shown as ours', async () => {
    const app = await connectWithClock({ seats: 1 });
    succeeded(await app.client.entitySets(false));
    // The instance was started anew, and somebody else was faster.
    app.simulator.control.set({ seats: 0 });
    await app.pass(60_000);
    app.simulator.control.advanceClock(seatIdleMs);
    expect(await app.client.entitySets(true)).toMatchObject({ error: { code: 'noLicenceSeat' } });
    expect(app.client.connection().seatUntil).toBeNull();
  });

  test('what failed is repeated when the window is told that the pause is over, and goes through once a seat is free', async () => {
    const app = await connectWithClock({ seats: 1 });
    await colleagueWorks(app);
    const repeats: Promise<string>[] = [];
    const ask = async (): Promise<string> => {
      const answer = await app.client.fetchRows(someOrders, null, looking());
      return answer.ok ? 'rows' : answer.error.code;
    };
    app.client.onConnectionChange(({ status }) => {
      if (status === 'online' && repeats.length < 30) repeats.push(ask());
    });
    const answers = [await ask()];
    for (let minute = 0; minute < 25 && answers.at(-1) !== 'rows'; minute += 1) {
      await app.pass(60_000);
      answers.push(...(await Promise.all(repeats.splice(0))));
    }
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 'noLicenceSeat'), 'rows']);
    expect(app.client.connection().seatUntil).not.toBeNull();
  });

  test('nothing is repeated while nobody is there', async () => {
    const app = await connectWithClock({ seats: 1 });
    await colleagueWorks(app);
    await app.client.fetchRows(someOrders, null, looking());
    app.presence.leave();
    await app.pass(60 * 60_000);
    expect(app.heard.map(({ status }) => status)).toEqual(['noLicenceSeat']);
    app.presence.comeBack();
    expect(app.heard.map(({ status }) => status)).toEqual(['noLicenceSeat', 'online']);
  });

  test.each([
    ['unwrapped, as of older servers', { errorWrapper: false }, undefined],
    [
      'under its older name',
      {},
      { message: 'No more users', type: 'MaximumLicenseCountExceeded', code: 100 },
    ],
    ['in the text only', {}, { error: { message: 'MaximumLicenseCountExceeded: 5' } }],
  ])('it is understood %s', async (_, options, body) => {
    const app = await connectWithClock({ seats: 0, ...options });
    if (body !== undefined) {
      app.simulator.control.failNext({ path: 'currentmodel', status: 500, body });
    }
    expect(await app.client.entitySets(false)).toMatchObject({
      error: { code: 'noLicenceSeat', retryAt: expect.any(Number) as unknown },
    });
    expect(app.client.connection()).toMatchObject({ status: 'noLicenceSeat', seatUntil: null });
  });
});

describe('while nobody is at the window', () => {
  test('nothing that comes by itself reaches the instance, so that the seat is given back', async () => {
    const app = await connectWithClock();
    succeeded(await app.client.fetchRows(someOrders, null, looking()));
    const before = rowRequests(app).length;
    app.presence.leave();
    const { signal } = new AbortController();
    const counted = app.client.countRows(someOrders, { signal });
    const ahead = app.client.fetchRows(someOrders, null, { urgency: 'prefetch', signal });
    const repeated = app.client.fetchRows(someOrders, null, looking());
    await app.pass(seatIdleMs);
    expect(rowRequests(app)).toHaveLength(before);
    expect([taken(app), app.client.connection().seatUntil]).toEqual([0, null]);
    app.presence.comeBack();
    const answers = await Promise.all([counted, ahead, repeated]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  test('what somebody asked for before they left is still answered', async () => {
    const app = await connectWithClock();
    succeeded(await app.client.entitySet('Crm_Sales_SalesOrders'));
    const held = app.simulator.control.holdNext({ path: '/odata/', stage: 'request' });
    const first = app.client.fetchRows(someOrders, null, looking());
    await held.arrived;
    const second = app.client.fetchRows(someOrders, null, looking());
    await new Promise((resolve) => setImmediate(resolve));
    app.presence.leave();
    held.release();
    expect(succeeded(await first).rows).toHaveLength(100);
    expect(succeeded(await second).rows).toHaveLength(100);
  });
});
