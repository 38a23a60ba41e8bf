import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { isWorkplaceSet } from '../../electron/contract/workplace-sets.ts';
import { useKeyWords } from '../commands/command.ts';
import { FilterEditor, TypedSuggestions, WorkplaceChooser } from '../deferred/parts.tsx';
import { focusRows } from '../navigator/focus-rows.ts';
import type { ShownScope } from '../navigator/scope.ts';
import { useScopeWords } from '../navigator/scope-words.ts';
import { type ColumnFilter, isSameFilter, noFilter } from './column-filters.ts';
import { useMeaning } from './filter-meanings.ts';
import type { FilteredColumn } from './filtering.ts';
import { meaningWords, useWording } from './meaning-words.ts';
import { type Suggestion, suggestionId } from './suggestion-list.tsx';
import type { Suggested } from './typed-suggestions.tsx';

/** A field for what a column is filtered by. */
export interface FilterFieldProps {
  readonly filtered: FilteredColumn;
  readonly applied: ColumnFilter;
  /** What was typed and not applied yet, when somebody was here last. */
  readonly draft: string | null;
  readonly scope: ShownScope | null;
  readonly isWrong: boolean;
  readonly onFilter: (path: string, filter: ColumnFilter) => void;
  readonly onDraft: (path: string, text: string | null) => void;
}

/** Long enough for a word in brackets to be finished. */
const typingPause = 900;

type Unfolded = 'nothing' | 'suggestions' | 'editor' | 'workplace';

/** Takes expressions as ERP.net's clients understand them, suggests what may be meant, and unfolds an editor. */
export function FilterField(props: FilterFieldProps) {
  const { filtered, applied, draft, scope, isWrong, onFilter, onDraft } = props;
  const { path, column } = filtered;
  const { t } = useTranslation();
  const keyWords = useKeyWords();
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const messageId = useId();
  const [text, setText] = useState(draft ?? applied.text);
  const [known, setKnown] = useState(applied.text);
  const [unfolded, setUnfolded] = useState<Unfolded>('nothing');
  const [active, setActive] = useState(-1);
  const [count, setCount] = useState(0);
  const suggested = useRef<Suggested>(null);
  // Something else than typing may change a filter: its chip, for example.
  if (known !== applied.text) {
    setKnown(applied.text);
    if (text.trim() !== applied.text) setText(applied.text);
  }
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const isSuggesting = unfolded === 'suggestions';
  const scopeWords = useScopeWords(isSameFilter(applied, noFilter) ? null : scope);
  const words = [chosenWords(applied), scopeWords].filter((each) => each !== '').join('. ');

  function fold() {
    setUnfolded('nothing');
    setActive(-1);
    setCount(0);
  }

  function apply(filter: ColumnFilter) {
    clearTimeout(pause.current);
    onDraft(path, null);
    setText(filter.text);
    if (!isSameFilter(filter, applied)) onFilter(path, filter);
  }

  function onType(typed: string) {
    setText(typed);
    onDraft(path, typed);
    setActive(-1);
    setUnfolded('suggestions');
    clearTimeout(pause.current);
    pause.current = setTimeout(() => apply({ ...applied, text: typed.trim() }), typingPause);
  }

  function take(suggestion: Suggestion) {
    const filter = suggested.current?.taken(suggestion, applied);
    fold();
    if (filter === null) chooseWorkplace();
    else if (filter !== undefined) apply(filter);
  }

  /** What was typed is understood as soon as they have said what they work in. */
  function chooseWorkplace() {
    apply({ ...applied, text: text.trim() });
    setUnfolded('workplace');
  }

  function unfoldEditor() {
    clearTimeout(pause.current);
    fold();
    setUnfolded('editor');
  }

  function onEscape() {
    if (isSuggesting && count > 0) return fold();
    if (text === '' && applied.chosen.length === 0) return focusRows();
    apply(noFilter);
  }

  function onArrow(step: 1 | -1) {
    // One place more than there are suggestions: before the first one it is the text that counts.
    const places = count + 1;
    if (count > 0) return setActive(((active + 1 + step + places) % places) - 1);
    if (step > 0) focusRows();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isOpening = event.altKey ? event.key === 'ArrowDown' : event.key === 'F4';
    if (event.altKey && !isOpening) return;
    const chosen = suggested.current?.list[active];
    if (isOpening) unfoldEditor();
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    else if (event.key === 'Enter') {
      fold();
      apply({ ...applied, text: text.trim() });
    } else if (event.key === 'ArrowDown') onArrow(1);
    else if (event.key === 'ArrowUp' && isSuggesting) onArrow(-1);
    else if (event.key === 'Escape') onEscape();
    else return;
    // Alt+Down means another thing beside the rows.
    if (isOpening) event.stopPropagation();
    event.preventDefault();
  }

  return (
    <>
      <input
        ref={field}
        className="filter-field"
        role="combobox"
        aria-label={t('filters.field', { column: column.label })}
        aria-expanded={count > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : suggestionId(listId, active)}
        aria-invalid={isWrong || undefined}
        // As a description it would be heard a second time while it is announced.
        // It is not there while suggestions are.
        aria-errormessage={isWrong && !isSuggesting ? messageId : undefined}
        aria-describedby={!isWrong && words !== '' ? messageId : undefined}
        data-scope={isSameFilter(applied, noFilter) ? undefined : scope?.scope}
        data-column={path}
        title={words || undefined}
        placeholder={chosenWords(applied)}
        value={text}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onType(event.currentTarget.value)}
        onFocus={(event) => bringIntoSight(event.currentTarget)}
        onKeyDown={onKeyDown}
        onBlur={() => isSuggesting && fold()}
      />
      <button
        type="button"
        className="filter-open"
        tabIndex={-1}
        aria-label={t('filters.choose', { column: column.label })}
        title={t('filters.chooseHint', { keys: keyWords({ key: 'ArrowDown', alt: true }) })}
        onClick={unfoldEditor}
      >
        <ChevronDown size={12} aria-hidden />
      </button>
      {isSuggesting && (
        <TypedSuggestions
          ref={suggested}
          id={listId}
          filtered={filtered}
          text={text}
          anchor={field}
          active={active}
          onCount={setCount}
          onTake={take}
        />
      )}
      {unfolded === 'editor' && (
        <FilterEditor
          filtered={filtered}
          filter={{ ...applied, text: text.trim() }}
          anchor={field}
          onApply={apply}
          onClose={fold}
        />
      )}
      {unfolded === 'workplace' && isWorkplaceSet(column.referencedSet) && (
        <WorkplaceChooser set={column.referencedSet} anchor={field} onClose={fold} />
      )}
      {isWrong && !isSuggesting ? (
        <WrongMessage
          id={messageId}
          filtered={filtered}
          text={applied.text}
          onChooseWorkplace={chooseWorkplace}
        />
      ) : (
        <span id={messageId} hidden>
          {words}
        </span>
      )}
    </>
  );
}

