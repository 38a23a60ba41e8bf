import { z } from 'zod';
import {
  answerNetworkQuestionArguments,
  type NetworkQuestion,
  type RequestRecord,
  type TestResult,
  testConnectionArguments,
} from './diagnostics.ts';
import { explainFiltersArguments, type FilterMeaning } from './filter-meaning.ts';
import type { InstanceSummary } from './instance.ts';
import type { Language } from './languages.ts';
import { type LinkedPlace, takeLinkArguments, type WaitingLink } from './links.ts';
import {
  type CopyState,
  copiedSetArguments,
  type KeepingEstimate,
  type KeptSets,
  keepOfflineArguments,
  type SetChanges,
  stopKeepingArguments,
} from './local-copy.ts';
import { type MenuCommand, menuCommands } from './menu-commands.ts';
import {
  type FoundMembers,
  type OtherSetNames,
  readWholeModelArguments,
  searchMembersArguments,
} from './model-search.ts';
import { type Picture, pictureArguments } from './pictures.ts';
import type { PolicyState } from './policy.ts';
import {
  fetchRecordArguments,
  type RecordAnswer,
  type SetReference,
  setReferencesArguments,
} from './records.ts';
import type { Result } from './result.ts';
import {
  type EntitySetDetail,
  type EntitySetSummary,
  fetchRowsArguments,
  queryArguments,
  type RowsPage,
  type RowTotals,
  ticket,
  totalRowsArguments,
} from './rows.ts';
import { type AccountList, type SessionState, signInArguments } from './session.ts';
import { changeSettingsArguments, type SettingsState } from './settings.ts';
import type { UpdateState } from './updates.ts';
import {
  deleteViewArguments,
  exportViewsArguments,
  type ImportedViews,
  saveViewArguments,
  type View,
  viewsArguments,
} from './views.ts';
import { changeWorkplaceArguments, type Workplace, workplaceArguments } from './workplace.ts';
import { saveWorkspaceArguments, type Workspace } from './workspace.ts';

/** Facts about this installation that the window shows. */
export interface AppInfo {
  readonly name: string;
  readonly version: string;
  /** The language that the app speaks, settings and system considered. */
  readonly language: Language;
  /** The system's locale for numbers and dates, BCP 47. */
  readonly locale: string;
  /** What it runs on; `chromium` is null where that is not known. */
  readonly runtime: { readonly electron: string; readonly chromium: string | null };
  readonly policy: PolicyState;
  readonly platform: string;
  /** The window's process failed, and this page was loaded in its place. */
  readonly wasRestarted: boolean;
}

/** How the account's requests fare, for the state chip. Times in milliseconds since 1970. */
export type ConnectionState = (
  | { status: 'idle' }
  | { status: 'online'; at: number }
  | { status: 'offline'; since: number }
  | { status: 'noLicenceSeat'; retryAt: number }
  | { status: 'slowedDown'; retryAt: number }
) & {
  /**
   * When the licence seat that these requests took is given back if nothing more is asked; null when none is taken.
   * @see ERP.net docs, auth/sessions
   */
  seatUntil: number | null;
};

const nothing = z.undefined();
const host = z.string().min(1).max(300);
const accountKey = z.string().max(64);

/**
 * Every request that the renderer can make, with the schema of its one argument. The gate parses with these; a channel
 * that is not here does not exist.
 */
