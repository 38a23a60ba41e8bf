import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../electron/contract/languages.ts';
import type { AccountList } from '../../electron/contract/session.ts';
import type { View } from '../../electron/contract/views.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';
import { useCommands } from '../commands/command.ts';
import { allCommands } from '../commands/commands.ts';
import { newTicket, useErp } from '../erp/erp.ts';
import { type EntitySetsQuery, entitySetQuery } from '../navigator/entity-sets.ts';
import { useSetSearch } from '../navigator/found-sets.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { useFormats } from '../values/formats.ts';
import { recentRecords } from '../workspace/recent-records.ts';
import { currentTab } from '../workspace/tabs.ts';
import { type ModelMembers, useModelMembers } from './model-members.ts';
import type { PaletteSources } from './palette-groups.ts';
import { createRecordSearch, type RecordPlaces, type RecordSearch } from './record-search.ts';

/** What the window gives to the palette. */
export interface PaletteSurroundings {
  readonly sets: EntitySetsQuery['sets'];
  readonly workspace: Workspace | null;
  readonly views: readonly View[];
  readonly accounts: AccountList;
  readonly asking: Asking;
  readonly labelOf: (set: string) => string;
}

/** What the palette finds things in, and what is still on its way. */
export interface PaletteState {
  readonly sources: PaletteSources;
  readonly model: ModelMembers['state'];
  readonly isSearching: boolean;
  /** The instance can't be asked for records. */
  readonly isOnlyHere: boolean;
}

const none: readonly never[] = [];
/** How many sets records are looked for in, on this computer and at the instance. */
const mostSets = { copied: 8, asked: 4 } as const;

/**
 * Gathers what can be found for a text.
 *
 * @param text - empty while the palette is closed
 * @param wasOpened - somebody has opened it since the window was
 */
export function usePaletteState(
  text: string,
  wasOpened: boolean,
  surroundings: PaletteSurroundings,
): PaletteState {
  const { sets, workspace, views, accounts, asking, labelOf } = surroundings;
  const { t } = useTranslation();
  const known = useEveryLanguage(wasOpened);
  const { store } = useCommands();
  const offered = useSyncExternalStore(store.subscribe, store.offered);
  const { accountKey, signedIn, offline } = asking;
  const mayAsk = signedIn && !offline;
  const findSets = useSetSearch(sets, accountKey, wasOpened);
  const model = useModelMembers(text, { accountKey, isWanted: wasOpened, mayAsk });
  const places = useRecordPlaces(workspace, mayAsk);
  const search = useRecordSearch(accountKey);
  const found = useSyncExternalStore(search.subscribe, search.get);
  useEffect(() => search.search(text, places), [search, text, places]);

  const commands = useMemo(
    () =>
      allCommands
        .filter((id) => id !== 'palette' && offered.includes(id))
        .map((id) => {
          const inEveryLanguage = known.map((lng) => t(`commands.${id}`, { lng }));
          return { id, names: [t(`commands.${id}`), ...inEveryLanguage, id] };
        }),
    [offered, known, t],
  );
  const tab = workspace === null ? null : currentTab(workspace);
  return {
    sources: {
      sets: sets ?? none,
      findSets,
      recent: workspace?.recent ?? none,
      recentRecords: workspace === null ? none : recentRecords(workspace),
      views,
      openSet: tab?.set ?? null,
      commands,
      accounts: accounts.accounts
        .filter(({ isCurrent }) => !isCurrent)
        .map((account) => {
          const { user, instance } = account;
          return { account, names: [user.name, user.login, instance.database, instance.host] };
        }),
      members: model.names,
      records: found.records,
      labelOf,
    },
    model: model.state,
    isSearching: found.isSearching,
    isOnlyHere: !mayAsk,
  };
}

/** The languages that commands are found in: every one, once somebody looks for something, in whichever they remember its name. */
function useEveryLanguage(isWanted: boolean): readonly Language[] {
  const { i18n } = useTranslation();
  const [known, setKnown] = useState<readonly Language[]>(none);
  useEffect(() => {
    if (isWanted) void i18n.loadLanguages(languages).then(() => setKnown(languages));
  }, [i18n, isWanted]);
  return known;
}

/** The open set first, then starred and recent ones. */
function useRecordPlaces(workspace: Workspace | null, mayAsk: boolean): RecordPlaces {
  const open = workspace === null ? null : (currentTab(workspace)?.set ?? null);
  const starred = workspace?.starred ?? none;
  const recent = workspace?.recent ?? none;
  return useMemo(() => {
    const first = open === null ? [] : [open];
    const copied = new Set([...first, ...recent]);
    const asked = new Set([...first, ...starred, ...recent]);
    return {
      copied: [...copied].slice(0, mostSets.copied),
      asked: mayAsk ? [...asked].slice(0, mostSets.asked) : [],
    };
  }, [open, starred, recent, mayAsk]);
}

function useRecordSearch(accountKey: string): RecordSearch {
  const erp = useErp();
  const client = useQueryClient();
  const { language } = useFormats();
  const [search] = useState(() =>
    createRecordSearch({
      erp,
      newTicket,
      async columnOf(name) {
        const query = entitySetQuery(erp, { name, accountKey, language });
        const detail = await client.ensureQueryData(query).catch(() => null);
        return detail?.hasId === true ? (detail.columns[0]?.name ?? null) : null;
      },
      after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    }),
  );
  useEffect(() => () => search.search('', { copied: [], asked: [] }), [search]);
  return search;
}
