import type { EventName, RequestName } from './requests.ts';

// Names only, so that the preload script can be bundled without the schemas.

/** Every request channel; the `satisfies` makes a missing or an invented one a type error. */
export const requestChannels = Object.keys({
  appInfo: true,
  settings: true,
  changeSettings: true,
  sessionState: true,
  connectionState: true,
  findInstance: true,
  signIn: true,
  openSignInPageAgain: true,
  cancelSignIn: true,
  signOut: true,
  tryAgain: true,
  accounts: true,
  switchAccount: true,
  finishSignOut: true,
  dismissSignOut: true,
  hasClientSecret: true,
  setClientSecret: true,
  openKeyringHelp: true,
  entitySets: true,
  entitySet: true,
  fetchRows: true,
  loadMoreRows: true,
  countRows: true,
  totalRows: true,
  cancelRequest: true,
  copyState: true,
  keptSets: true,
  estimateKeeping: true,
  keepOffline: true,
  stopKeeping: true,
  pauseKeeping: true,
  changesOfSet: true,
  changesSeen: true,
  workspace: true,
  saveWorkspace: true,
  copyText: true,
} satisfies Record<RequestName, true>);

/** Every event channel. */
export const eventChannels = Object.keys({
  sessionChanged: true,
  accountsChanged: true,
  connectionChanged: true,
  settingsChanged: true,
  copyChanged: true,
  keptSetsChanged: true,
  copiedSetChanged: true,
} satisfies Record<EventName, true>);
