import { describe, expect, it } from 'vitest';
import type { Renewal } from '../../../electron/contract/session.ts';
import { emptyWorkspace } from '../../../electron/contract/workspace.ts';
import { type NoticeFacts, noticeKey, noticesOf } from '../../../renderer/notices/notices.ts';
import { fakeAccount, otherAccount, signedInAs, untroubled } from '../fake-erp.ts';

const facts: NoticeFacts = {
  settings: untroubled.settings,
  session: untroubled.session,
  accounts: untroubled.accounts,
  endsSoon: false,
  workspace: { workspace: emptyWorkspace, problem: null },
  copy: { status: 'open', mendings: [] },
  update: { status: 'waiting', checkedAt: null, failure: null },
  failed: null,
  wasRestarted: false,
};

function words(more: Partial<NoticeFacts>): string[] {
  return noticesOf({ ...facts, ...more }).map((notice) => notice.words);
}

describe('notices', () => {
  it('are none when nothing is wrong', () => {
    expect(words({})).toEqual([]);
  });

  it('tell first that the window failed and is another one now', () => {
    expect(words({ wasRestarted: true, endsSoon: true })[0]).toBe('windowRestarted');
  });

  it('tell where a broken settings file is kept', () => {
    const settings = {
      ...untroubled.settings,
      problem: { kind: 'broken', keptAs: 'settings.json.broken' },
    } as const;
    expect(noticesOf({ ...facts, settings })).toMatchObject([
      { words: 'settingsBroken', keptAs: 'settings.json.broken' },
    ]);
  });

  it('tell of a newer version once it is ready, again for each version, and of nothing before', () => {
    const ready = (version: string) =>
      ({ status: 'ready', version, changes: null, installsOnQuit: true }) as const;
    const [notice] = noticesOf({ ...facts, update: ready('1.3.0') });
    const [next] = noticesOf({ ...facts, update: ready('1.4.0') });
    expect(notice).toEqual({ words: 'updateReady', update: ready('1.3.0') });
    expect(notice && noticeKey(notice)).not.toBe(next && noticeKey(next));
    expect(words({ update: { status: 'downloading', version: '1.3.0', percent: 99 } })).toEqual([]);
    expect(words({ update: null })).toEqual([]);
  });

  it('tell why a sign-in lasts only until the program is closed', () => {
    const session = (because: 'notAsked' | 'noKeyring') =>
      signedInAs({ ...fakeAccount, storage: { kind: 'memory', because } });
    expect(words({ session: session('notAsked') })).toEqual(['memoryNotAsked']);
    expect(words({ session: session('noKeyring') })).toEqual(['memoryNoKeyring']);
  });

  it('put what has just failed first', () => {
    expect(
      words({
        workspace: { workspace: emptyWorkspace, problem: 'unsaved' },
        failed: { what: 'signOutFailed', failure: { code: 'storageFailed' } },
      }),
    ).toEqual(['signOutFailed', 'workspaceUnsaved']);
  });

  it('tell each trouble of a renewal but being offline, which the state chip tells', () => {
    const session = (renewal: Renewal) => ({ ...signedInAs(fakeAccount), renewal });
    expect(words({ session: session('storageFailed') })).toEqual(['storageFailed']);
    expect(words({ session: session('storageLocked') })).toEqual(['storageLocked']);
    expect(words({ session: session('ambiguous') })).toEqual(['ambiguous']);
    expect(words({ session: session('offline') })).toEqual([]);
  });

  it('warn of an access that ends soon, and of no other', () => {
    const session = { ...signedInAs(fakeAccount), endsAt: 7 };
    expect(words({ session, endsSoon: true })).toEqual(['endsSoon']);
    expect(words({ session, endsSoon: false })).toEqual([]);
    expect(words({ endsSoon: true })).toEqual([]);
  });

  it('tell why the local copy can’t be used, each reason for itself', () => {
    const reasons = [
      'newerSchema',
      'wrongKey',
      'keyring',
      'diskFull',
      'unreadable',
      'failing',
    ] as const;
    const told = reasons.flatMap((because) =>
      noticesOf({ ...facts, copy: { status: 'unavailable', because, mendings: [] } }),
    );
    expect(told).toMatchObject(reasons.map((because) => ({ words: 'copyUnavailable', because })));
    expect(new Set(told.map(noticeKey)).size).toBe(reasons.length);
  });

  it('tell after how many days the local copy was locked, and where to sign in', () => {
    expect(noticesOf({ ...facts, copy: { status: 'locked', days: 30, mendings: [] } })).toEqual([
      { words: 'copyLocked', days: 30, instance: 'DEMODB' },
    ]);
  });

  it('tell what had to be mended, and leave the keyring to those who can unlock it', () => {
    const mendings = [{ kind: 'stateRestored', asOf: 7 }, { kind: 'cacheRebuilt' }] as const;
    expect(words({ copy: { status: 'open', mendings } })).toEqual([
      'stateRestored',
      'cacheRebuilt',
    ]);
    const session = { status: 'unlocking', account: fakeAccount } as const;
    const copy = { status: 'unavailable', because: 'keyring', mendings: [] } as const;
    expect(words({ session, copy })).toEqual([]);
  });

  it('remind of each sign-out that is to be finished, and tell them apart', () => {
    const signOut = { instance: otherAccount.instance, user: otherAccount.user };
    const unfinishedSignOuts = [
      { ...signOut, id: '1' },
      { ...signOut, id: '2' },
    ];
    const accounts = { accounts: [], unfinishedSignOuts };
    const notices = noticesOf({ ...facts, session: { status: 'signedOut' }, accounts });
    expect(notices.map(({ words: told }) => told)).toEqual([
      'unfinishedSignOut',
      'unfinishedSignOut',
    ]);
    expect(new Set(notices.map(noticeKey)).size).toBe(2);
  });
});
