import type { Failure } from '../../electron/contract/failure.ts';
import type { CopyState } from '../../electron/contract/local-copy.ts';
import type {
  AccountList,
  Renewal,
  SessionState,
  SignInStorage,
  UnfinishedSignOut,
} from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import type { UpdateState } from '../../electron/contract/updates.ts';
import { isSignedIn, type SignedInSession } from '../sign-in/held-session.ts';
import type { WorkspaceState } from '../workspace/workspace-store.ts';

/** One thing to know, what its sentence needs, and what can be done about it. */
export type Notice =
  | { words: 'settingsBroken'; keptAs: string }
  | { words: 'settingsUnsaved' | 'workspaceUnread' | 'workspaceUnsaved' }
  | { words: 'memoryNotAsked' | 'memoryNoKeyring' }
  | { words: 'storageFailed' | 'storageLocked' | 'ambiguous' }
  | { words: 'windowRestarted' }
  | { words: 'endsSoon'; session: SignedInSession; endsAt: number }
  | { words: 'unfinishedSignOut'; signOut: UnfinishedSignOut }
  | { words: 'copyLocked'; days: number; instance: string }
  | { words: 'copyUnavailable'; because: CopyTrouble }
  | { words: 'stateRestored'; asOf: number }
  | { words: 'stateLost' | 'cacheRebuilt' }
  | { words: 'updateReady'; update: ReadyUpdate }
  | { words: FailedAction; failure: Failure };

/** Why the local copy can't be used. */
export type CopyTrouble = Extract<CopyState, { status: 'unavailable' }>['because'];

/** A newer version of the app that waits to be installed. */
export type ReadyUpdate = Extract<UpdateState, { status: 'ready' }>;

/** Something that was asked for and did not happen. */
export type FailedAction = 'notChanged' | 'signOutFailed' | 'notSwitched' | 'notRenewed';

/** What notices are made of. */
export interface NoticeFacts {
  readonly settings: SettingsState;
  readonly session: SessionState;
  readonly accounts: AccountList;
  readonly workspace: WorkspaceState | null;
  /** Null where nobody's copy is open. */
  readonly copy: CopyState | null;
  /** Null until it is known. */
  readonly update: UpdateState | null;
  /** An access that can't be renewed by itself ends within the next minutes. */
  readonly endsSoon: boolean;
  readonly failed: { readonly what: FailedAction; readonly failure: Failure } | null;
  /** The window failed and was loaded again. */
  readonly wasRestarted: boolean;
}

/** All that people should be told about how their things are kept, the most pressing first. */
export function noticesOf(facts: NoticeFacts): readonly Notice[] {
  const { settings, session, accounts, workspace, copy, failed } = facts;
  return [
    ...(facts.wasRestarted ? [{ words: 'windowRestarted' } as const] : []),
    ...(failed === null ? [] : [{ words: failed.what, failure: failed.failure }]),
    ...(isSignedIn(session) ? sessionNotices(session, facts.endsSoon) : []),
    ...accounts.unfinishedSignOuts.map(
      (signOut): Notice => ({ words: 'unfinishedSignOut', signOut }),
    ),
    ...settingsNotices(settings),
    ...workspaceNotices(workspace),
    ...copyNotices(copy, session),
    ...(isSignedIn(session) ? memoryNotices(session.account.storage) : []),
    ...updateNotices(facts.update),
  ];
}

const renewalNotices = {
  well: [],
  // The state chip tells it already, and there is nothing else to do than to wait.
  offline: [],
  ambiguous: [{ words: 'ambiguous' }],
  storageFailed: [{ words: 'storageFailed' }],
  storageLocked: [{ words: 'storageLocked' }],
} satisfies Record<Renewal, Notice[]>;

function sessionNotices(session: SignedInSession, endsSoon: boolean): readonly Notice[] {
  const { renewal, endsAt } = session;
  const ending: Notice[] =
    endsSoon && endsAt !== null ? [{ words: 'endsSoon', session, endsAt }] : [];
  return [...ending, ...renewalNotices[renewal]];
}

function settingsNotices({ problem }: SettingsState): readonly Notice[] {
  if (problem === null) return [];
  return problem.kind === 'broken'
    ? [{ words: 'settingsBroken', keptAs: problem.keptAs }]
    : [{ words: 'settingsUnsaved' }];
}

function workspaceNotices(workspace: WorkspaceState | null): readonly Notice[] {
  if (workspace === null || workspace.problem === null) return [];
  return [{ words: workspace.problem === 'unread' ? 'workspaceUnread' : 'workspaceUnsaved' }];
}

function copyNotices(copy: CopyState | null, session: SessionState): readonly Notice[] {
  if (copy === null) return [];
  const mendings = copy.mendings.map(
    (mending): Notice =>
      mending.kind === 'stateRestored'
        ? { words: 'stateRestored', asOf: mending.asOf }
        : { words: mending.kind },
  );
  switch (copy.status) {
    case 'opening':
    case 'open':
      return mendings;
    case 'locked': {
      const instance = 'account' in session ? session.account.instance.database : '';
      return [{ words: 'copyLocked', days: copy.days, instance }, ...mendings];
    }
    case 'unavailable':
      // While the keyring is locked for the sign-in too, that is told where it can be unlocked.
      return session.status === 'unlocking'
        ? mendings
        : [{ words: 'copyUnavailable', because: copy.because }, ...mendings];
  }
}

function memoryNotices(storage: SignInStorage): readonly Notice[] {
  if (storage.kind === 'system') return [];
  return [{ words: storage.because === 'notAsked' ? 'memoryNotAsked' : 'memoryNoKeyring' }];
}

function updateNotices(update: UpdateState | null): readonly Notice[] {
  return update?.status === 'ready' ? [{ words: 'updateReady', update }] : [];
}

/** Tells notices apart: one that was put away stays away while it says the same. */
export function noticeKey(notice: Notice): string {
  if ('signOut' in notice) return `${notice.words} ${notice.signOut.id}`;
  if ('update' in notice) return `${notice.words} ${notice.update.version}`;
  if ('failure' in notice) return `${notice.words} ${notice.failure.code}`;
  if ('endsAt' in notice) return `${notice.words} ${notice.endsAt}`;
  if ('because' in notice) return `${notice.words} ${notice.because}`;
  if ('asOf' in notice) return `${notice.words} ${notice.asOf}`;
  return notice.words;
}
