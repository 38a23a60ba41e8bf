import { Check, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Button,
  Collection,
  Input,
  type Key,
  SearchField,
  type Selection,
  Tree,
  TreeItem,
  TreeItemContent,
  TreeLoadMoreItem,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { byPath, type ColumnNode, columnTree, openedSets } from './column-tree.ts';
import type { KnownSets } from './path-columns.ts';
import { useKnownSets } from './shown-columns.ts';

interface AvailableColumnsProps {
  readonly set: EntitySetDetail;
  /** Paths of the columns that are chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly asking: Asking;
  readonly onToggle: (column: Column) => void;
}

const none: readonly string[] = [];

/** All columns that can be chosen, with those of references below them as soon as somebody opens them. */
export function AvailableColumns({ set, chosen, asking, onToggle }: AvailableColumnsProps) {
  const { t } = useTranslation();
  const search = useFocusOnMount<HTMLInputElement>();
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [needed, setNeeded] = useState(none);
  const known = useKnownSets(needed, asking.accountKey, asking.allowed);
  const whole = useMemo(() => columnTree(set, opened, known, ''), [set, opened, known]);
  const tree = useMemo(() => columnTree(set, opened, known, typed), [set, opened, known, typed]);
  const sets = openedSets(whole, opened);
  const missing = sets.filter((name) => !needed.includes(name));
  if (missing.length > 0) setNeeded([...needed, ...missing]);

  function onSelection(selected: Selection) {
    if (selected === 'all') return;
    for (const [path, column] of byPath(tree)) {
      if (selected.has(path) !== chosen.has(path)) onToggle(column);
    }
  }

  return (
    <section className="column-list" aria-label={t('columns.available')}>
      <SearchField
        className="column-search"
        aria-label={t('columns.search')}
        value={typed}
        onChange={setTyped}
      >
        <Input className="input" placeholder={t('columns.search')} ref={search} />
      </SearchField>
      <Tree
        className="column-tree"
        aria-label={t('columns.available')}
        items={tree}
        dependencies={[known]}
        selectionMode="multiple"
        selectionBehavior="toggle"
        // Escape closes the chooser, and takes no column off.
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        onSelectionChange={onSelection}
        expandedKeys={opened}
        onExpandedChange={(keys: Set<Key>) => setOpened(new Set([...keys].map(String)))}
        renderEmptyState={() => <p className="column-none">{t('columns.none')}</p>}
      >
        {(node) => <ColumnItem node={node} known={known} />}
      </Tree>
    </section>
  );
}

interface ColumnItemProps {
  readonly node: ColumnNode;
  readonly known: KnownSets;
}

/** One column, and below it those of what it refers to. */
function ColumnItem({ node, known }: ColumnItemProps) {
  const { t } = useTranslation();
  const { column, label, referencedSet, children } = node;
  const next = referencedSet === null ? null : known.get(referencedSet);
  return (
    <TreeItem
      id={column.name}
      className="column-item"
      textValue={label}
      hasChildItems={referencedSet !== null}
    >
      <TreeItemContent>
        {({ isExpanded, isSelected, level }) => (
          <span className="column-item-line" data-level={Math.min(level, 5)}>
            {referencedSet === null ? (
              <span className="column-item-indent" />
            ) : (
              <Button
                slot="chevron"
                className="column-item-open"
                aria-label={t('columns.expand')}
                data-expanded={isExpanded || undefined}
              >
                <ChevronRight size={14} aria-hidden />
              </Button>
            )}
            <span className="checkbox-box" data-selected={isSelected || undefined} aria-hidden>
              {isSelected && <Check size={12} />}
            </span>
            <span className="column-item-label" title={column.name}>
              {label}
            </span>
            <ColumnMarks column={column} />
          </span>
        )}
      </TreeItemContent>
      <Collection items={children ?? []}>
        {(child) => <ColumnItem node={child} known={known} />}
      </Collection>
      {/* Only an item with another one below it opens with the arrow keys and is said to be closed. */}
      {referencedSet !== null && (
        <TreeLoadMoreItem isLoading={children === null}>
          {({ level }) => (
            <span className="column-item-line" data-level={Math.min(level, 5)}>
              <span className="column-item-indent" />
              <span className="column-item-mark">
                {t(next === null ? 'columns.notHere' : 'columns.loading')}
              </span>
            </span>
          )}
        </TreeLoadMoreItem>
      )}
    </TreeItem>
  );
}

/** What is special about a column: it was made for this instance, or the instance works it out for each answer. */
function ColumnMarks({ column }: { readonly column: Column }) {
  const { t } = useTranslation();
  return (
    <>
      {column.type === 'custom' && <span className="column-item-mark">{t('columns.custom')}</span>}
      {column.isCalculated === true && (
        <span className="column-item-mark">{t('columns.calculated')}</span>
      )}
    </>
  );
}
