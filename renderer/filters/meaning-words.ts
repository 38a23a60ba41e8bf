import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import type { Condition, ConditionValue } from '../../electron/contract/query.ts';
import type { Column } from '../../electron/contract/rows.ts';
import { type Formats, useFormats } from '../values/formats.ts';
import { isNumeric } from '../values/shown-value.ts';
import { useWorkplace } from '../workplace/workplace.ts';
import { useFiltering } from './filtering.ts';
import { valueTexts } from './suggestions.ts';

/** Writes what conditions mean. */
export interface Wording {
  readonly t: TFunction;
  readonly formats: Formats;
  /** What records are called, by id in lower case; one that is not here is the user. */
  readonly names: ReadonlyMap<string, string>;
}

type Values = (Condition & { test: 'oneOf' })['values'];

function valueWords(value: ConditionValue, column: Column, { t, formats, names }: Wording): string {
  if (value === null || value === '') return t('filters.meaning.empty');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'object') {
    return names.get(value.id.toLowerCase()) ?? t('filters.meaning.record');
  }
  if (isNumeric(column)) {
    const style = column.type === 'percent' ? 'percent' : 'decimal';
    return formats.decimal(value, { minimumFraction: 0, style });
  }
  return column.type === 'enum'
    ? (column.enumLabels?.[value] ?? value)
    : t('filters.meaning.exactly', { text: value });
}

function rangeWords(
  from: string | null,
  to: string | null,
  column: Column,
  wording: Wording,
): string {
  const { t, formats } = wording;
  const isTime = column.type === 'date' || column.type === 'dateTime';
  if (isTime && from !== null && to !== null) return formats.date.period(from, to);
  const one = (value: string) =>
    isTime ? formats.date.period(value, value) : valueWords(value, column, wording);
  if (from === null) return t('filters.meaning.upTo', { value: one(to ?? '') });
  if (to === null) return t('filters.meaning.from', { value: one(from) });
  return from === to ? one(from) : t('filters.meaning.between', { from: one(from), to: one(to) });
}

function oneOfWords(values: Values, column: Column, wording: Wording): string {
  return values.map((value) => valueWords(value, column, wording)).join(', ');
}

/** A condition in words, without the name of its column. */
export function conditionWords(condition: Condition, column: Column, wording: Wording): string {
  const { t } = wording;
  switch (condition.test) {
    case 'oneOf':
      return oneOfWords(condition.values, column, wording);
    case 'range':
      return rangeWords(condition.from, condition.to, column, wording);
    case 'measure': {
      const { from, to, unit } = condition;
      if (from === null && to === null) return t('filters.meaning.inUnit', { unit });
      return `${rangeWords(from, to, column, wording)} ${unit}`;
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return t(`filters.meaning.${condition.test}`, { text: condition.text });
    case 'notEmpty':
      return t('filters.meaning.notEmpty');
    case 'expression':
      return condition.text;
  }
}

/** An expression that is understood in this column, for somebody whose own was not. */
function exampleFor(column: Column, t: TFunction): string {
  const { type } = column;
  if (type === 'date' || type === 'dateTime') {
    return `${t('filters.words.lastMonth')}, ${t('filters.example.day')}`;
  }
  if (type === 'enum') {
    return [...valueTexts(column).values()].slice(0, 2).join(` ${t('filters.or')} `);
  }
  if (type === 'quantity') return t('filters.example.quantity');
  if (type === 'amount') return '1000.. EUR';
  if (isNumeric(column)) return '5..10';
  return t(type === 'boolean' ? 'filters.example.boolean' : 'filters.words.empty');
}

/** What an expression means now; or what is wrong with it, and an example of what is not. */
export function meaningWords(meaning: FilterMeaning, column: Column, wording: Wording): string {
  const { t } = wording;
  if ('conditions' in meaning) {
    const all = meaning.conditions.map((each) => conditionWords(each, column, wording));
    return all.join(` ${t('filters.advanced.or')} `);
  }
  // It would be understood.
  if (meaning.wrong === 'notTold') return t('filters.why.notTold', { text: meaning.term });
  return [
    t('filters.wrong', { text: meaning.term }),
    t(`filters.why.${meaning.wrong}`),
    t('filters.example.sentence', { example: exampleFor(column, t) }),
  ].join(' ');
}

const noNames: Wording['names'] = new Map();

/** What it takes to write conditions in the language of the window. */
export function useWording(names = noNames): Wording {
  const { t } = useTranslation();
  const formats = useFormats();
  const { accountKey } = useFiltering();
  const { data: workplace = {} } = useWorkplace(accountKey);
  const told = Object.values(workplace).map(({ id, text }) => [id.toLowerCase(), text] as const);
  return { t, formats, names: new Map([...told, ...names]) };
}
