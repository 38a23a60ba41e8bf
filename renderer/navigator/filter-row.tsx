import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedColumn } from '../grid/grid-row.tsx';
import { focusRows } from './focus-rows.ts';
import type { ShownScope } from './scope.ts';
import { useScopeWords } from './scope-words.ts';

/** What the filter row of a navigator says, and hears. */
export interface FilterRowProps {
  readonly columns: readonly PlacedColumn[];
  /** By column, as it was typed. */
  readonly filters: Readonly<Record<string, string>>;
  /** What was typed and not applied yet, when somebody was here last. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly scopes: ReadonlyMap<string, ShownScope>;
  /** The column whose filter was not understood; null when all were. */
  readonly wrong: string | null;
  /** An empty text takes the filter of the column away. */
  readonly onFilter: (column: string, text: string) => void;
  readonly onDraft: (column: string, text: string | null) => void;
}

/** A field under each header, for expressions as ERP.net's clients understand them. */
export const FilterRow = memo(function FilterRow(props: FilterRowProps) {
  const { columns, filters, drafts, scopes, wrong, ...on } = props;
  const { t } = useTranslation();
  return (
    <fieldset className="filter-row" aria-label={t('filters.row')}>
      {columns.map(({ column, start, size }) => (
        <div key={column.name} className="filter-cell" style={{ left: start, width: size }}>
          <FilterField
            name={column.name}
            label={t('filters.field', { column: column.label })}
            applied={filters[column.name] ?? ''}
            draft={drafts[column.name] ?? null}
            scope={scopes.get(column.name) ?? null}
            isWrong={wrong === column.name}
            {...on}
          />
        </div>
      ))}
    </fieldset>
  );
});

/** A message under one of the last columns in sight reaches to the left. */
function keepInSight(message: HTMLElement | null) {
  const sight = message?.closest('.grid-scroller')?.getBoundingClientRect();
  if (message === null || sight === undefined) return;
  if (message.getBoundingClientRect().right > sight.right) message.dataset.align = 'end';
}

interface FilterFieldProps extends Pick<FilterRowProps, 'onFilter' | 'onDraft'> {
  readonly name: string;
  readonly label: string;
  readonly applied: string;
  readonly draft: string | null;
  readonly scope: ShownScope | null;
  readonly isWrong: boolean;
}

/** Long enough for a word in brackets to be finished. */
const typingPause = 900;

function FilterField(props: FilterFieldProps) {
  const { name, label, applied, draft, scope, isWrong, onFilter, onDraft } = props;
  const { t } = useTranslation();
  const messageId = useId();
  const [text, setText] = useState(draft ?? applied);
  const [known, setKnown] = useState(applied);
  // Something else than typing may change a filter: its chip, for example.
  if (known !== applied) {
    setKnown(applied);
    if (text.trim() !== applied) setText(applied);
  }
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const scopeWords = useScopeWords(applied === '' ? null : scope);

  function apply(words: string) {
    clearTimeout(pause.current);
    onDraft(name, null);
    if (words !== applied) onFilter(name, words);
  }

  function onType(words: string) {
    setText(words);
    onDraft(name, words);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => apply(words.trim()), typingPause);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter') apply(text.trim());
    else if (event.key === 'ArrowDown' || (event.key === 'Escape' && text === '')) focusRows();
    else if (event.key === 'Escape') {
      setText('');
      apply('');
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        className="filter-field"
        aria-label={label}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong || scopeWords !== '' ? messageId : undefined}
        data-scope={applied === '' ? undefined : scope?.scope}
        data-column={name}
        title={scopeWords || undefined}
        value={text}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isWrong ? (
        <span id={messageId} ref={keepInSight} className="filter-message" role="alert">
          {t('filters.wrong', { text: applied })}
        </span>
      ) : (
        <span id={messageId} hidden>
          {scopeWords}
        </span>
      )}
    </>
  );
}
