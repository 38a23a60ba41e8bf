/**
 * Everything that can go wrong, as stable codes. The renderer has a sentence for each code, in every language: what
 * happened and what to do next. A code is never renamed, because people send it to us.
 */
export const failureCodes = [
  // Inside the app
  'badRequest',
  'forbiddenSender',
  'internal',
  'cancelled',
  'managed',
  // Finding an instance
  'hostInvalid',
  'hostNotFound',
  'hostUnreachable',
  'hostNotTrusted',
  'notErpNet',
  'instanceNotWorking',
  // Signing in
  'signInDenied',
  'signInTimedOut',
  'signInPortsTaken',
  'signInRejected',
  'browserNotOpened',
  'appNotRegistered',
  'clientSecretNeeded',
  'clientSecretRefused',
  'scopeNotAllowed',
  'needsSignIn',
  // Keeping things on this computer
  'storageFailed',
  'storageLocked',
  'busyElsewhere',
  'tooManyViews',
  // Files that somebody chose
  'fileUnreadable',
  'fileNotUnderstood',
  'fileTooNew',
  'fileNotWritten',
  // Newer versions of the app
  'updateNotTrusted',
  // Asking the instance
  'offline',
  'timedOut',
  'notFound',
  'noPermission',
  'noLicenceSeat',
  'tooManyRequests',
  'serverError',
  'serverUnavailable',
  'answerIncomplete',
  'answerTooLarge',
  'answerNotUnderstood',
  'foreignAddress',
  'cursorExpired',
  // The local copy
  'notKept',
  'copyLocked',
  'copyUnavailable',
] as const;

/** A stable code out of {@link failureCodes}. */
export type FailureCode = (typeof failureCodes)[number];

/** An error as a value. It never holds a token, a secret or a URL with a query. */
export interface Failure {
  readonly code: FailureCode;
  /** The server's or the system's own words, for the folded details. Plain text, already cut to a sensible length. */
  readonly detail?: string;
  /** When the same call may be tried again, in milliseconds since 1970 by this computer's clock. */
  readonly retryAt?: number;
}
