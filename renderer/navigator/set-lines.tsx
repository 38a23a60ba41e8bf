import {
  ChevronDown,
  ChevronRight,
  Clock,
  HardDrive,
  PanelsTopLeft,
  Star,
  Table2,
} from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KeptPart, KeptSet } from '../../electron/contract/local-copy.ts';
import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import type { View } from '../../electron/contract/views.ts';
import { useFormats } from '../values/formats.ts';
import { isAnyKept, type KeptOffline, keptSet } from './kept-offline.ts';
import { partText } from './kept-part.ts';
import { useKeptWords } from './kept-words.ts';
import type { SetSearch } from './set-search.ts';
import { parentKey, type SetLine, setLines } from './set-tree.ts';
import type { Opening } from './ways-in.ts';

interface SetLinesProps {
  readonly sets: readonly EntitySetSummary[];
  readonly find: SetSearch;
  readonly starred: readonly string[];
  readonly recent: readonly string[];
  readonly kept: KeptOffline;
  /** The instance can't be reached: what is not on this computer can't be seen. */
  readonly offline: boolean;
  readonly open: string | null;
  readonly search: string;
  /** The search box, whose arrow keys move in the list. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onSearch: (search: string) => void;
  readonly views: readonly View[];
  readonly onOpen: (set: EntitySetSummary, how: Opening) => void;
  readonly onView: (view: View, how: Opening) => void;
  readonly onPart: (set: string, part: KeptPart, how: Opening) => void;
}

/** The tree of navigators, or what the search found in it. */
export function SetLines(props: SetLinesProps) {
  const { sets, find, starred, recent, kept, views, offline, open, search, field } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const treeId = useId();
  const tree = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  // Another search begins at its best match, so the place is remembered for one search only.
  const [place, setPlace] = useState<{ search: string; key: string | null }>({ search, key: null });
  const activeKey = place.search === search ? place.key : null;
  const setActiveKey = (key: string | null) => setPlace({ search, key });

  const searching = search.trim() !== '';
  const lines = useMemo((): readonly SetLine[] => {
    if (!searching) return setLines({ sets, starred, recent, kept: kept.sets, views, toggled });
    return find(search).map(({ set, otherName }) => ({
      ...{ kind: 'set', key: set.name, set, level: 1 },
      ...{ otherName, expanded: null },
    }));
  }, [sets, find, starred, recent, kept.sets, views, toggled, search, searching]);
  const keptWords = useKeptWords();

  const found = lines.findIndex(({ key }) => key === activeKey);
  const active = found < 0 ? 0 : found;
  const lineId = (index: number) => `${treeId}${index}`;
  const activeId = lines.length === 0 ? undefined : lineId(active);

  /** In the group of what is kept each one says how it fares. */
  function stateOf(line: SetLine): string {
    if (line.kind === 'part') return stateWords(line.kept);
    if (line.kind !== 'set' || !line.key.startsWith('#kept')) return '';
    const own = keptSet(kept, line.set.name);
    return own === null ? '' : stateWords(own);
  }

  function stateWords(own: KeptSet): string {
    const state = keptWords(own, kept.isPaused);
    return own.part === null ? state : `${partText(own.part)}: ${state}`;
  }

  /** Kept, or seen lately: then at least what was seen is here. */
  function isHere(set: string): boolean {
    return isAnyKept(kept, set) || recent.includes(set);
  }

  function activate(index: number) {
    const line = lines[Math.max(0, Math.min(index, lines.length - 1))];
    if (line !== undefined) setActiveKey(line.key);
  }

  function toggle(key: string) {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }

  function choose(line: SetLine, how: Opening) {
    setActiveKey(line.key);
    if (line.kind === 'group') toggle(line.key);
    else if (line.kind === 'view') props.onView(line.view, how);
    else if (line.kind === 'part') props.onPart(line.set.name, line.part, how);
    else props.onOpen(line.set, how);
  }

  function onKeyDown(event: KeyboardEvent | globalThis.KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inTree = event.target === tree.current;
    const line = lines[active];
    if (event.shiftKey) {
      if (event.key !== 'Enter' || line === undefined) return;
      choose(line, { by: 'key', another: true });
    } else if (event.key === 'ArrowDown') activate(active + 1);
    else if (event.key === 'ArrowUp') activate(active - 1);
    else if (event.key === 'Enter' && line !== undefined) choose(line, byKey);
    else if (inTree && !onTreeKey(event.key, line)) return;
    else if (!inTree) return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent) {
    const item = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const line = lines[Number(item?.getAttribute('data-index') ?? -1)];
    const another = event.button === 1 || event.ctrlKey || event.metaKey;
    if (line === undefined || event.button > 1) return;
    if (event.target instanceof Element && event.target.closest('[data-fold]') !== null) {
      setActiveKey(line.key);
      toggle(line.key);
    } else choose(line, { by: 'pointer', another });
  }

  function onTreeKey(key: string, line: SetLine | undefined): boolean {
    const group = line?.kind === 'set' || line?.kind === 'group' ? line : null;
    if (key === 'Home') activate(0);
    else if (key === 'End') activate(lines.length - 1);
    else if (key === ' ' && line !== undefined) choose(line, byKey);
    else if (key === 'ArrowRight' && group?.expanded === false) toggle(group.key);
    else if (key === 'ArrowRight' && group?.expanded === true) activate(active + 1);
    else if (key === 'ArrowLeft' && group?.expanded === true) toggle(group.key);
    else if (key === 'ArrowLeft') setActiveKey(parentKey(lines, active) ?? activeKey);
    else return false;
    return true;
  }

  useFieldKeys(field, onKeyDown, activeId);
  useEffect(() => {
    if (activeId !== undefined)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  if (searching && lines.length === 0) {
    return (
      <div className="set-list-note">
        <output>{t('sets.nothing', { search })}</output>
        <Button className="button button-small" onPress={() => props.onSearch('')}>
          {t('sets.showAll')}
        </Button>
      </div>
    );
  }
  if (lines.length === 0) return <p className="quiet set-list-note">{t('sets.empty')}</p>;
  return (
    <>
      {searching && (
        <output className="quiet set-list-count">
          {t('sets.results', { count: lines.length, shown: formats.count(lines.length) })}
        </output>
      )}
      <div
        ref={tree}
        role="tree"
        className="set-tree"
        tabIndex={0}
        aria-label={t('sets.title')}
        aria-activedescendant={activeId}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onAuxClick={onClick}
        onMouseDown={keepFromScrolling}
      >
        {lines.map((line, index) => (
          <SetLineView
            key={line.key}
            id={lineId(index)}
            line={line}
            active={index === active}
            open={line.kind === 'set' && line.set.name === open}
            technical={searching}
            state={stateOf(line)}
            isAway={line.kind === 'set' && offline && !isHere(line.set.name)}
            isKept={line.kind === 'set' && keptSet(kept, line.set.name)?.completeAt != null}
            index={index}
          />
        ))}
      </div>
    </>
  );
}

const byKey: Opening = { by: 'key', another: false };

/** The middle button would start to scroll instead of opening another tab. */
function keepFromScrolling(event: MouseEvent) {
  if (event.button === 1) event.preventDefault();
}

/** Lets the keys that are pressed in the search box move in the list, and tells assistive technology where. */
function useFieldKeys(
  field: RefObject<HTMLInputElement | null>,
  onKeyDown: (event: globalThis.KeyboardEvent) => void,
  activeId: string | undefined,
) {
  useEffect(() => {
    const input = field.current;
    if (input === null) return;
    input.addEventListener('keydown', onKeyDown);
    return () => input.removeEventListener('keydown', onKeyDown);
  });
  useEffect(() => {
    if (activeId === undefined) field.current?.removeAttribute('aria-activedescendant');
    else field.current?.setAttribute('aria-activedescendant', activeId);
  }, [field, activeId]);
}

interface SetLineViewProps {
  readonly id: string;
  readonly line: SetLine;
  readonly active: boolean;
  readonly open: boolean;
  /** Place among the lines in sight. */
  readonly index: number;
  /** The technical name is shown too. */
  readonly technical: boolean;
  /** How a kept set fares, in words; empty where that is not told. */
  readonly state: string;
  /** It is not on this computer, and the instance can't be reached. */
  readonly isAway: boolean;
  /** All of it is on this computer. */
  readonly isKept: boolean;
}

function SetLineView(props: SetLineViewProps) {
  const { id, index, line, active, open, technical, state, isAway, isKept } = props;
  const { t } = useTranslation();
  const label = useLabel(line);
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      className="set-line"
      aria-level={line.level}
      aria-expanded={'expanded' in line ? (line.expanded ?? undefined) : undefined}
      aria-selected={open}
      data-active={active || undefined}
      data-kind={line.kind}
      data-away={isAway || undefined}
      title={titleOf(line, isAway ? t('sets.notHere') : state)}
      data-index={index}
    >
      <LineIcon line={line} />
      <span className="set-line-text">
        <span className="set-line-label">{label}</span>
        {technical && line.kind === 'set' && (
          <span className="set-line-name">
            {[line.otherName, line.set.name].filter((name) => name !== null).join(' · ')}
          </span>
        )}
        {state !== '' && <span className="set-line-state">{state}</span>}
      </span>
      {line.kind === 'set' && line.expanded !== null && (
        <span className="set-line-fold" data-fold title={t('sets.views')}>
          {line.expanded ? (
            <ChevronDown size={14} aria-hidden />
          ) : (
            <ChevronRight size={14} aria-hidden />
          )}
        </span>
      )}
      {isKept && state === '' && (
        <>
          <HardDrive className="set-line-kept" size={14} aria-hidden />
          <span className="visually-hidden">{t('sets.keptHere')}</span>
        </>
      )}
    </div>
  );
}

function useLabel(line: SetLine): string {
  const { t } = useTranslation();
  if (line.kind === 'set' || line.kind === 'part') return line.set.label;
  if (line.kind === 'view') return line.view.name;
  return line.heading === null ? line.label : t(`sets.${line.heading}`);
}

function titleOf(line: SetLine, more: string): string | undefined {
  if (line.kind === 'group') return undefined;
  if (line.kind === 'view') return line.view.name;
  return [line.set.label, line.set.name, more].filter((words) => words !== '').join('\n');
}

function LineIcon({ line }: { readonly line: SetLine }) {
  if (line.kind === 'set' || line.kind === 'part')
    return <Table2 className="set-line-icon" size={16} aria-hidden />;
  if (line.kind === 'view')
    return <PanelsTopLeft className="set-line-icon" size={14} aria-hidden />;
  const Fold = line.expanded ? ChevronDown : ChevronRight;
  return (
    <>
      <Fold size={14} aria-hidden />
      {line.heading === 'starred' && <Star className="set-line-icon" size={14} aria-hidden />}
      {line.heading === 'kept' && <HardDrive className="set-line-icon" size={14} aria-hidden />}
      {line.heading === 'recent' && <Clock className="set-line-icon" size={14} aria-hidden />}
    </>
  );
}
