import { describe, expect, it } from 'vitest';
import type { NeedsSignInReason, SignInStorage } from '../../../electron/contract/session.ts';
import { type HeldSession, mayRead, signInAgain } from '../../../renderer/sign-in/held-session.ts';
import { fakeAccount, signedInAs } from '../fake-erp.ts';

function needsSignIn(reason: NeedsSignInReason): HeldSession {
  return { status: 'needsSignIn', account: fakeAccount, reason, keyringChange: null };
}

describe('signing in again', () => {
  const again = (storage: SignInStorage, setting: boolean) =>
    signInAgain(signedInAs({ ...fakeAccount, storage }), setting).staySignedIn;

  it('is for the same account on its own instance', () => {
    expect(signInAgain(needsSignIn('expired'), true)).toEqual({
      host: fakeAccount.instance.host,
      accountKey: fakeAccount.key,
      anotherUser: false,
      staySignedIn: true,
    });
  });

  it('stays signed in as it was chosen last time', () => {
    expect(again({ kind: 'system' }, false)).toBe(true);
    expect(again({ kind: 'memory', because: 'noKeyring' }, false)).toBe(true);
    expect(again({ kind: 'memory', because: 'notAsked' }, true)).toBe(false);
  });

  it('follows the setting when nothing tells what was chosen', () => {
    expect(signInAgain(needsSignIn('rejected'), false).staySignedIn).toBe(false);
  });
});

describe('what is on screen', () => {
  it('can be read on when a sign-in has ended, however that came: for it there is the limit of days', () => {
    const reasons = ['expired', 'notRenewable', 'interrupted', 'moved', 'rejected', 'appRefused'];
    for (const reason of reasons as NeedsSignInReason[]) {
      expect([reason, mayRead(needsSignIn(reason))]).toEqual([reason, true]);
    }
    expect(mayRead(signedInAs(fakeAccount))).toBe(true);
  });

  it('can’t be read on before it is certain who is there', () => {
    expect(mayRead(needsSignIn('undecryptable'))).toBe(false);
    expect(mayRead({ status: 'unlocking', account: fakeAccount })).toBe(false);
  });
});
