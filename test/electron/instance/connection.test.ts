import { describe, expect, test } from 'vitest';
import { type FailureCode, failureCodes } from '../../../electron/contract/failure.ts';
import type { ConnectionState } from '../../../electron/contract/requests.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { createConnection } from '../../../electron/instance/connection.ts';
import { seatIdleMs } from '../../../electron/instance/licence-seat.ts';
import { createFakeClock } from './fake-clock.ts';
import { FakePresence } from './fake-presence.ts';

const start = 1000;
const seatUntil = start + seatIdleMs;

function newConnection() {
  const clock = createFakeClock(start);
  const presence = new FakePresence();
  const connection = createConnection({ clock, presence });
  const heard: ConnectionState[] = [];
  const stop = connection.onChange((state) => heard.push(state));
  return { clock, presence, connection, heard, stop };
}

describe('the state of the connection', () => {
  test('is idle until something was asked', () => {
    expect(newConnection().connection.state()).toEqual({ status: 'idle', seatUntil: null });
  });

  test.each(['offline', 'hostNotFound', 'hostUnreachable', 'hostNotTrusted'] as const)(
    'is offline after %s, since the first of them',
    async (code) => {
      const { clock, connection, heard } = newConnection();
      connection.note(failure({ code }));
      await clock.advance(500);
      connection.note(failure({ code }));
      expect(connection.state()).toEqual({ status: 'offline', since: start, seatUntil: null });
      expect(heard).toHaveLength(1);
    },
  );

  test.each(['serverError', 'notFound', 'noPermission', 'answerIncomplete'] as const)(
    'is online when the instance answers, be it %s',
    (code: FailureCode) => {
      const { connection } = newConnection();
      connection.note(failure({ code: 'offline' }));
      connection.note(failure({ code }));
      expect(connection.state()).toEqual({ status: 'online', at: start, seatUntil });
    },
  );

  test.each([
    'cancelled',
    'timedOut',
    'needsSignIn',
    'foreignAddress',
    'answerNotUnderstood',
  ] as const)('stays as it is after %s', (code: FailureCode) => {
    const { connection, heard } = newConnection();
    connection.note(failure({ code: 'offline' }));
    connection.note(failure({ code }));
    expect(connection.state()).toMatchObject({ status: 'offline' });
    expect(heard).toHaveLength(1);
  });

  test.each([
    ['noLicenceSeat', 'noLicenceSeat'],
    ['tooManyRequests', 'slowedDown'],
    ['serverUnavailable', 'slowedDown'],
  ] as const)('after %s is %s until the time to try again', (code, status) => {
    const { connection, heard } = newConnection();
    connection.note(failure({ code, retryAt: 61_000 }));
    connection.note(failure({ code, retryAt: 62_000 }));
    expect(heard).toEqual([
      { status, retryAt: 61_000, seatUntil: null },
      { status, retryAt: 62_000, seatUntil: null },
    ]);
  });

  test('is told once per change, with the newest time always at hand', async () => {
    const { clock, connection, heard, stop } = newConnection();
    connection.note(success(1));
    await clock.advance(10);
    connection.note(success(2));
    expect(connection.state()).toEqual({ status: 'online', at: 1010, seatUntil: seatUntil + 10 });
    expect(heard).toEqual([{ status: 'online', at: start, seatUntil }]);
    stop();
    connection.note(failure({ code: 'offline' }));
    expect(heard).toHaveLength(1);
  });
});

