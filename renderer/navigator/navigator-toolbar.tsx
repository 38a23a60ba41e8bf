import { Filter, ListFilterPlus, PanelRight, RefreshCw, Sigma, Star } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KeptPart } from '../../electron/contract/local-copy.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { useCommand, useCommandHint } from '../commands/command.ts';
import { Hinted } from '../components/hinted.tsx';
import { KeepPanel, ToolMenu, ViewSelector } from '../deferred/parts.tsx';
import type { TabViews } from '../views/tab-views.ts';
import { ChangesButton } from './changes-view.tsx';
import type { KeptOffline } from './kept-offline.ts';
import type { Asking } from './retry-when-back.ts';
import { useRowCount } from './row-count.ts';
import { RowSearch } from './row-search.tsx';
import type { ChangesSinceLastLook } from './set-changes.ts';
import type { SetRows } from './set-rows.ts';
import { type Tool, ToolToggle } from './toolbar-tools.tsx';

interface NavigatorToolbarProps {
  readonly label: string;
  /** Null until it is known. */
  readonly set: EntitySetDetail | null;
  readonly search: string;
  /** What was typed and not searched for yet, when somebody was here last. */
  readonly draft: string | null;
  readonly rows: SetRows;
  readonly starred: boolean;
  readonly asking: Asking;
  readonly kept: KeptOffline;
  /** The rows on screen; null when they are all rows. */
  readonly shown: KeptPart | null;
  readonly changes: ChangesSinceLastLook;
  readonly hasFilterRow: boolean;
  readonly hasTotals: boolean;
  readonly hasDetails: boolean;
  readonly labelOf: (set: string) => string;
  readonly tabViews: TabViews;
  readonly hasAdvanced: boolean;
  readonly onAdvanced: (isShown: boolean) => void;
  readonly onFilterRow: (isShown: boolean) => void;
  readonly onTotals: (isShown: boolean) => void;
  readonly onDetails: (areShown: boolean) => void;
  readonly onReload: () => void;
  readonly onStar: () => void;
  readonly onSearch: (search: string) => void;
  readonly onDraft: (search: string | null) => void;
}

/** Name, row count, star, search, and what can be done with the open navigator. */
export function NavigatorToolbar(props: NavigatorToolbarProps) {
  const { t } = useTranslation();
  const { label, set, rows, asking } = props;
  const count = useRowCount(rows);
  const hint = useCommandHint();
  const star = useStar(props);
  const tools = useTools(props);
  useCommand('reload', props.onReload);
  useCommand('star', props.onStar);
  return (
    <header className="navigator-toolbar" data-pane inert={!asking.allowed}>
      <div className="navigator-toolbar-line">
        <h2 className="navigator-name" title={label}>
          {label}
        </h2>
        <ViewSelector tabViews={props.tabViews} label={label} />
        <ToolToggle {...star} />
        <span className="navigator-count" data-testid="row-count">
          {count}
        </span>
        <ChangesButton {...props.changes} />
        <span className="spacer" />
        <RowSearch
          set={set}
          label={label}
          search={props.search}
          draft={props.draft}
          onSearch={props.onSearch}
          onDraft={props.onDraft}
        />
        <span className="navigator-tools">
          {tools.map((tool) => (
            <ToolToggle key={tool.label} {...tool} />
          ))}
        </span>
        {set?.hasId === true && (
          <KeepPanel
            set={set}
            shown={props.shown}
            kept={props.kept}
            asking={asking}
            labelOf={props.labelOf}
          />
        )}
        <Hinted hint={hint('reload')}>
          {(describedBy) => (
            <Button
              className="button navigator-reload"
              aria-label={t('navigator.reload')}
              aria-describedby={describedBy}
              onPress={props.onReload}
            >
              <RefreshCw size={14} aria-hidden />
              <span className="navigator-reload-text">{t('navigator.reload')}</span>
            </Button>
          )}
        </Hinted>
        <ToolMenu tools={[star, ...tools]} onReload={props.onReload} />
      </div>
    </header>
  );
}

function useStar({ starred, onStar }: NavigatorToolbarProps): Tool {
  const { t } = useTranslation();
  return {
    ...{ icon: Star, className: 'star', label: t('navigator.star') },
    hint: t(starred ? 'navigator.starOn' : 'navigator.starOff'),
    isOn: starred,
    onChange: onStar,
  };
}

/** What can be shown around the rows of the set. */
function useTools(props: NavigatorToolbarProps): readonly Tool[] {
  const { t } = useTranslation();
  const hint = useCommandHint();
  const tools: Tool[] = [
    {
      ...{ icon: Filter, label: t('filters.row'), hint: hint('filterRow') },
      isOn: props.hasFilterRow,
      onChange: props.onFilterRow,
    },
    {
      ...{ icon: ListFilterPlus, label: t('filters.advanced.title') },
      hint: t('filters.advanced.toggle'),
      isOn: props.hasAdvanced,
      onChange: props.onAdvanced,
    },
    {
      ...{ icon: Sigma, label: t('totals.label'), hint: hint('totals') },
      isOn: props.hasTotals,
      onChange: props.onTotals,
    },
  ];
  if (props.set?.hasId !== true) return tools;
  const details: Tool = {
    ...{ icon: PanelRight, label: t('record.toggle'), hint: t('record.detailsToggle') },
    isOn: props.hasDetails,
    onChange: props.onDetails,
  };
  return [...tools, details];
}
