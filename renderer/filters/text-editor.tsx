import { type FormEvent, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { ApplyButton } from './apply-button.tsx';
import type { EditorProps } from './filter-editor.tsx';
import { matchExpression, textMatches, textMeant } from './text-match.ts';

/** A text, and whether it is a part, the beginning, the end, or all of what is looked for. */
export function TextEditor({ filter, meaning, onApply }: EditorProps) {
  const { t } = useTranslation();
  const field = useFocusOnMount<HTMLInputElement>();
  const [match, setMatch] = useState(textMeant(meaning));

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onApply({ ...filter, text: matchExpression(match) });
  }

  return (
    <form className="filter-form" onSubmit={onSubmit}>
      <label>
        <span className="field-label">{t('filters.how')}</span>
        <select
          className="input"
          value={match.how}
          onChange={(event) => {
            const how = textMatches.find((each) => each === event.currentTarget.value);
            if (how !== undefined) setMatch({ ...match, how });
          }}
        >
          {textMatches.map((how) => (
            <option key={how} value={how}>
              {t(`filters.${how}`)}
            </option>
          ))}
        </select>
      </label>
      <TextField value={match.text} onChange={(text) => setMatch({ ...match, text })}>
        <Label className="field-label">{t('filters.text')}</Label>
        <Input ref={field} className="input" maxLength={400} spellCheck={false} />
      </TextField>
      <ApplyButton />
    </form>
  );
}
