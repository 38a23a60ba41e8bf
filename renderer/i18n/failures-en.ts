import type { FailureCode } from '../../electron/contract/failure.ts';

/** What happened, and what to do about it. */
export interface FailureText {
  readonly title: string;
  readonly advice: string;
}

/** A title and an advice for each code of the contract, in English. */
export const failuresEn = {
  badRequest: {
    title: 'The program asked for something that does not exist.',
    advice: 'Restart it. If this stays, send us the details.',
  },
  forbiddenSender: {
    title: 'The program refused a request that did not come from its own page.',
    advice: 'Restart it. If this stays, send us the details.',
  },
  internal: {
    title: 'Something went wrong inside the program.',
    advice: 'Try again. If this stays, restart it and send us the details.',
  },
  cancelled: { title: 'Stopped.', advice: 'Try again whenever you like.' },
  hostInvalid: {
    title: 'This is not an address of an instance.',
    advice: 'Type it as in the browser’s address bar, for example demodb.my.erp.net.',
  },
  managed: {
    title: 'Your organisation has turned this off.',
    advice: 'Ask your administrator if you need it.',
  },
  hostNotFound: {
    title: 'There is no computer with this name.',
    advice: 'Check the spelling, and whether you need your company’s network or VPN.',
  },
  hostUnreachable: {
    title: 'The instance can’t be reached.',
    advice: 'Check your network or VPN, then try again.',
  },
  hostNotTrusted: {
    title: 'The identity of this server can’t be verified.',
    advice:
      'Its certificate is not valid for this computer. Don’t sign in there; ask your administrator.',
  },
  notErpNet: {
    title: 'There is a server here, but it is not ERP.net.',
    advice: 'Check the address. It is the one that you open ERP.net’s web client with.',
  },
  instanceNotWorking: {
    title: 'The instance says that it is not working at the moment.',
    advice: 'Try again in a few minutes, or ask your administrator.',
  },
  signInDenied: {
    title: 'The sign-in was refused.',
    advice: 'If it was you who refused, sign in again. Else ask your administrator for access.',
  },
  signInTimedOut: {
    title: 'The browser did not come back in time.',
    advice: 'Sign in again, and finish on the page that opens.',
  },
  signInPortsTaken: {
    title: 'Other programs occupy the ports that the sign-in needs.',
    advice: 'Close programs that you don’t need, or restart the computer, and try again.',
  },
  signInRejected: {
    title: 'The instance’s answer to the sign-in was not acceptable.',
    advice: 'Sign in again. If this stays, send the details to your administrator.',
  },
  browserNotOpened: {
    title: 'No browser could be opened.',
    advice: 'Set a default browser in the system’s settings, then sign in again.',
  },
  appNotRegistered: {
    title: 'The instance does not know this application.',
    advice:
      'Ask your administrator to register it as a trusted application, or set the right application id under Advanced.',
  },
  clientSecretNeeded: {
    title: 'The instance asks this application for its secret.',
    advice:
      'Get the secret from your administrator and enter it under Advanced, then sign in again.',
  },
  clientSecretRefused: {
    title: 'The instance refused the secret of this application.',
    advice:
      'It may have been changed or mistyped. Ask your administrator for the present one and enter it under Advanced.',
  },
  scopeNotAllowed: {
    title: 'The instance does not allow this application what it needs.',
    advice:
      'Ask your administrator to allow the scopes openid, profile, offline_access and read for it.',
  },
  needsSignIn: { title: 'You need to sign in again.', advice: 'Sign in, and you go on here.' },
  storageFailed: {
    title: 'This computer could not save or read a file.',
    advice: 'Check that the disk has room and that you may write to it, then try again.',
  },
  storageLocked: {
    title: 'This computer’s keyring is locked.',
    advice: 'Unlock it, then try again.',
  },
  busyElsewhere: {
    title: 'Another start of this program is renewing the sign-in just now.',
    advice: 'Wait a moment, then try again. If this stays, close the other one.',
  },
  offline: {
    title: 'You are offline.',
    advice: 'Connect to the network; this goes on by itself then.',
  },
  timedOut: {
    title: 'The instance took too long to answer.',
    advice: 'Try again. Fewer rows, by a search, come faster.',
  },
  notFound: {
    title: 'The instance does not have this any more.',
    advice: 'It may have been renamed or removed. Read the list of navigators again.',
  },
  noPermission: {
    title: 'Your role may not see this.',
    advice: 'Ask your administrator if you need it.',
  },
  noLicenceSeat: {
    title: 'All licence seats of the instance are taken.',
    advice: 'A seat gets free when a colleague signs out or is away for 20 minutes.',
  },
  tooManyRequests: {
    title: 'The instance asked for a pause.',
    advice: 'Wait a moment, then try again.',
  },
  serverError: {
    title: 'The instance could not do this.',
    advice: 'Try again. If this stays, the details help your administrator.',
  },
  serverUnavailable: {
    title: 'The instance is not available at the moment.',
    advice: 'It may be restarting. Try again in a minute.',
  },
  answerIncomplete: {
    title: 'The answer broke off before its end.',
    advice: 'Nothing of it was taken over. Try again.',
  },
  answerTooLarge: {
    title: 'The answer was larger than this program accepts.',
    advice: 'Narrow it by a search.',
  },
  answerNotUnderstood: {
    title: 'The answer was not one of ERP.net.',
    advice:
      'A proxy or a sign-in page of your network may be in between. Check in the browser, then try again.',
  },
  foreignAddress: {
    title: 'The instance pointed to a foreign address, and the program did not follow.',
    advice: 'Send the details to your administrator.',
  },
  cursorExpired: {
    title: 'The place in the list has got lost.',
    advice: 'Load the list again; what you see stays until then.',
  },
  notKept: {
    title: 'This is not on this computer.',
    advice: 'Connect to the instance to see it, and keep it offline for the next time.',
  },
  copyLocked: {
    title: 'What is kept on this computer is locked.',
    advice: 'Sign in again, and it is open as it was.',
  },
  tooManyViews: {
    title: 'There are too many views.',
    advice: 'Delete some that nobody needs any more; an account has room for 500.',
  },
  fileUnreadable: {
    title: 'The file could not be read.',
    advice: 'Check that it is still there and that you may read it.',
  },
  fileNotUnderstood: {
    title: 'This file has no views in it that could be taken over.',
    advice: 'Choose one that was made with “Export…”. Nothing was changed.',
  },
  fileTooNew: {
    title: 'This file was made by a newer version of the program.',
    advice: 'Update the program, then import it. Nothing was changed.',
  },
  updateNotTrusted: {
    title: 'What the update server sent is not signed by the makers of this program.',
    advice: 'Nothing of it was installed. Tell your administrator.',
  },
  fileNotWritten: {
    title: 'The file could not be written.',
    advice: 'Choose another folder, or check that the disk has room.',
  },
  copyUnavailable: {
    title: 'What is kept on this computer can’t be used now.',
    advice: 'Browsing with a connection works all the same. Try again later.',
  },
} satisfies Record<FailureCode, FailureText>;
