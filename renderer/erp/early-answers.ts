import { createContext, useContext } from 'react';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { AppInfo } from '../../electron/contract/requests.ts';
import type { EntitySetDetail, EntitySetSummary, RowsPage } from '../../electron/contract/rows.ts';
import type { View } from '../../electron/contract/views.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';

/**
 * Answers that have come before anybody asked, so that the first drawing shows all of them at once, instead of one after the
 * other. Each is given once, here or to who asks; null where none has come, or a failure.
 */
export interface EarlyAnswers {
  readonly appInfo: () => AppInfo | null;
  readonly workspace: (accountKey: string) => Workspace | null;
  readonly views: (accountKey: string) => readonly View[] | null;
  readonly entitySets: (accountKey: string) => readonly EntitySetSummary[] | null;
  readonly entitySet: (accountKey: string, name: string) => EntitySetDetail | null;
  /** The first page that the copy has of a query, where it is `enough`. */
  readonly rows: (
    accountKey: string,
    query: StructuredQuery,
    enough: (page: RowsPage) => boolean,
  ) => RowsPage | null;
}

const none = () => null;

/** Where nobody has asked ahead. */
export const EarlyAnswersContext = createContext<EarlyAnswers>({
  appInfo: none,
  workspace: none,
  views: none,
  entitySets: none,
  entitySet: none,
  rows: none,
});

/** What was answered before anybody asked. */
export function useEarlyAnswers(): EarlyAnswers {
  return useContext(EarlyAnswersContext);
}
