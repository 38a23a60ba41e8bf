import { PanelLeftClose, PanelLeftOpen, RefreshCw } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import type { View } from '../../electron/contract/views.ts';
import { useCommand } from '../commands/command.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import type { EntitySetsQuery } from './entity-sets.ts';
import { useSetSearch } from './found-sets.ts';
import type { KeptOffline } from './kept-offline.ts';
import { SearchBox } from './search-box.tsx';
import { SetLines } from './set-lines.tsx';
import type { Opening, WaysIn } from './ways-in.ts';

interface SetListProps {
  readonly accountKey: string;
  readonly query: EntitySetsQuery;
  readonly starred: readonly string[];
  readonly recent: readonly string[];
  readonly kept: KeptOffline;
  /** The instance can't be reached. */
  readonly offline: boolean;
  /** The open set's technical name. */
  readonly open: string | null;
  readonly views: readonly View[];
  readonly waysIn: WaysIn;
}

/** The left pane: every navigator of the instance, by module, star, recent use or search. */
export function SetList(props: SetListProps) {
  const { query, starred, recent, kept, offline, open, waysIn } = props;
  const { t } = useTranslation();
  const [collapsed, setCollapsed] = useState(false);
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const find = useSetSearch(query.sets, props.accountKey, search.trim() !== '');

  useCommand('setList', () => {
    // At once, so that what is typed next arrives in the field.
    flushSync(() => setCollapsed(!collapsed));
    field.current?.select();
  });
  useCommand('reloadSets', query.reload, { isOffered: query.allowed && !query.loading });

  // What was looked for is found: the list goes back to the modules, stars and recent ones.
  function openFound(set: EntitySetSummary, how: Opening) {
    setSearch('');
    waysIn.toSet(set.name, how);
  }

  return (
    <nav
      className="set-list"
      data-collapsed={collapsed || undefined}
      data-pane
      inert={!query.allowed}
      aria-label={t('sets.title')}
    >
      {collapsed ? (
        <IconButton
          icon={PanelLeftOpen}
          label={t('sets.expand')}
          onPress={() => setCollapsed(false)}
          data-pane-entry
        />
      ) : (
        <>
          <div className="set-list-head">
            <SearchBox
              ref={field}
              label={t('sets.search')}
              hint={t('sets.searchHint')}
              value={search}
              onChange={setSearch}
            />
            <IconButton
              className="set-list-reload"
              icon={RefreshCw}
              label={t('sets.reload')}
              isDisabled={!query.allowed || query.loading}
              onPress={query.reload}
            />
            <IconButton
              icon={PanelLeftClose}
              label={t('sets.collapse')}
              onPress={() => setCollapsed(true)}
            />
          </div>
          {query.failure !== null && (
            <FailureNotice failure={query.failure} onRetry={query.reload} />
          )}
          {query.sets === null ? (
            <p className="quiet set-list-note">{query.loading && t('sets.loading')}</p>
          ) : (
            <SetLines
              sets={query.sets}
              find={find}
              starred={starred}
              recent={recent}
              kept={kept}
              offline={offline}
              open={open}
              search={search}
              field={field}
              onSearch={setSearch}
              views={props.views}
              onOpen={openFound}
              onView={waysIn.toView}
              onPart={waysIn.toPart}
            />
          )}
        </>
      )}
    </nav>
  );
}
