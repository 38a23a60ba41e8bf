import { Search } from 'lucide-react';
import {
  type FocusEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { AccountActions } from '../accounts/account-actions.ts';
import { useCommand, useCommandHint, useCommands } from '../commands/command.ts';
import { focusRows } from '../navigator/focus-rows.ts';
import type { Opening, WaysIn } from '../navigator/ways-in.ts';
import { itemKey, type PaletteGroup, type PaletteItem, paletteGroups } from './palette-groups.ts';
import { PaletteList } from './palette-list.tsx';
import { type PaletteSurroundings, usePaletteState } from './palette-sources.ts';

interface PaletteProps extends PaletteSurroundings {
  readonly waysIn: WaysIn;
  readonly actions: Pick<AccountActions, 'switchTo'>;
}

const pageOfItems = 8;
const noGroups: readonly PaletteGroup[] = [];

/**
 * The field in the title bar that finds everything: navigators, views, columns, records and commands. The focus stays in it;
 * where the keys are in the list is told by `aria-activedescendant`.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function Palette({ waysIn, actions, ...surroundings }: PaletteProps) {
  const { t } = useTranslation();
  const { store } = useCommands();
  const hint = useCommandHint();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  /** What had the focus before; it goes back there when nothing was chosen. */
  const before = useRef<Element | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [text, setText] = useState('');
  // Another search begins at its best match, so the place is remembered for one search only.
  const [place, setPlace] = useState<{ text: string; key: string | null }>({ text, key: null });

  const state = usePaletteState(isOpen ? text : '', wasOpened, surroundings);
  const groups = isOpen ? paletteGroups(text, state.sources) : noGroups;
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const found = place.text === text ? items.findIndex((item) => itemKey(item) === place.key) : 0;
  const active = Math.max(found, 0);
  const activeItem = items[active];
  const optionId = (item: PaletteItem) => `${listId}${itemKey(item)}`;
  const activeId = isOpen && activeItem !== undefined ? optionId(activeItem) : undefined;

  function open() {
    setOpen(true);
    setOpened(true);
  }

  function close() {
    setOpen(false);
    setText('');
  }

  function leave() {
    // At once: what comes next acts on what has the focus.
    flushSync(close);
    const { current } = before;
    const isThere = current instanceof HTMLElement && current.checkVisibility();
    if (isThere && current !== document.body) current.focus();
    else focusRows();
    if (document.activeElement === field.current) field.current?.blur();
  }

  useCommand('palette', () => {
    if (document.activeElement !== field.current) before.current = document.activeElement;
    field.current?.select();
    open();
  });

  useEffect(() => {
    if (activeId !== undefined) {
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
    }
  }, [activeId]);

  function choose(item: PaletteItem, how: Opening) {
    if (item.kind === 'command') {
      leave();
      store.run(item.id);
      return;
    }
    flushSync(close);
    if (item.kind === 'set') waysIn.toSet(item.set.name, how);
    else if (item.kind === 'view') waysIn.toView(item.view, how);
    else if (item.kind === 'record') waysIn.toRecord(item.record, how);
    else if (item.kind === 'member') void waysIn.toColumn(item.member.set, item.member.name, how);
    else actions.switchTo(item.account);
  }

  function go(to: number) {
    const item = items[Math.max(0, Math.min(to, items.length - 1))];
    if (item !== undefined) setPlace({ text, key: itemKey(item) });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && isOpen && activeItem !== undefined) {
      choose(activeItem, { by: 'key', another: event.shiftKey });
    } else if (event.shiftKey) return;
    else if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown' && !isOpen) open();
    else if (event.key === 'ArrowDown') go(active === items.length - 1 ? 0 : active + 1);
    else if (event.key === 'ArrowUp' && isOpen) go(active === 0 ? items.length - 1 : active - 1);
    else if (event.key === 'PageDown' && isOpen) go(active + pageOfItems);
    else if (event.key === 'PageUp' && isOpen) go(active - pageOfItems);
    else return;
    event.preventDefault();
  }

  function onFocus({ relatedTarget }: FocusEvent) {
    if (relatedTarget instanceof Element) before.current = relatedTarget;
  }

  return (
    <div className="palette">
      <Search className="palette-icon" size={14} aria-hidden />
      <input
        ref={field}
        className="palette-field"
        role="combobox"
        aria-label={t('palette.label')}
        aria-expanded={isOpen}
        aria-controls={`${listId}list`}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        placeholder={hint('palette', t('palette.hint'))}
        value={text}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          open();
        }}
        onMouseDown={open}
        onFocus={onFocus}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <PaletteList
          id={`${listId}list`}
          text={text.trim()}
          groups={groups}
          active={activeItem}
          state={state}
          optionId={optionId}
          onChoose={choose}
        />
      )}
    </div>
  );
}
