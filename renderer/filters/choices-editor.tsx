import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApplyButton } from './apply-button.tsx';
import { ChoiceList } from './choice-list.tsx';
import { chosenValues, emptyKey } from './chosen-values.ts';
import { joinedTerms } from './expression-text.ts';
import type { EditorProps } from './filter-editor.tsx';
import { valueTexts } from './suggestions.ts';

/** Values of an enum, yes and no, or only whether there is one: several may be ticked. */
export function ChoicesEditor({ filtered, filter, meaning, onApply }: EditorProps) {
  const { t } = useTranslation();
  const { column } = filtered;
  const [chosen, setChosen] = useState(chosenValues(meaning) ?? new Set<string>());
  const typed = new Map([
    ...valueTexts(column),
    ...(column.type === 'boolean'
      ? ([
          ['true', t('filters.words.yes')],
          ['false', t('filters.words.no')],
        ] as const)
      : []),
    [emptyKey, t('filters.words.empty')] as const,
  ]);
  const choices = [...typed].map(([key, text]) => ({
    key,
    text: column.enumLabels?.[key] ?? text,
  }));

  function apply() {
    const terms = [...typed].flatMap(([key, text]) => (chosen.has(key) ? [text] : []));
    onApply({ ...filter, text: joinedTerms(terms, t('filters.or')) });
  }

  return (
    <>
      <ChoiceList
        label={t('filters.values')}
        choices={choices}
        chosen={chosen}
        isFocusedFirst
        onChoose={setChosen}
        onEnter={apply}
      />
      <ApplyButton onPress={apply} />
    </>
  );
}
