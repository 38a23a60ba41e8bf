import { Languages } from 'lucide-react';
import { useId, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MultilingualText } from '../../electron/contract/rows.ts';
import { ShownCell } from '../grid/shown-cell.tsx';
import { useFormats } from '../values/formats.ts';
import { inCell, shownValue } from '../values/shown-value.ts';
import { LongText } from './long-text.tsx';
import { RecordLink } from './record-link.tsx';
import type { Field } from './record-sections.ts';
import { RichText } from './rich-text.tsx';

/** What a field says, as the grid writes it, with the ways on: to what it refers to, and to its translations. */
export function FieldValue({ column, value }: Field) {
  const formats = useFormats();
  const shown = shownValue(value, column, formats);
  if (typeof value === 'object' && value !== null) {
    if ('id' in value) return <RecordLink reference={value} />;
    if ('translations' in value && shown.title !== '') {
      return <Translated text={shown.text} translations={value.translations} />;
    }
  }
  if (typeof value === 'string' && column.markup !== undefined) {
    return <RichText text={value} markup={column.markup} />;
  }
  return (
    <span
      className="field-text"
      data-quiet={shown.quiet || undefined}
      data-negative={shown.negative || undefined}
      title={inCell(shown).title || undefined}
    >
      {shown.kind === 'text' ? <LongText text={shown.text} /> : <ShownCell shown={shown} />}
    </span>
  );
}

interface TranslatedProps extends MultilingualText {
  /** In the language of the window. */
  readonly text: string;
}

/** A text in the language of the window, and on demand in all others; F6 is what it is in ERP.net's own client. */
function Translated({ text, translations }: TranslatedProps) {
  const { t } = useTranslation();
  const [areShown, setShown] = useState(false);
  const listId = useId();
  const all = Object.entries(translations).filter(([, words]) => words !== '');

  return (
    <div className="field-text">
      {text}
      <ToggleButton
        className="translations-button"
        isSelected={areShown}
        onChange={setShown}
        onKeyDown={(event) => {
          // Elsewhere F6 goes from pane to pane.
          if (event.key === 'F6' && !event.shiftKey) setShown(!areShown);
          else event.continuePropagation();
        }}
        aria-expanded={areShown}
        {...(areShown ? { 'aria-controls': listId } : {})}
        aria-label={t('record.translations')}
      >
        <Languages size={14} aria-hidden />
      </ToggleButton>
      {areShown && (
        <ul id={listId} className="translations">
          {all.map(([language, words]) => (
            <li key={language} lang={language}>
              <b>{language.toUpperCase()}</b> {words}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
