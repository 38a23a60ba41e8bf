import { z } from 'zod';
import type { InstanceSummary } from './instance.ts';
import type { Result } from './result.ts';
import {
  countRowsArguments,
  type EntitySetDetail,
  type EntitySetSummary,
  fetchRowsArguments,
  type RowsPage,
  ticket,
} from './rows.ts';
import { type SessionState, signInArguments } from './session.ts';
import { changeSettingsArguments, type SettingsState } from './settings.ts';
import { saveWorkspaceArguments, type Workspace } from './workspace.ts';

/** Facts about this installation that the window shows. */
export interface AppInfo {
  readonly name: string;
  readonly version: string;
  /** The language that the app speaks, settings and system considered. */
  readonly language: 'en' | 'bg';
  /** The system's locale for numbers and dates, BCP 47. */
  readonly locale: string;
  readonly platform: string;
}

/** How the account's requests fare, for the state chip. Times in milliseconds since 1970. */
export type ConnectionState =
  | { status: 'idle' }
  | { status: 'online'; at: number }
  | { status: 'offline'; since: number }
  | { status: 'noLicenceSeat'; retryAt: number }
  | { status: 'slowedDown'; retryAt: number };

const nothing = z.undefined();

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
  findInstance: z.strictObject({ host: z.string().min(1).max(300) }),
  signIn: signInArguments,
  openSignInPageAgain: nothing,
  cancelSignIn: nothing,
  signOut: nothing,
  entitySets: z.strictObject({ reload: z.boolean() }),
  entitySet: z.strictObject({ name: z.string().max(200) }),
  fetchRows: fetchRowsArguments,
  countRows: countRowsArguments,
  cancelRequest: z.strictObject({ ticket }),
  workspace: nothing,
  saveWorkspace: saveWorkspaceArguments,
  copyText: z.strictObject({ text: z.string().max(1_000_000) }),
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
  entitySets: readonly EntitySetSummary[];
  entitySet: EntitySetDetail;
  fetchRows: RowsPage;
  countRows: { readonly count: number };
  cancelRequest: null;
  /** The workspace of the account that is signed in or needs to sign in again. */
  workspace: Workspace;
  saveWorkspace: null;
  copyText: null;
}

/** Name of a request, which is also its channel. */
export type RequestName = keyof RequestValues;

/** The one argument of a request, as the renderer passes it. */
export type RequestArguments<Name extends RequestName> = z.infer<(typeof requestArguments)[Name]>;

/** What the main process tells the window without being asked. */
export interface Events {
  sessionChanged: SessionState;
  connectionChanged: ConnectionState;
  settingsChanged: SettingsState;
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