/** Records that were chosen, by name. */
function chosenWords({ chosen }: ColumnFilter): string {
  return chosen.map(({ text }) => text).join(', ');
}

interface WrongMessageProps {
  readonly id: string;
  readonly filtered: FilteredColumn;
  readonly text: string;
  readonly onChooseWorkplace: () => void;
}

/** What is wrong with an expression, and an example of one that is not. */
function WrongMessage(props: WrongMessageProps) {
  const { id, text, onChooseWorkplace } = props;
  const { path, column } = props.filtered;
  const { t } = useTranslation();
  const wording = useWording();
  const meaning = useMeaning(path, text);
  const words =
    meaning === null || 'conditions' in meaning
      ? t('filters.wrong', { text })
      : meaningWords(meaning, column, wording);
  return (
    <span id={id} ref={keepInSight} className="filter-message" role="alert">
      {words}
      {meaning !== null && 'wrong' in meaning && meaning.wrong === 'notTold' && (
        <>
          {' '}
          <Button className="link" onPress={onChooseWorkplace}>
            {t('workplace.choose')}
          </Button>
        </>
      )}
    </span>
  );
}

/** A message under one of the last columns in sight reaches to the left. */
function keepInSight(message: HTMLElement | null) {
  const sight = message?.closest('.grid-scroller')?.getBoundingClientRect();
  if (message === null || sight === undefined) return;
  if (message.getBoundingClientRect().right > sight.right) message.dataset.align = 'end';
}

/** Shows the whole column, of which a part was enough to click on; a frozen one is in sight. */
function bringIntoSight(field: HTMLElement) {
  const cell = field.closest('.filter-cell:not([data-frozen])');
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
