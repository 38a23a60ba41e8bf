import { useState } from 'react';
import type { Failure } from '../../electron/contract/failure.ts';
import type { View } from '../../electron/contract/views.ts';
import type { NavigatorTab, Workspace } from '../../electron/contract/workspace.ts';
import { useCommand } from '../commands/command.ts';
import { failureOf, newTicket, unwrapped, useErp } from '../erp/erp.ts';
import { usePolicy } from '../settings/policy.ts';
import type { Going } from '../workspace/going.ts';
import { changed } from '../workspace/tabs.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { type AccountViews, useViewsChange } from './account-views.ts';
import { viewShown } from './shown-view.ts';
import { contentOf, freeName, isChanged, viewOf, viewsOfSet } from './view-content.ts';

/** What became of the last thing that somebody did with views. */
export type ViewOutcome =
  | { readonly what: 'saved' | 'deleted'; readonly view: View; readonly undo: () => void }
  | { readonly what: 'exported' | 'linkCopied' | 'linkTooLong' }
  | { readonly what: 'imported'; readonly count: number; readonly elsewhere: boolean }
  | { readonly what: 'failed'; readonly failure: Failure };

/** What somebody is asked for before it is done. */
export type ViewForm = 'saveAs' | 'rename' | 'export';

/** The views of one open navigator, and what can be done with them. */
export interface TabViews {
  readonly set: string;
  /** Of the set, by name. */
  readonly views: readonly View[];
  /** Why they can't be read; null when they can. */
  readonly failure: Failure | null;
  /** The one that is shown; null for the standard one. */
  readonly current: View | null;
  /** The set opens with the one that is shown. */
  readonly isDefault: boolean;
  /** Something else is shown than it keeps. */
  readonly isChanged: boolean;
  readonly form: ViewForm | null;
  readonly outcome: ViewOutcome | null;
  readonly show: (view: View | null) => void;
  readonly save: () => void;
  readonly saveAs: (name: string) => void;
  readonly rename: (name: string) => void;
  readonly revert: () => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
  /** The set opens with the view that is shown. */
  readonly makeDefault: () => void;
  readonly exportViews: (views: readonly View[], fileName: string) => void;
  readonly importViews: () => void;
  /** Puts the address of what is shown onto the clipboard. */
  readonly copyLink: () => void;
  readonly openForm: (form: ViewForm | null) => void;
  readonly dismissOutcome: () => void;
}

interface TabViewsOptions {
  readonly tab: NavigatorTab;
  readonly accountKey: string;
  readonly accountViews: AccountViews;
  readonly workspace: Workspace;
  readonly store: WorkspaceStore;
  readonly rowsLinkOf: Going['rowsLinkOf'];
}