describe('a pause that the instance asked for', () => {
  const refused = failure({ code: 'noLicenceSeat', retryAt: start + 60_000 });

  test('ends when its time has come, so that what failed is repeated', async () => {
    const { clock, connection, heard } = newConnection();
    connection.note(refused);
    await clock.advance(59_999);
    expect(heard).toHaveLength(1);
    await clock.advance(1);
    expect(heard.at(-1)).toEqual({ status: 'online', at: start, seatUntil: null });
    expect(clock.timers()).toBe(0);
  });

  test('lasts while nobody is there, and ends as soon as somebody comes back', async () => {
    const { clock, presence, connection, heard } = newConnection();
    connection.note(refused);
    presence.leave();
    await clock.advance(60 * 60_000);
    expect(connection.state()).toMatchObject({ status: 'noLicenceSeat' });
    presence.comeBack();
    expect(heard.at(-1)).toMatchObject({ status: 'online' });
  });

  test('is not cut short by somebody who comes back before its time', async () => {
    const { clock, presence, connection, heard } = newConnection();
    connection.note(refused);
    presence.leave();
    await clock.advance(30_000);
    presence.comeBack();
    expect(heard).toHaveLength(1);
    await clock.advance(30_000);
    expect(heard).toHaveLength(2);
  });

  test('begins anew when it is refused again, and only the last one counts', async () => {
    const { clock, connection, heard } = newConnection();
    connection.note(refused);
    await clock.advance(10_000);
    connection.note(failure({ code: 'noLicenceSeat', retryAt: start + 120_000 }));
    await clock.advance(50_000);
    expect(connection.state()).toMatchObject({ status: 'noLicenceSeat' });
    await clock.advance(60_000);
    expect(heard.map(({ status }) => status)).toEqual([
      ...['noLicenceSeat', 'noLicenceSeat', 'online'],
    ]);
  });

  test('ends in its time although somebody set the clock back', async () => {
    const { clock, connection } = newConnection();
    connection.note(refused);
    clock.set(-24 * 60 * 60_000);
    await clock.advance(60_000);
    expect(connection.state()).toMatchObject({ status: 'online' });
  });

  test.each([
    ['during a pause', refused],
    ['while a seat is taken', success(1)],
  ])('leaves nothing behind when the connection is disposed of %s', async (_, outcome) => {
    const { clock, presence, connection, heard } = newConnection();
    connection.note(outcome);
    connection.dispose();
    expect([clock.timers(), presence.listeners]).toEqual([0, 0]);
    await clock.advance(seatIdleMs);
    expect(heard).toHaveLength(1);
  });
});

describe('the licence seat of the connection', () => {
  test('is told as taken with the first answer, and as given back twenty minutes after the last', async () => {
    const { clock, connection, heard } = newConnection();
    connection.note(success(1));
    await clock.advance(seatIdleMs);
    expect(heard).toEqual([
      { status: 'online', at: start, seatUntil },
      { status: 'online', at: start, seatUntil: null },
    ]);
  });

  test('is told as taken again, though the connection was online all the time', async () => {
    const { clock, connection, heard } = newConnection();
    connection.note(success(1));
    await clock.advance(seatIdleMs);
    connection.note(success(2));
    expect(heard.map(({ seatUntil: until }) => until !== null)).toEqual([true, false, true]);
  });

  test('moves with every answer, but is told at most twice a minute', async () => {
    const { clock, connection, heard } = newConnection();
    for (let second = 0; second < 120; second += 1) {
      connection.note(success(second));
      await clock.advance(1000);
    }
    expect(heard).toHaveLength(5);
    expect(connection.state().seatUntil).toBe(start + 119_000 + seatIdleMs);
  });

  test('is not ours when the instance says that none is left', () => {
    const { connection, heard } = newConnection();
    connection.note(success(1));
    connection.note(failure({ code: 'noLicenceSeat', retryAt: 61_000 }));
    expect(heard.at(-1)).toEqual({ status: 'noLicenceSeat', retryAt: 61_000, seatUntil: null });
  });

  test('stays while the network is lost, because the instance does not know that', () => {
    const { connection, heard } = newConnection();
    connection.note(success(1));
    connection.note(failure({ code: 'offline' }));
    expect(heard.at(-1)).toEqual({ status: 'offline', since: start, seatUntil });
  });

  const answered: readonly FailureCode[] = [
    ...(['serverError', 'notFound', 'noPermission', 'answerIncomplete', 'answerTooLarge'] as const),
  ];

  test.each(answered)('is taken by an answer such as %s, too', (code) => {
    const { connection } = newConnection();
    connection.note(failure({ code }));
    expect(connection.state().seatUntil).toBe(seatUntil);
  });

  const unanswered: readonly FailureCode[] = [
    ...(['offline', 'hostNotFound', 'hostUnreachable', 'hostNotTrusted', 'timedOut'] as const),
    ...(['serverUnavailable', 'tooManyRequests', 'noLicenceSeat', 'answerNotUnderstood'] as const),
    ...(['needsSignIn', 'storageLocked', 'storageFailed', 'busyElsewhere', 'cancelled'] as const),
    ...(['internal', 'badRequest', 'foreignAddress'] as const),
  ];

  test.each(unanswered)('is not taken by what came to nothing: %s', (code) => {
    const { connection } = newConnection();
    connection.note(failure({ code }));
    expect(connection.state().seatUntil).toBeNull();
  });

  test('is judged for every failure that asking can end with', () => {
    const notOfAsking =
      /^(host(Invalid)|notErpNet|instance|signIn|browser|app|client|scope|forbidden|cursor|copy|notKept|managed|update|file|tooManyViews)/;
    const asking = failureCodes.filter((code) => !notOfAsking.test(code));
    expect(new Set([...answered, ...unanswered])).toEqual(new Set(asking));
  });
});