export const requestArguments = {
  appInfo: nothing,
  settings: nothing,
  changeSettings: changeSettingsArguments,
  sessionState: nothing,
  connectionState: nothing,
  findInstance: z.strictObject({ host }),
  signIn: signInArguments,
  openSignInPageAgain: nothing,
  cancelSignIn: nothing,
  signOut: nothing,
  tryAgain: nothing,
  accounts: nothing,
  switchAccount: z.strictObject({ key: accountKey }),
  finishSignOut: z.strictObject({ id: accountKey }),
  dismissSignOut: z.strictObject({ id: accountKey }),
  hasClientSecret: z.strictObject({ host }),
  setClientSecret: z.strictObject({ host, secret: z.string().max(1000) }),
  openKeyringHelp: nothing,
  entitySets: z.strictObject({ reload: z.boolean() }),
  entitySet: z.strictObject({ name: z.string().max(200) }),
  otherSetNames: nothing,
  searchMembers: searchMembersArguments,
  readWholeModel: readWholeModelArguments,
  fetchRows: fetchRowsArguments,
  fetchRecord: fetchRecordArguments,
  setReferences: setReferencesArguments,
  openWebClient: nothing,
  waitingLink: nothing,
  takeLink: takeLinkArguments,
  dismissLink: nothing,
  loadMoreRows: queryArguments,
  countRows: queryArguments,
  totalRows: totalRowsArguments,
  explainFilters: explainFiltersArguments,
  cancelRequest: z.strictObject({ ticket }),
  copyState: nothing,
  keptSets: nothing,
  estimateKeeping: keepOfflineArguments.extend({ ticket }),
  keepOffline: keepOfflineArguments,
  stopKeeping: stopKeepingArguments,
  pauseKeeping: z.strictObject({ isPaused: z.boolean() }),
  changesOfSet: copiedSetArguments,
  changesSeen: copiedSetArguments,
  picture: pictureArguments,
  connectionHint: z.strictObject({ isMetered: z.boolean() }),
  workspace: nothing,
  saveWorkspace: saveWorkspaceArguments,
  workplace: workplaceArguments,
  changeWorkplace: changeWorkplaceArguments,
  views: viewsArguments,
  saveView: saveViewArguments,
  deleteView: deleteViewArguments,
  exportViews: exportViewsArguments,
  importViews: viewsArguments,
  copyText: z.strictObject({ text: z.string().max(1_000_000) }),
  copyRows: z.strictObject({ text: z.string().max(1_000_000) }),
  openLicences: nothing,
  offerCommands: z.strictObject({
    commands: z.array(z.enum(menuCommands)).max(menuCommands.length),
  }),
  diagnosticsText: nothing,
  requestList: nothing,
  testConnection: testConnectionArguments,
  networkQuestion: nothing,
  answerNetworkQuestion: answerNetworkQuestionArguments,
  updateState: nothing,
  checkForUpdates: nothing,
  installUpdate: nothing,
} satisfies { [Name in keyof RequestValues]: z.ZodType };

