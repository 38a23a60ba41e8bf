import type { TFunction } from 'i18next';
import type { CellValue, Column } from '../../electron/contract/rows.ts';
import type { Formats } from '../values/formats.ts';
import { shownValue } from '../values/shown-value.ts';
import type { ColumnFilter } from './column-filters.ts';
import { quotedText, typedDecimal, typedPercent } from './expression-text.ts';
import { valueTexts } from './suggestions.ts';

const longestText = 400;
const dayLength = 86_400_000;

function ofText(value: string): string | null {
  // What a filter can't be typed of, can't be looked for as a whole.
  return value.length > longestText || /[\r\n]/.test(value) ? null : quotedText(value);
}

function ofString(value: string, column: Column, formats: Formats): string | null {
  const separator = formats.decimal('0.5', { minimumFraction: 0, style: 'decimal' }).charAt(1);
  switch (column.type) {
    case 'integer':
    case 'decimal':
      return typedDecimal(value, separator);
    case 'percent':
      return typedDecimal(typedPercent(value), separator);
    case 'date':
      return value.slice(0, 10);
    case 'dateTime':
      // A column of times is filtered by days.
      return new Date(formats.date.dayOf(Date.parse(value)) * dayLength).toISOString().slice(0, 10);
    case 'enum':
      return valueTexts(column).get(value) ?? value;
    case 'guid':
      return value;
    case 'binary':
    case 'reference':
    case 'boolean':
    case 'amount':
    case 'quantity':
      return null;
    case 'text':
    case 'multilingual':
    case 'custom':
    case 'other':
      return ofText(value);
  }
}

function textOf(
  value: Exclude<CellValue, string | null | boolean>,
  column: Column,
  formats: Formats,
): string | null {
  if ('raw' in value || 'id' in value) return null;
  if ('unit' in value) {
    const separator = formats.decimal('0.5', { minimumFraction: 0, style: 'decimal' }).charAt(1);
    return `${typedDecimal(value.value, separator)} ${value.unit}`.trim();
  }
  if ('translations' in value) return ofText(shownValue(value, column, formats).text);
  return value.value === '' ? null : ofText(value.value);
}

/** The filter that finds rows with the same value in a column; null for values that nothing can be filtered by. */
export function cellFilter(
  value: CellValue,
  column: Column,
  { formats, t }: { readonly formats: Formats; readonly t: TFunction },
): ColumnFilter | null {
  if (value === null || value === '') return { text: t('filters.words.empty'), chosen: [] };
  if (typeof value === 'boolean') {
    return { text: t(value ? 'filters.words.yes' : 'filters.words.no'), chosen: [] };
  }
  if (typeof value === 'object' && 'id' in value) {
    const { set, id, text } = value;
    return { text: '', chosen: [{ set, id, text: (text ?? id).slice(0, 500) }] };
  }
  const text =
    typeof value === 'string' ? ofString(value, column, formats) : textOf(value, column, formats);
  return text === null ? null : { text, chosen: [] };
}
