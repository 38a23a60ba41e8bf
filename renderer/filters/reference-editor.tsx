import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApplyButton } from './apply-button.tsx';
import { ChoiceList } from './choice-list.tsx';
import { joinedTerms, termsAmong } from './expression-text.ts';
import type { EditorProps } from './filter-editor.tsx';
import { useFoundRecords } from './found-records.ts';
import { FoundNote, RecordSearch } from './record-search.tsx';
import { suggestions } from './suggestions.ts';

/** Records of what a reference points to, found by words; several may be ticked. */
export function ReferenceEditor({ filtered: { column }, filter, onApply }: EditorProps) {
  const { t } = useTranslation();
  const special = suggestions('', column, [], t);
  const terms = termsAmong(filter.text, special);
  // Who typed a name and then opens this, wants to choose among those that are called so.
  const [name = '', ...more] = terms.others;
  const typed = more.length === 0 && /^[^("*]+$/.test(name) ? name : '';
  const [words, setWords] = useState(typed);
  const [chosen, setChosen] = useState(filter.chosen);
  const [said, setSaid] = useState(terms.found);
  const found = useFoundRecords(column.referencedSet ?? null, words);
  const ticked = new Set([...said, ...chosen.map(({ id }) => id)]);
  // What is ticked already comes first, whatever is looked for.
  const others = (found.records ?? []).filter(
    ({ id }) => !filter.chosen.some((each) => each.id === id),
  );
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
      <RecordSearch label={column.label} words={words} onWords={setWords} onSubmit={apply} />
      <ChoiceList
        label={t('filters.records')}
        choices={choices}
        chosen={ticked}
        onChoose={choose}
        onEnter={apply}
      />
      <FoundNote found={found} isEmpty={known.length === 0} />
      <ApplyButton onPress={apply} />
    </>
  );
}
