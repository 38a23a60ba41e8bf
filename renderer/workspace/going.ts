import { createContext, useContext } from 'react';
import type { NavigatorContent } from '../../electron/contract/workspace.ts';

/** A record as somebody goes to it. */
export interface RecordGoal {
  readonly set: string;
  readonly id: string;
  /** What it is called; null when nobody knows yet. */
  readonly title: string | null;
  /** Ids of the list that it is opened from, in their order; empty when it is from none. */
  readonly list: readonly string[];
}

/** The rows of a set that refer to a record by a column. */
export interface ReferringRows {
  readonly set: string;
  readonly column: string;
  readonly record: { readonly set: string; readonly id: string; readonly text: string };
}

/** The ways from what a tab shows to other places. */
export interface Going {
  /** @param isInTab - it is opened in a tab of its own, and what is seen here stays */
  readonly toRecord: (goal: RecordGoal, isInTab: boolean) => void;
  /** Goes to a navigator that shows just these rows. */
  readonly toRows: (goal: ReferringRows, isInTab: boolean) => void;
  /** One step back; null when there is nothing to go back to. */
  readonly back: (() => void) | null;
  /** What a set is called. */
  readonly labelOf: (set: string) => string;
  /** The address of a record, for other people who have the app. */
  readonly linkOf: (record: { readonly set: string; readonly id: string }) => string;
  /** The address of rows as a navigator shows them; null when there is too much to tell for an address. */
  readonly rowsLinkOf: (set: string, content: NavigatorContent) => string | null;
}

/** The ways from here; a part that is in no tab leads nowhere. */
export const GoingContext = createContext<Going | null>(null);

/** The ways from here. */
export function useGoing(): Going {
  const going = useContext(GoingContext);
  if (going === null) throw new Error('GoingContext is missing');
  return going;
}
