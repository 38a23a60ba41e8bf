import { ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  ListBox,
  ListBoxItem,
  RangeCalendar,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../values/formats.ts';
import { typedRange } from './expression-text.ts';
import type { EditorProps } from './filter-editor.tsx';
import { useMeanings } from './filter-meanings.ts';
import { meaningWords, useWording } from './meaning-words.ts';
import { periodTexts } from './suggestions.ts';

/** Periods that stay relative to the day, with what they mean today, and a calendar for all others. */
export function PeriodEditor({ filtered, filter, onApply }: EditorProps) {
  const { t } = useTranslation();
  const wording = useWording();
  const { firstDayOfWeek } = useFormats();
  const { path, column } = filtered;
  const texts = [...periodTexts(t), t('filters.words.empty'), t('filters.words.notEmpty')];
  const meanings = useMeanings(path, texts);
  const take = (text: string) => onApply({ ...filter, text });
  return (
    <div className="period-editor">
      <ListBox
        className="choice-list period-list"
        aria-label={t('filters.periods')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody has just opened this list
        autoFocus={texts.includes(filter.text) || 'first'}
        selectionMode="single"
        selectedKeys={texts.filter((text) => text === filter.text)}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) take(String(key));
        }}
        escapeKeyBehavior="none"
        items={texts.map((text) => ({ id: text, meaning: meanings.get(text) }))}
        dependencies={[meanings]}
      >
        {({ id, meaning }) => (
          <ListBoxItem id={id} textValue={id} className="choice">
            <span className="choice-text">{id}</span>
            <span className="suggestion-meaning quiet">
              {meaning !== undefined && meaningWords(meaning, column, wording)}
            </span>
          </ListBoxItem>
        )}
      </ListBox>
      <RangeCalendar
        className="calendar"
        aria-label={t('filters.field', { column: column.label })}
        firstDayOfWeek={firstDayOfWeek}
        onChange={({ start, end }) => take(typedRange(start.toString(), end.toString()))}
      >
        <div className="calendar-head">
          <Button slot="previous" className="icon-button">
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <Heading className="calendar-month" />
          <Button slot="next" className="icon-button">
            <ChevronRight size={16} aria-hidden />
          </Button>
        </div>
        <CalendarGrid className="calendar-grid">
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className="calendar-weekday">{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => <CalendarCell date={date} className="calendar-day" />}
          </CalendarGridBody>
        </CalendarGrid>
      </RangeCalendar>
    </div>
  );
}
