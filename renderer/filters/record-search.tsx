import { Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import type { FoundRecords } from './found-records.ts';

interface RecordSearchProps {
  /** What is looked for, in words of the model. */
  readonly label: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onSubmit?: () => void;
}

/** The field in which somebody types what records are called. It has the focus as soon as it is there. */
export function RecordSearch({ label, words, onWords, onSubmit }: RecordSearchProps) {
  const { t } = useTranslation();
  const field = useFocusOnMount<HTMLInputElement>();
  const name = t('filters.searchRecords', { set: label });
  return (
    <SearchField
      className="filter-search"
      aria-label={name}
      value={words}
      onChange={onWords}
      {...(onSubmit === undefined ? {} : { onSubmit })}
    >
      <Input ref={field} className="input" placeholder={name} maxLength={500} spellCheck={false} />
    </SearchField>
  );
}

interface FoundNoteProps {
  readonly found: FoundRecords;
  /** There is nothing to choose from. */
  readonly isEmpty: boolean;
}

/** How the search for records goes, below what it has found. */
export function FoundNote({ found: { isSearching, isOnlyHere }, isEmpty }: FoundNoteProps) {
  const { t } = useTranslation();
  return (
    <output className="filter-editor-note">
      {isSearching && t('filters.searching')}
      {!isSearching && isEmpty && t('filters.noRecords')}{' '}
      {!isSearching && isOnlyHere && t('filters.onlyHere')}
    </output>
  );
}
