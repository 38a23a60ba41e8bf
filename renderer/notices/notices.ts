import type { Failure } from '../../electron/contract/failure.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import type { WorkspaceState } from '../workspace/workspace-store.ts';

/** One thing to know, and what its sentence needs. */
export interface Notice {
  readonly words:
    | 'settingsBroken'
    | 'settingsUnsaved'
    | 'memoryNotAsked'
    | 'memoryNoKeyring'
    | 'workspaceUnread'
    | 'workspaceUnsaved'
    | 'notChanged'
    | 'signOutFailed';
  /** Where an old file is; empty if that is not the point. */
  readonly keptAs: string;
  readonly failure: Failure | null;
}

/** What notices are made of. */
export interface NoticeFacts {
  readonly settings: SettingsState;
  readonly session: SessionState;
  readonly workspace: WorkspaceState | null;
  readonly failed: {
    readonly what: 'notChanged' | 'signOutFailed';
    readonly failure: Failure;
  } | null;
}

/** All that people should be told about how their things are kept, the most pressing first. */
export function noticesOf({
  settings,
  session,
  workspace,
  failed,
}: NoticeFacts): readonly Notice[] {
  const notices: Notice[] = [];
  const tell = (words: Notice['words'], more: Partial<Notice> = {}) =>
    notices.push({ words, keptAs: '', failure: null, ...more });
  if (failed !== null) tell(failed.what, { failure: failed.failure });
  if (settings.problem?.kind === 'broken') {
    tell('settingsBroken', { keptAs: settings.problem.keptAs });
  }
  if (settings.problem?.kind === 'unsaved') tell('settingsUnsaved');
  if (workspace?.problem === 'unread') tell('workspaceUnread');
  if (workspace?.problem === 'unsaved') tell('workspaceUnsaved');
  const memory = memoryNotice(session);
  if (memory !== null) tell(memory);
  return notices;
}

const memoryNotices = {
  notAsked: 'memoryNotAsked',
  noKeyring: 'memoryNoKeyring',
} as const;

function memoryNotice(session: SessionState): Notice['words'] | null {
  if (session.status !== 'signedIn' && session.status !== 'signedInOffline') return null;
  const { storage } = session.account;
  return storage.kind === 'memory' ? memoryNotices[storage.because] : null;
}
