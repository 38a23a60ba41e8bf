import { useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { ApplyButton } from './apply-button.tsx';
import { ChoiceList } from './choice-list.tsx';
import type { EditorProps } from './filter-editor.tsx';
import { useFoundRecords } from './found-records.ts';

/** Records of what a reference points to, found by words; several may be ticked. */
export function ReferenceEditor({ filtered: { column }, filter, onApply }: EditorProps) {
  const { t } = useTranslation();
  const field = useFocusOnMount<HTMLInputElement>();
  // Who typed a name and then opens this, wants to choose among those that are called so.
  const typed = /^[^("*]+$/.test(filter.text) ? filter.text : '';
  const [words, setWords] = useState(typed);
  const [chosen, setChosen] = useState(filter.chosen);
  const { records, isSearching, isOnlyHere } = useFoundRecords(column.referencedSet ?? null, words);
  const ticked = new Set(chosen.map(({ id }) => id));
  // What is ticked already comes first, whatever is looked for.
  const others = (records ?? []).filter(({ id }) => !filter.chosen.some((each) => each.id === id));
  const known = [...filter.chosen, ...others];
  const choices = known.map(({ id, text }) => ({ key: id, text }));

  function choose(ids: ReadonlySet<string>) {
    const kept = chosen.filter(({ id }) => ids.has(id) || !known.some((each) => each.id === id));
    const added = known.filter(({ id }) => ids.has(id) && !ticked.has(id));
    setChosen([...kept, ...added]);
  }

  const isFound = typed !== '' && chosen.length > filter.chosen.length;
  const apply = () => onApply({ text: isFound ? '' : filter.text, chosen });
  return (
    <>
      <SearchField
        className="filter-search"
        aria-label={t('filters.searchRecords', { set: column.label })}
        value={words}
        onChange={setWords}
        onSubmit={apply}
      >
        <Input
          ref={field}
          className="input"
          placeholder={t('filters.searchRecords', { set: column.label })}
          maxLength={500}
          spellCheck={false}
        />
      </SearchField>
      <ChoiceList
        label={t('filters.records')}
        choices={choices}
        chosen={ticked}
        onChoose={choose}
        onEnter={apply}
      />
      <output className="filter-editor-note">
        {isSearching && t('filters.searching')}
        {!isSearching && choices.length === 0 && t('filters.noRecords')}{' '}
        {!isSearching && isOnlyHere && t('filters.onlyHere')}
      </output>
      <ApplyButton onPress={apply} />
    </>
  );
}
