import { describe, expect, it } from 'vitest';
import { emptyWorkspace } from '../../../electron/contract/workspace.ts';
import { type NoticeFacts, noticesOf } from '../../../renderer/notices/notices.ts';
import { fakeAccount, signedInAs, untroubled } from '../fake-erp.ts';

const facts: NoticeFacts = {
  settings: untroubled.settings,
  session: untroubled.session,
  accounts: untroubled.accounts,
  endsSoon: false,
  workspace: { workspace: emptyWorkspace, problem: null },
  failed: null,
};

function words(more: Partial<NoticeFacts>): string[] {
  return noticesOf({ ...facts, ...more }).map((notice) => notice.words);
}

describe('notices', () => {
  it('are none when nothing is wrong', () => {
    expect(words({})).toEqual([]);
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
});
