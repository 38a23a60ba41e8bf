import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { KeptPart } from '../../electron/contract/local-copy.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import type { View } from '../../electron/contract/views.ts';
import type { NavigatorContent, Workspace } from '../../electron/contract/workspace.ts';
import { standardColumns } from '../columns/path-columns.ts';
import { newTicket, useErp } from '../erp/erp.ts';
import type { Opener } from '../grid/data-grid.tsx';
import { useFormats } from '../values/formats.ts';
import { setOpened, viewOpened } from '../views/shown-view.ts';
import { keptTitle } from '../workspace/places.ts';
import { changed, currentTab, newNavigator, placeOpened } from '../workspace/tabs.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { entitySetQuery } from './entity-sets.ts';
import { partOpened } from './part-content.ts';

/** How somebody opens a set: with what, and whether in another tab than the one that has it. */
export interface Opening {
  readonly by: 'key' | 'pointer';
  readonly another: boolean;
}

/** The ways from lists and the palette into what they name. */
export interface WaysIn {
  readonly toSet: (set: string, how: Opening) => void;
  readonly toView: (view: View, how: Opening) => void;
  /** Opens rows of a set that are kept offline. */
  readonly toPart: (set: string, part: KeptPart, how: Opening) => void;
  /** Opens a set with just what is told, whatever its views say. */
  readonly toContent: (set: string, content: NavigatorContent, how: Opening) => void;
  /** Opens a set with one of its columns in sight, and the cursor in it. */
  readonly toColumn: (set: string, column: string, how: Opening) => Promise<void>;
  readonly toRecord: (
    record: { readonly set: string; readonly id: string; readonly title: string | null },
    how: Opening,
  ) => void;
}

/**
 * Opens what somebody chooses, and remembers what had the focus then: the rows take it over from there.
 *
 * @param views - of the account; a set opens with its default one
 */
export function useWaysIn(
  store: WorkspaceStore,
  accountKey: string,
  views: readonly View[],
): {
  readonly waysIn: WaysIn;
  readonly opener: Opener;
  readonly setOpener: (opener: Opener) => void;
} {
  const erp = useErp();
  const client = useQueryClient();
  const { language } = useFormats();
  // Somebody who has just signed in, or started the app, goes on in the rows.
  const [opener, setOpener] = useState<Opener>(() => ({ focused: document.body }));
  const waysIn = useMemo((): WaysIn => {
    function open(next: (before: Workspace) => Workspace, { by }: Opening, column?: string) {
      const focused = by === 'key' ? document.activeElement : null;
      setOpener(column === undefined ? { focused } : { focused, column });
      store.change(next);
      store.flush();
    }
    return {
      toSet: (set, how) =>
        open((before) => setOpened(before, set, { id: newTicket(), ...how }, views), how),
      toView: (view, how) =>
        open((before) => viewOpened(before, view, { id: newTicket(), ...how }), how),
      toPart: (set, part, how) =>
        open(
          (before) => partOpened(before, { set, part }, { id: newTicket(), ...how }, views),
          how,
        ),
      toContent: (set, content, how) =>
        open(
          (before) => placeOpened(before, { ...newNavigator(set), ...content }, newTicket()),
          how,
        ),
      async toColumn(set, column, how) {
        const query = entitySetQuery(erp, { name: set, accountKey, language });
        // Without its columns it opens all the same, and says itself what is wrong.
        const detail = await client.ensureQueryData(query).catch(() => null);
        open(
          (before) => {
            const after = setOpened(before, set, { id: newTicket(), ...how }, views);
            return detail === null ? after : columnShown(after, detail, column);
          },
          how,
          column,
        );
      },
      toRecord: ({ set, id: recordId, title }, how) =>
        open((before) => {
          const place = { set, recordId, part: null, top: 0, list: [] };
          const named = { ...place, title: keptTitle(title) };
          return placeOpened(before, { kind: 'record', ...named }, newTicket());
        }, how),
    };
  }, [store, accountKey, views, erp, client, language]);
  return { waysIn, opener, setOpener };
}

/** Adds a column to what the current tab shows, unless it is there already. */
export function columnShown(
  workspace: Workspace,
  detail: EntitySetDetail,
  column: string,
): Workspace {
  const tab = currentTab(workspace);
  if (tab?.kind !== 'navigator' || tab.set !== detail.name) return workspace;
  const columns = tab.columns ?? standardColumns(detail).map(({ name }) => name);
  if (columns.includes(column)) return workspace;
  return changed(workspace, tab.id, { columns: [...columns, column] });
}
