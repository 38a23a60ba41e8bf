import { useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { ApplyButton } from './apply-button.tsx';
import { ChoiceList } from './choice-list.tsx';
import { joinedTerms, termsAmong } from './expression-text.ts';
import type { EditorProps } from './filter-editor.tsx';
import { useFoundRecords } from './found-records.ts';
import { suggestions } from './suggestions.ts';

/** Records of what a reference points to, found by words; several may be ticked. */
export function ReferenceEditor({ filtered: { column }, filter, onApply }: EditorProps) {
  const { t } = useTranslation();
  const field = useFocusOnMount<HTMLInputElement>();
  const special = suggestions('', column, [], t);
  const terms = termsAmong(filter.text, special);
  // Who typed a name and then opens this, wants to choose among those that are called so.
  const [name = '', ...more] = terms.others;
  const typed = more.length === 0 && /^[^("*]+$/.test(name) ? name : '';
  const [words, setWords] = useState(typed);
  const [chosen, setChosen] = useState(filter.chosen);
  const [said, setSaid] = useState(terms.found);
  const { records, isSearching, isOnlyHere } = useFoundRecords(column.referencedSet ?? null, words);
  const ticked = new Set([...said, ...chosen.map(({ id }) => id)]);
  // What is ticked already comes first, whatever is looked for.
  const others = (records ?? []).filter(({ id }) => !filter.chosen.some((each) => each.id === id));
  const known = [...filter.chosen, ...others];
  const choices = [
    ...special.map((word) => ({ key: word, text: word })),
    ...known.map(({ id, text }) => ({ key: id, text })),
  ];

  function choose(ids: ReadonlySet<string>) {
    const kept = chosen.filter(({ id }) => ids.has(id) || !known.some((each) => each.id === id));
    const added = known.filter(({ id }) => ids.has(id) && !ticked.has(id));
    setChosen([...kept, ...added]);
    setSaid(special.filter((word) => ids.has(word)));
  }

  function apply() {
    // What was typed in order to find a record has done its work.
    const isFound = typed !== '' && chosen.length > filter.chosen.length;
    const kept = isFound ? [] : terms.others;
    onApply({ text: joinedTerms([...kept, ...said], t('filters.or')), chosen });
  }

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
        {!isSearching && known.length === 0 && t('filters.noRecords')}{' '}
        {!isSearching && isOnlyHere && t('filters.onlyHere')}
      </output>
      <ApplyButton onPress={apply} />
    </>
  );
}
