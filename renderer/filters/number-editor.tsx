import { type FormEvent, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { useFormats } from '../values/formats.ts';
import { ApplyButton } from './apply-button.tsx';
import type { EditorProps } from './filter-editor.tsx';
import { useMeaning } from './filter-meanings.ts';
import { useFiltering } from './filtering.ts';
import { meaningWords, useWording } from './meaning-words.ts';
import { rangeExpression, rangeMeant } from './range-text.ts';

/** Both ends of a range of numbers, and of which currency or unit. */
export function NumberEditor({ filtered, filter, meaning, onApply }: EditorProps) {
  const { t } = useTranslation();
  const { decimal } = useFormats();
  const wording = useWording();
  const { path, column } = filtered;
  const field = useFocusOnMount<HTMLInputElement>();
  const separator = decimal('0.5', { minimumFraction: 0, style: 'decimal' }).replace(/\d/g, '');
  const [range, setRange] = useState(rangeMeant(meaning, column.type, separator));
  const isMeasure = column.type === 'amount' || column.type === 'quantity';
  const seen = useFiltering().units(path);
  const units = [...new Set([...seen, ...(range.unit === '' ? [] : [range.unit])])];
  const text = rangeExpression(range);
  const meant = useMeaning(path, text);
  const isWrong = meant !== null && 'wrong' in meant;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onApply({ ...filter, text });
  }

  return (
    <form className="filter-form" onSubmit={onSubmit}>
      <div className="filter-ends">
        {(['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            value={range[end]}
            onChange={(value) => setRange({ ...range, [end]: value })}
          >
            <Label className="field-label">{t(`filters.${end}`)}</Label>
            <Input
              ref={end === 'from' ? field : null}
              className="input"
              inputMode="decimal"
              maxLength={60}
            />
          </TextField>
        ))}
        {isMeasure && (
          <label className="filter-unit">
            <span className="field-label">{t('filters.unit')}</span>
            <select
              className="input"
              value={range.unit}
              onChange={(event) => setRange({ ...range, unit: event.currentTarget.value })}
            >
              <option value="">{t('filters.anyUnit')}</option>
              {units.map((unit) => (
                <option key={unit}>{unit}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <output className="filter-editor-note" data-wrong={isWrong || undefined}>
        {meant !== null && meaningWords(meant, column, wording)}
      </output>
      <ApplyButton />
    </form>
  );
}
