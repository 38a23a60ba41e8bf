import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../../electron/contract/requests.ts';
import type { SessionState } from '../../../electron/contract/session.ts';
import { chipHints, chipOf, chipTold } from '../../../renderer/navigator/state-chip.ts';
import { fakeAccount, signedInAs } from '../fake-erp.ts';

const online: ConnectionState = { status: 'online', at: 7, seatUntil: null };
const signedIn = signedInAs(fakeAccount);

describe('the state chip', () => {
  it('tells when the instance answered last', () => {
    expect(chipOf(signedIn, online, 3)).toMatchObject({ words: 'online', at: 7, tone: 'calm' });
  });

  it('tells the age of the rows when offline, whichever way that was noticed', () => {
    const offline = { words: 'offlineSince', at: 3, tone: 'attention' };
    expect(chipOf(signedIn, { status: 'offline', since: 5, seatUntil: null }, 3)).toMatchObject(
      offline,
    );
    expect(
      chipOf({ ...signedInAs(fakeAccount), status: 'signedInOffline' }, online, 3),
    ).toMatchObject(offline);
    expect(chipOf(signedIn, { status: 'offline', since: 5, seatUntil: null }, null).words).toBe(
      'offline',
    );
  });

  it('counts down to the next try when there is no licence seat', () => {
    const connection: ConnectionState = { status: 'noLicenceSeat', retryAt: 48, seatUntil: null };
    expect(chipOf(signedIn, connection, 3)).toMatchObject({
      words: 'noLicenceSeat',
      at: 48,
      counting: true,
    });
  });

  it('asks for the sign-in before it tells of the connection', () => {
    const session: SessionState = {
      status: 'needsSignIn',
      account: fakeAccount,
      reason: 'rejected',
      keyringChange: null,
    };
    expect(chipOf(session, { status: 'offline', since: 5, seatUntil: null }, 3)).toMatchObject({
      words: 'signInAgain',
      tone: 'action',
    });
  });
});

describe('what is said of the state chip', () => {
  it('is the trouble, whatever time goes on with it, and once that it is over', () => {
    expect(chipTold('online', null)).toBeNull();
    expect(chipTold('offline', null)).toBe('offline');
    expect(chipTold('offlineSince', 'offline')).toBe('offline');
    expect(chipTold('slowedDown', 'offline')).toBe('slowedDown');
    expect(chipTold('connecting', 'offline')).toBe('online');
    expect(chipTold('online', 'online')).toBe('online');
  });

  it('is nothing where a panel says it', () => {
    expect(chipTold('signInAgain', 'offline')).toBeNull();
  });
});

describe('the hints of the state chip', () => {
  it('tell whether a licence seat is taken, and not that none is when none could be had', () => {
    expect(chipHints(signedIn, { ...online, seatUntil: 9 })).toEqual(['seatTaken']);
    expect(chipHints(signedIn, online)).toEqual(['noSeat']);
    const none: ConnectionState = { status: 'noLicenceSeat', retryAt: 48, seatUntil: null };
    expect(chipHints(signedIn, none)).toEqual([]);
  });

  it('tell of a renewal that has to wait for the network', () => {
    expect(chipHints({ ...signedIn, renewal: 'offline' }, online)).toContain('renewalOffline');
  });

  it('say nothing to somebody who is not signed in', () => {
    expect(chipHints({ status: 'signedOut' }, online)).toEqual([]);
  });
});
