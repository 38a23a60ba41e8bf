import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../../electron/contract/session.ts';
import { noWindows, windowsAfter } from '../../../renderer/accounts/account-windows.ts';
import { accountsOf, fakeAccount, otherAccount, signedInAs } from '../fake-erp.ts';

const both = accountsOf(fakeAccount, otherAccount);
const signingIn: SessionState = {
  status: 'signingIn',
  instance: otherAccount.instance,
  step: 'waitingForBrowser',
  until: 9,
};

/** The windows after these sessions, one after the other. */
function windowsOf(...sessions: readonly SessionState[]) {
  return sessions.reduce((windows, session) => windowsAfter(windows, session, both), noWindows);
}

const keys = ({ held }: ReturnType<typeof windowsOf>) => held.map(({ account }) => account.key);

describe('the windows of accounts', () => {
  it('stay, in their order, when another account is shown and the first one again', () => {
    const windows = windowsOf(
      signedInAs(fakeAccount),
      signedInAs(otherAccount),
      signedInAs(fakeAccount),
    );
    expect(keys(windows)).toEqual([fakeAccount.key, otherAccount.key]);
    expect(windows.shown).toBe(fakeAccount.key);
  });

  it('show the account from before while somebody signs in, in its own last state', () => {
    const { storage: _storage, ...account } = fakeAccount;
    const needsSignIn: SessionState = {
      ...{ status: 'needsSignIn', account, reason: 'interrupted', keyringChange: null },
    };
    const windows = windowsOf(needsSignIn, signingIn);
    expect(windows).toEqual({ held: [needsSignIn], shown: fakeAccount.key });
  });

  it('show nobody when a first sign-in is under way, or all are signed out', () => {
    expect(windowsOf(signingIn).shown).toBeNull();
    expect(windowsOf(signedInAs(fakeAccount), { status: 'signedOut' }).shown).toBeNull();
    expect(windowsOf(signedInAs(fakeAccount), { status: 'signedOut' }, signingIn).shown).toBeNull();
  });

  it('go with their account', () => {
    const windows = windowsOf(signedInAs(fakeAccount), signedInAs(otherAccount));
    const left = windowsAfter(windows, signedInAs(otherAccount), accountsOf(otherAccount));
    expect(keys(left)).toEqual([otherAccount.key]);
  });

  it('are there for an account that the list does not tell of yet', () => {
    const windows = windowsAfter(noWindows, signedInAs(fakeAccount), accountsOf());
    expect(keys(windows)).toEqual([fakeAccount.key]);
  });

  it('are one for each account, and the shown one has its last state, whatever happens', () => {
    const sessions = fc.constantFrom<SessionState>(
      signedInAs(fakeAccount),
      { ...signedInAs(fakeAccount), renewal: 'ambiguous' },
      signedInAs(otherAccount),
      signingIn,
      { status: 'signedOut' },
    );
    const lists = fc.constantFrom(
      both,
      accountsOf(fakeAccount),
      accountsOf(otherAccount),
      accountsOf(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(sessions, lists)), (steps) => {
        let windows = noWindows;
        for (const [session, list] of steps) {
          windows = windowsAfter(windows, session, list);
          expect(new Set(keys(windows)).size).toBe(windows.held.length);
          if ('account' in session) {
            expect(windows.shown).toBe(session.account.key);
            expect(windows.held).toContain(session);
          }
          if (windows.shown !== null) expect(keys(windows)).toContain(windows.shown);
          const known = [windows.shown, ...list.accounts.map(({ key }) => key)];
          for (const key of keys(windows)) expect(known).toContain(key);
        }
      }),
    );
  });
});