/** Knows the views of one open navigator, and carries out what somebody does with them. */
export function useTabViews(options: TabViewsOptions): TabViews {
  const { tab, accountKey, accountViews, workspace, store } = options;
  const { id: tabId, set } = tab;
  const erp = useErp();
  const change = useViewsChange(accountKey);
  const [form, openForm] = useState<ViewForm | null>(null);
  const [outcome, setOutcome] = useState<ViewOutcome | null>(null);
  const views = viewsOfSet(accountViews.views, set);
  const current = viewOf(views, tab);
  const standsForDefault = views.find(({ isDefault }) => isDefault) ?? null;
  const isDefault = standsForDefault?.id === current?.id;
  const differs = isChanged(tab, current);

  function show(view: View | null) {
    store.change((before) => viewShown(before, { id: tabId, set }, view));
    store.flush();
  }

  /** The tab goes on showing what it shows, as the content of another view. */
  function nameShown(view: string | null) {
    store.change((before) => changed(before, tabId, { view }));
    store.flush();
  }

  function carryOut(run: () => Promise<readonly View[]>, then: () => void) {
    setOutcome(null);
    change.mutate(run, {
      onSuccess: then,
      onError: (error) => {
        const failure = failureOf(error);
        if (failure !== null) setOutcome({ what: 'failed', failure });
      },
    });
  }

  function put(view: View, then: () => void) {
    carryOut(() => unwrapped(erp.saveView({ accountKey, view })), then);
  }

  /** What is shown now, as a view. */
  function shownAs(base: Pick<View, 'id' | 'name' | 'isDefault'>): View {
    const columnWidths = workspace.columnWidths[set] ?? {};
    return { ...base, set, content: contentOf(tab), columnWidths };
  }

  function addAs(view: View) {
    put(view, () => {
      nameShown(view.id);
      setOutcome({ what: 'saved', view, undo: () => remove(view) });
    });
  }

  function save() {
    if (current === null) {
      openForm('saveAs');
      return;
    }
    const view = shownAs(current);
    const undo = () => put(current, () => setOutcome(null));
    put(view, () => setOutcome({ what: 'saved', view, undo }));
  }

  function remove(view: View) {
    const undo = () =>
      put(view, () => {
        nameShown(view.id);
        setOutcome(null);
      });
    carryOut(
      () => unwrapped(erp.deleteView({ accountKey, id: view.id })),
      () => {
        nameShown(null);
        setOutcome({ what: 'deleted', view, undo });
      },
    );
  }

  async function copyLink(text: string) {
    const answer = await erp.copyText({ text });
    setOutcome(answer.ok ? { what: 'linkCopied' } : { what: 'failed', failure: answer.error });
  }

  function withCurrent(act: (view: View) => void) {
    if (current !== null) act(current);
  }

  const actions = {
    show,
    save,
    saveAs: (name: string) => addAs(shownAs({ id: newTicket(), name, isDefault: false })),
    rename: (name: string) => withCurrent((view) => put({ ...view, name }, () => setOutcome(null))),
    revert: () => show(current),
    duplicate: () =>
      withCurrent((original) => {
        const name = freeName(views, set, original.name);
        addAs({ ...original, id: newTicket(), name, isDefault: false });
      }),
    remove: () => withCurrent(remove),
    copyLink: () => {
      const text = options.rowsLinkOf(set, contentOf(tab));
      if (text === null) setOutcome({ what: 'linkTooLong' });
      else void copyLink(text);
    },
    makeDefault: () => {
      const view = current ?? standsForDefault;
      if (view !== null) put({ ...view, isDefault: view === current }, () => setOutcome(null));
    },
    exportViews: (wished: readonly View[], fileName: string) => {
      const ids = wished.map(({ id }) => id);
      carryOut(
        async () => {
          const { isSaved } = await unwrapped(erp.exportViews({ accountKey, ids, fileName }));
          if (isSaved) setOutcome({ what: 'exported' });
          return accountViews.views;
        },
        () => undefined,
      );
    },
    importViews: () => {
      carryOut(
        async () => {
          const { views: all, imported } = await unwrapped(erp.importViews({ accountKey }));
          const elsewhere = all.some((each) => imported.includes(each.id) && each.set !== set);
          const count = imported.length;
          if (count > 0) setOutcome({ what: 'imported', count, elsewhere });
          return all;
        },
        () => undefined,
      );
    },
  };

  const { mayExport } = usePolicy();
  const isReadable = accountViews.failure === null;
  const isNamed = isReadable && current !== null;
  useCommand('saveView', actions.save, { isOffered: isReadable });
  useCommand('saveViewAs', () => openForm('saveAs'), { isOffered: isReadable });
  useCommand('renameView', () => openForm('rename'), { isOffered: isNamed });
  useCommand('revertView', actions.revert, { isOffered: differs });
  useCommand('duplicateView', actions.duplicate, { isOffered: isNamed });
  useCommand('deleteView', actions.remove, { isOffered: isNamed });
  useCommand('defaultView', actions.makeDefault, { isOffered: isReadable && !isDefault });
  useCommand('exportViews', () => openForm('export'), {
    isOffered: views.length > 0 && mayExport,
  });
  useCommand('copyViewLink', actions.copyLink);
  useCommand('importViews', actions.importViews, { isOffered: isReadable });

  return {
    ...{ set, views, current, isDefault, isChanged: differs, form, outcome },
    failure: accountViews.failure,
    ...actions,
    openForm,
    dismissOutcome: () => setOutcome(null),
  };
}
