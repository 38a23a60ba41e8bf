import type {
  CellValue,
  Column,
  CustomValue,
  Markup,
  Measure,
} from '../../electron/contract/rows.ts';
import { isNegative } from './decimal-format.ts';
import type { Formats } from './formats.ts';
import { markupText } from './markup-text.ts';

/** A cell as it is shown. */
export interface ShownValue {
  readonly kind: 'empty' | 'text' | 'number' | 'yes' | 'no' | 'binary';
  /** What the cell says; empty for the kinds that show a mark. */
  readonly text: string;
  /** Currency or unit of a number, quietly after it. */
  readonly unit: string;
  /** What is missing of the digits that the column has, with the separator where that is missing, too: room to be left. */
  readonly padding: string;
  readonly negative: boolean;
  /** Something that people rarely read: a key, or a value that does not have its column's shape. */
  readonly quiet: boolean;
  /** More on hover: the moment in UTC, or all translations. */
  readonly title: string;
}

const nothing: ShownValue = {
  kind: 'empty',
  text: '',
  unit: '',
  padding: '',
  negative: false,
  quiet: false,
  title: '',
};

const numeric = new Set<Column['type']>(['integer', 'decimal', 'percent', 'amount', 'quantity']);

/** Whether a column's values stand at the right. */
export function isNumeric(column: Column): boolean {
  return numeric.has(column.type);
}

/**
 * A cell's value in words, by its column's type. Never loses a digit and never hides a value: what does not have its
 * column's shape is shown as it came, quietly.
 */
export function shownValue(value: CellValue, column: Column, formats: Formats): ShownValue {
  if (value === null || value === '') return nothing;
  if (typeof value === 'boolean') return { ...nothing, kind: value ? 'yes' : 'no' };
  if (typeof value === 'string') return shownText(value, column, formats);
  if ('raw' in value) return { ...nothing, kind: 'text', text: value.raw, quiet: true };
  if ('unit' in value) return shownMeasure(value, column, formats);
  if ('translations' in value) return shownTranslations(value.translations, formats);
  if ('id' in value) {
    return value.text === null
      ? { ...nothing, kind: 'text', text: value.id, quiet: true }
      : { ...nothing, kind: 'text', text: value.text };
  }
  return shownCustom(value, formats);
}

function shownText(value: string, column: Column, formats: Formats): ShownValue {
  const text: ShownValue = { ...nothing, kind: 'text', text: value };
  switch (column.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
      return shownNumber(value, '', column, formats);
    case 'date':
      return { ...text, text: formats.date.day(value) };
    case 'dateTime':
      // The instance's label says UTC too, and a local time under it would be read as one.
      if (column.name.endsWith('Utc')) return { ...text, text: formats.date.utc(value) };
      return {
        ...text,
        text: formats.date.dayAndTime(value),
        title: `${formats.date.utc(value)} UTC`,
      };
    case 'enum':
      return { ...text, text: column.enumLabels?.[value] ?? value };
    case 'guid':
      return { ...text, quiet: true };
    case 'binary':
      return { ...nothing, kind: 'binary', quiet: true };
    case 'text':
      return column.markup === undefined ? text : shownMarkup(value, column.markup);
    case 'amount':
    case 'quantity':
    case 'multilingual':
    case 'boolean':
    case 'reference':
    case 'custom':
    case 'other':
      return text;
  }
}

/** A cell has one line. */
function shownMarkup(value: string, markup: Markup): ShownValue {
  const text = markupText(value, markup).replace(/\s+/g, ' ');
  return text === '' ? nothing : { ...nothing, kind: 'text', text };
}

function shownMeasure(value: Measure, column: Column, formats: Formats): ShownValue {
  return shownNumber(value.value, value.unit, column, formats);
}

function shownNumber(value: string, unit: string, column: Column, formats: Formats): ShownValue {
  const style = {
    // Models give prices five digits, but two are what people write; digits beyond are shown when they count.
    minimumFraction: column.type === 'amount' ? Math.min(column.scale ?? 2, 2) : 0,
    style: column.type === 'percent' ? 'percent' : 'decimal',
  } as const;
  const text = formats.decimal(value, style);
  return {
    ...nothing,
    kind: 'number',
    text,
    unit,
    // What says percent belongs close to its digits.
    padding: column.type === 'percent' ? '' : missingDigits(text, column.scale ?? 0, formats),
    negative: isNegative(value),
  };
}

function missingDigits(text: string, scale: number, formats: Formats): string {
  const separator = formats.plainNumber('.');
  const at = text.lastIndexOf(separator);
  const missing = scale - (at < 0 ? 0 : text.length - at - separator.length);
  return missing <= 0 ? '' : `${at < 0 ? separator : ''}${'0'.repeat(missing)}`;
}

function shownTranslations(
  translations: Readonly<Record<string, string>>,
  formats: Formats,
): ShownValue {
  const text = inLanguage(translations, formats.language);
  if (text === '') return nothing;
  const all = Object.entries(translations).filter(([, words]) => words !== '');
  return {
    ...nothing,
    kind: 'text',
    text,
    title:
      all.length > 1
        ? all.map(([language, words]) => `${language.toUpperCase()}: ${words}`).join('\n')
        : '',
  };
}

/** The text in a language; else in English; else in whatever language has one. */
function inLanguage(translations: Readonly<Record<string, string>>, language: string): string {
  const first = (words: string | undefined) => (words === '' ? undefined : words);
  return (
    first(translations[language]) ??
    first(translations.en) ??
    Object.values(translations).find((words) => words !== '') ??
    ''
  );
}

function shownCustom(value: CustomValue, formats: Formats): ShownValue {
  const description =
    value.description === null ? '' : inLanguage(value.description, formats.language);
  return value.value === '' && description === ''
    ? nothing
    : {
        ...nothing,
        kind: 'text',
        text: value.value === '' ? description : value.value,
        title: description,
      };
}

/** In characters. No column shows more of one line, and the browser would lay out all of it. */
const longestLine = 1_000;

/** As much of a shown value as a cell has room for. */
export function inCell(shown: ShownValue): ShownValue {
  const { text, title } = shown;
  if (text.length <= longestLine && title.length <= longestLine) return shown;
  return { ...shown, text: beginning(text, longestLine), title: beginning(title, longestLine) };
}

/** The first characters of a text, with a sign that there are more; the text itself when there are not. */
export function beginning(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`;
}

/**
 * A shown value as plain text, for the clipboard.
 *
 * @param words - how yes and no are called
 */
export function plainText(shown: ShownValue, words: { yes: string; no: string }): string {
  if (shown.kind === 'yes' || shown.kind === 'no') return words[shown.kind];
  return shown.unit === '' ? shown.text : `${shown.text} ${shown.unit}`;
}
