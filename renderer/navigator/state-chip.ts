import type { ConnectionState } from '../../electron/contract/requests.ts';
import type { SessionState } from '../../electron/contract/session.ts';

/** What the state chip says. */
export interface Chip {
  readonly tone: 'calm' | 'attention' | 'action';
  readonly words:
    | 'online'
    | 'connecting'
    | 'offline'
    | 'offlineSince'
    | 'noLicenceSeat'
    | 'slowedDown'
    | 'signInAgain'
    | 'signingIn'
    | 'unlocking';
  /** The moment that the words tell of, in milliseconds since 1970. */
  readonly at: number | null;
  /** `at` is to be counted down to, not told. */
  readonly counting: boolean;
}

/**
 * Who is signed in and how the requests fare, as one short statement. What the user must do comes before what they
 * must know.
 *
 * @param dataAt - when the rows on screen were answered, in milliseconds since 1970; null without rows
 */
export function chipOf(
  session: SessionState,
  connection: ConnectionState,
  dataAt: number | null,
): Chip {
  const still = { at: null, counting: false };
  switch (session.status) {
    case 'needsSignIn':
    case 'signedOut':
      return { tone: 'action', words: 'signInAgain', ...still };
    case 'signingIn':
      return { tone: 'attention', words: 'signingIn', ...still };
    case 'unlocking':
      return { tone: 'attention', words: 'unlocking', ...still };
    case 'signedInOffline':
      return offline(dataAt);
    case 'signedIn':
      return connectionChip(connection, dataAt);
  }
}

/** What was said of the connection last; null for nothing. */
export type ChipTold = 'online' | 'offline' | 'noLicenceSeat' | 'slowedDown' | null;

/**
 * What is said when the chip changes: the trouble that has come, and that it has gone; nothing of what a panel tells already, nor
 * of a time that goes on.
 *
 * @param before - what was said last
 */
export function chipTold(words: Chip['words'], before: ChipTold): ChipTold {
  switch (words) {
    case 'offline':
    case 'offlineSince':
      return 'offline';
    case 'noLicenceSeat':
    case 'slowedDown':
      return words;
    case 'online':
    case 'connecting':
      return before === null ? null : 'online';
    case 'signInAgain':
    case 'signingIn':
    case 'unlocking':
      return null;
  }
}

/** What there is to tell besides the chip's own words. */
export type ChipHint = 'renewalOffline' | 'seatTaken' | 'noSeat';

/** What the chip says to those who ask for more. */
export function chipHints(
  session: SessionState,
  { status, seatUntil }: ConnectionState,
): readonly ChipHint[] {
  if (session.status !== 'signedIn' && session.status !== 'signedInOffline') return [];
  const hints: ChipHint[] = session.renewal === 'offline' ? ['renewalOffline'] : [];
  if (seatUntil !== null) return [...hints, 'seatTaken'];
  // The chip's own words tell already that no seat could be had.
  return status === 'noLicenceSeat' ? hints : [...hints, 'noSeat'];
}

function connectionChip(connection: ConnectionState, dataAt: number | null): Chip {
  switch (connection.status) {
    case 'idle':
      return { tone: 'calm', words: 'connecting', at: null, counting: false };
    case 'online':
      return { tone: 'calm', words: 'online', at: connection.at, counting: false };
    case 'offline':
      return offline(dataAt);
    case 'noLicenceSeat':
    case 'slowedDown':
      return {
        tone: 'attention',
        words: connection.status,
        at: connection.retryAt,
        counting: true,
      };
  }
}

function offline(dataAt: number | null): Chip {
  return {
    tone: 'attention',
    words: dataAt === null ? 'offline' : 'offlineSince',
    at: dataAt,
    counting: false,
  };
}
