import { useState } from 'react';
import type { AccountList, SessionState } from '../../electron/contract/session.ts';
import type { HeldSession } from '../sign-in/held-session.ts';

/** The accounts that were shown since the start, each with its last state, and which one is shown now. */
export interface AccountWindows {
  /** In the order in which they were first shown. */
  readonly held: readonly HeldSession[];
  /** Key of the account whose window is shown; null when nobody's is. */
  readonly shown: string | null;
}

/** Before anybody was signed in. */
export const noWindows: AccountWindows = { held: [], shown: null };

/**
 * The windows after the session or the list of accounts changed. While somebody signs in, the window from before stays;
 * one whose account is not on this computer any more goes, and with it all that it showed.
 */
export function windowsAfter(
  { held, shown }: AccountWindows,
  session: SessionState,
  { accounts }: AccountList,
): AccountWindows {
  const current = 'account' in session ? session : null;
  const key = current?.account.key ?? (session.status === 'signingIn' ? shown : null);
  const isKnown = (wanted: string) => accounts.some((account) => account.key === wanted);
  const others = held.filter(({ account }) => account.key === key || isKnown(account.key));
  if (current === null) return { held: others, shown: key };
  const isNew = others.every(({ account }) => account.key !== key);
  const updated = others.map((each) => (each.account.key === key ? current : each));
  return { held: isNew ? [...updated, current] : updated, shown: key };
}

/** Follows the session with {@link windowsAfter}. */
export function useAccountWindows(session: SessionState, accounts: AccountList): AccountWindows {
  const [seen, setSeen] = useState({ session, accounts, windows: noWindows });
  if (seen.windows !== noWindows && seen.session === session && seen.accounts === accounts) {
    return seen.windows;
  }
  const windows = windowsAfter(seen.windows, session, accounts);
  setSeen({ session, accounts, windows });
  return windows;
}
