import { type Ref, type RefObject, useEffect, useImperativeHandle } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import type { ColumnFilter } from './column-filters.ts';
import { completedText, lastTerm } from './expression-text.ts';
import { useMeanings } from './filter-meanings.ts';
import { type FilteredColumn, useFiltering } from './filtering.ts';
import { useFoundRecords } from './found-records.ts';
import { meaningWords, useWording } from './meaning-words.ts';
import { type Suggestion, SuggestionList } from './suggestion-list.tsx';
import { suggestions } from './suggestions.ts';

/** What is suggested now. */
export interface Suggested {
  readonly list: readonly Suggestion[];
  /** The filter that somebody gets who takes a suggestion; null where they want to say first what they work in. */
  readonly taken: (suggestion: Suggestion, before: ColumnFilter) => ColumnFilter | null;
}

interface TypedSuggestionsProps {
  readonly ref: Ref<Suggested>;
  readonly id: string;
  readonly filtered: FilteredColumn;
  /** What is typed so far. */
  readonly text: string;
  readonly anchor: RefObject<Element | null>;
  readonly active: number;
  readonly onCount: (count: number) => void;
  readonly onTake: (suggestion: Suggestion) => void;
}

const mostRecords = 8;
/** The line that leads to saying what somebody works in; no expression and no id. */
const tellKey = '';

/** Suggests expressions, which are there at once, and records of what a reference points to, which are looked for. */
export function TypedSuggestions(props: TypedSuggestionsProps) {
  const { ref, id, filtered, text, anchor, active, onCount, onTake } = props;
  const { path, column } = filtered;
  const { t } = useTranslation();
  const wording = useWording();
  const { units } = useFiltering();
  const { term, before } = lastTerm(text);
  const words = suggestions(text, column, units(path), t);
  const meanings = useMeanings(path, [text, ...words]);
  const isSought = term.trim() !== '' && !/^[("=*]/.test(term);
  const set = column.type === 'reference' && isSought ? (column.referencedSet ?? null) : null;
  const records = (useFoundRecords(set, term).records ?? []).slice(0, mostRecords);
  const own = meanings.get(text.trim());
  const isWrong = own !== undefined && 'wrong' in own;
  const isUntold = isWrong && own.wrong === 'notTold';
  const wordsOf = (meaning: FilterMeaning | undefined) =>
    meaning === undefined ? '' : meaningWords(meaning, column, wording);
  const list: readonly Suggestion[] = [
    ...(isUntold ? [{ key: tellKey, text: t('workplace.choose'), meaning: '' }] : []),
    ...records.map((record) => ({ key: record.id, text: record.text, meaning: '' })),
    ...words.map((word) => ({ key: word, text: word, meaning: wordsOf(meanings.get(word)) })),
  ];

  useEffect(() => onCount(list.length), [onCount, list.length]);
  useImperativeHandle(ref, () => ({
    list,
    taken: ({ key }, { chosen }) => {
      if (key === tellKey) return null;
      const record = records.find((each) => each.id === key);
      if (record === undefined) return { chosen, text: completedText(text, key) };
      // What was typed in order to find the record has done its work.
      const rest = before.replace(/\s(?:or|или|oder)\s+$/i, '');
      return { text: rest, chosen: [...chosen.filter(({ id }) => id !== key), record] };
    },
  }));

  return (
    <SuggestionList
      id={id}
      label={t('filters.suggestions', { column: column.label })}
      anchor={anchor}
      // Who is about to take a suggestion need not hear that what is typed so far means nothing.
      meaning={isWrong && !isUntold && list.length > 0 ? '' : wordsOf(own)}
      isWrong={isWrong}
      suggestions={list}
      active={active}
      onTake={onTake}
    />
  );
}
