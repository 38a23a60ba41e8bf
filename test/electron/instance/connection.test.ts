import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../electron/contract/failure.ts';
import type { ConnectionState } from '../../../electron/contract/requests.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { createConnection } from '../../../electron/instance/connection.ts';
import { createFakeClock } from './fake-clock.ts';

function newConnection() {
  const clock = createFakeClock(1000);
  const connection = createConnection(clock);
  const heard: ConnectionState[] = [];
  const stop = connection.onChange((state) => heard.push(state));
  return { clock, connection, heard, stop };
}

describe('the state of the connection', () => {
  test('is idle until something was asked', () => {
    expect(newConnection().connection.state()).toEqual({ status: 'idle' });
  });

  test.each(['offline', 'hostNotFound', 'hostUnreachable', 'hostNotTrusted'] as const)(
    'is offline after %s, since the first of them',
    async (code) => {
      const { clock, connection, heard } = newConnection();
      connection.note(failure({ code }));
      await clock.advance(500);
      connection.note(failure({ code }));
      expect(connection.state()).toEqual({ status: 'offline', since: 1000 });
      expect(heard).toHaveLength(1);
    },
  );

  test.each(['serverError', 'notFound', 'noPermission', 'answerIncomplete'] as const)(
    'is online when the instance answers, be it %s',
    (code: FailureCode) => {
      const { connection } = newConnection();
      connection.note(failure({ code: 'offline' }));
      connection.note(failure({ code }));
      expect(connection.state()).toEqual({ status: 'online', at: 1000 });
    },
  );

  test.each(['cancelled', 'timedOut', 'needsSignIn', 'foreignAddress'] as const)(
    'stays as it is after %s',
    (code: FailureCode) => {
      const { connection, heard } = newConnection();
      connection.note(failure({ code: 'offline' }));
      connection.note(failure({ code }));
      expect(connection.state()).toMatchObject({ status: 'offline' });
      expect(heard).toHaveLength(1);
    },
  );

  test.each([
    ['noLicenceSeat', 'noLicenceSeat'],
    ['tooManyRequests', 'slowedDown'],
    ['serverUnavailable', 'slowedDown'],
  ] as const)('after %s is %s until the time to try again', (code, status) => {
    const { connection, heard } = newConnection();
    connection.note(failure({ code, retryAt: 61_000 }));
    connection.note(failure({ code, retryAt: 62_000 }));
    expect(heard).toEqual([
      { status, retryAt: 61_000 },
      { status, retryAt: 62_000 },
    ]);
  });

  test('is told once per change, with the newest time always at hand', async () => {
    const { clock, connection, heard, stop } = newConnection();
    connection.note(success(1));
    await clock.advance(10);
    connection.note(success(2));
    expect(connection.state()).toEqual({ status: 'online', at: 1010 });
    expect(heard).toEqual([{ status: 'online', at: 1000 }]);
    stop();
    connection.note(failure({ code: 'offline' }));
    expect(heard).toHaveLength(1);
  });
});