/** What each request answers with on success. */
export interface RequestValues {
  appInfo: AppInfo;
  settings: SettingsState;
  changeSettings: SettingsState;
  sessionState: SessionState;
  connectionState: ConnectionState;
  /** Finds the instance behind a host name, without signing in. */
  findInstance: InstanceSummary;
  /** Answers when the sign-in ended: signed in, or why not. */
  signIn: SessionState;
  openSignInPageAgain: null;
  cancelSignIn: null;
  signOut: null;
  /** Tries at once what is tried again by itself later: a renewal, a save, the keyring, a refused app. */
  tryAgain: SessionState;
  accounts: AccountList;
  /** Puts another account of this computer in force. */
  switchAccount: SessionState;
  /** Opens the page in the browser that ends a session which was signed out of while offline. */
  finishSignOut: null;
  /** Forgets an unfinished sign-out. */
  dismissSignOut: null;
  /** Whether a secret is kept for the application id of the settings. */
  hasClientSecret: { readonly isKept: boolean };
  /** Keeps the secret of a confidential app; an empty one removes it. There is no way to read it. */
  setClientSecret: null;
  /** Opens a page in the browser that tells how to get a keyring. */
  openKeyringHelp: null;
  entitySets: readonly EntitySetSummary[];
  entitySet: EntitySetDetail;
  /** What sets are called in other languages, and were called before. */
  otherSetNames: readonly OtherSetNames[];
  /** Looks for sets and their members by name; `notKept` before the whole model was read. */
  searchMembers: FoundMembers;
  /** Reads the columns of all sets of the instance, for the search; a while and up to 54 MB. */
  readWholeModel: null;
  /**
   * Rows of a query. From the copy `notKept` when nothing of the set is there, `copyLocked` and `copyUnavailable`.
   */
  fetchRows: RowsPage;
  /** One record with all that its form shows. From the copy `notKept` when nothing of it is there. */
  fetchRecord: RecordAnswer;
  /** The references of all sets that lead to a set; the whole model is read for it if it never was. */
  setReferences: readonly SetReference[];
  /** Opens the web client in the browser; `notFound` when the instance has none. ERP.net documents no address of a record in it. */
  openWebClient: null;
  /** The link that somebody has opened and that has led nowhere yet; null when there is none. */
  waitingLink: WaitingLink | null;
  /** The place in an instance that somebody has opened a link to, once; null when there is none. */
  takeLink: LinkedPlace | null;
  /** Forgets the link that waits. */
  dismissLink: null;
  /** Looks through more rows for an answer that is ordered or filtered here, and begins it anew with its first page. */
  loadMoreRows: RowsPage;
  /** How many rows the query has; null when only all of its pages would tell. */
  countRows: { readonly count: number | null };
  /** What columns come to, over the rows of the query that are on this computer, or over all that the instance has. */
  totalRows: RowTotals;
  /** What expressions mean now, one meaning for each text. */
  explainFilters: readonly FilterMeaning[];
  cancelRequest: null;
  copyState: CopyState;
  keptSets: KeptSets;
  estimateKeeping: KeepingEstimate;
  /** Keeps a set or a part of one offline from now on; fetching goes on by itself. */
  keepOffline: null;
  /** Keeps rows no longer, nor what came along only for them. */
  stopKeeping: null;
  pauseKeeping: null;
  changesOfSet: SetChanges;
  /** The user has seen what has changed; what is noted from now on is new. */
  changesSeen: null;
  /** A picture of a row that is kept offline; `notKept` when it was never fetched. */
  picture: Picture;
  /** The window has learned whether the connection is metered; what is fetched in the background goes by it. */
  connectionHint: null;
  /** The workspace of the account that is signed in or needs to sign in again. */
  workspace: Workspace;
  saveWorkspace: null;
  /** What the person works in, as they told it: `(current)` stands for it. */
  workplace: Workplace;
  /** Tells a record that the person works in, or forgets it. Answers with all of it. */
  changeWorkplace: Workplace;
  /** All views of the account. Reading and changing them fails while the account’s state can’t be read. */
  views: readonly View[];
  /** Adds a view, or puts it in the place of the one with its id. Answers with all views, once they are safe. */
  saveView: readonly View[];
  /** Answers with the views that are left. */
  deleteView: readonly View[];
  /** Lets the user choose a file and writes views to it. */
  exportViews: { readonly isSaved: boolean };
  /** Lets the user choose a file and adds the views in it. */
  importViews: ImportedViews;
  /** For what is not rows: an address, what has failed, a version. */
  copyText: null;
  /** For rows; `managed` where the organisation does not want them copied. */
  copyRows: null;
  /** Shows the licences of everything inside; `notFound` in a build from the sources, which has no such file. */
  openLicences: null;
  /** The commands that can be given now; the native menu greys the others. */
  offerCommands: null;
  /** What somebody can send to whoever helps them: no data, no names of people, no access. */
  diagnosticsText: { readonly text: string };
  /** The last requests, newest first. */
  requestList: readonly RequestRecord[];
  /** Walks the way to an instance, telling each step as it ends; renews no access. */
  testConnection: readonly TestResult[];
  /** What the network waits for a person to say; null when nothing. */
  networkQuestion: NetworkQuestion | null;
  /** `notFound` when another question waits, or none. */
  answerNetworkQuestion: null;
  updateState: UpdateState;
  /** Looks for a newer version now and downloads it. A failure is told in the state. */
  checkForUpdates: UpdateState;
  /** Quits the app, installs the version that is ready and starts it; `notFound` when none is. */
  installUpdate: null;
}

/** Name of a request, which is also its channel. */
export type RequestName = keyof RequestValues;

/** The one argument of a request, as the renderer passes it. */
export type RequestArguments<Name extends RequestName> = z.infer<(typeof requestArguments)[Name]>;

/** What the main process tells the window without being asked. */
export interface Events {
  sessionChanged: SessionState;
  accountsChanged: AccountList;
  connectionChanged: ConnectionState;
  settingsChanged: SettingsState;
  copyChanged: CopyState;
  keptSetsChanged: KeptSets;
  /** Rows of a set were changed in the local copy by its own fetching, not by a request of the window. */
  copiedSetChanged: { readonly set: string };
  /** Somebody has opened a link, which waits to be taken, or none waits any more. */
  linkChanged: WaitingLink | null;
  /** Somebody has chosen a command in the native menu. */
  commandChosen: { readonly command: MenuCommand };
  /** A step of a connection test has ended. */
  connectionTestStep: { readonly ticket: string; readonly result: TestResult };
  networkQuestionChanged: NetworkQuestion | null;
  updateChanged: UpdateState;
}

/** Name of an event, which is also its channel. */
export type EventName = keyof Events;

/** `window.erp`: all that the renderer can do outside its page. */
export type ErpApi = {
  readonly [Name in RequestName]: RequestArguments<Name> extends undefined
    ? () => Promise<Result<RequestValues[Name]>>
    : (argument: RequestArguments<Name>) => Promise<Result<RequestValues[Name]>>;
} & {
  /** Calls `listener` for each event until the returned function is called. */
  on<Name extends EventName>(event: Name, listener: (payload: Events[Name]) => void): () => void;
};
