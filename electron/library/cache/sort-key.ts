import type { CellValue, ColumnType } from '../../contract/rows.ts';
import { fold } from '../../query/fold.ts';

/** What SQLite compares instead of a cell: text compares by bytes, null comes first. */
export type SortKey = string | number | null;

/**
 * The key that orders a cell among those of its column: numbers by their exact value, dates by their instant, measures by
 * value and then unit, everything with words by its folded text.
 *
 * @param language of the translation that a multi-language text is ordered by
 */
export function sortKey(type: ColumnType, cell: CellValue, language: string): SortKey {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell === 'string') return keyOfText(type, cell);
  if ('raw' in cell) return fold(cell.raw);
  if ('translations' in cell) return fold(inLanguage(cell.translations, language));
  if ('description' in cell) return fold(cell.value);
  if ('unit' in cell) return `${decimalKey(cell.value) ?? ''} ${fold(cell.unit)}`;
  return cell.text === null ? null : fold(cell.text);
}

function keyOfText(type: ColumnType, text: string): SortKey {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'percent':
      return decimalKey(text) ?? fold(text);
    case 'date':
    case 'dateTime':
      return instantKey(text);
    case 'text':
    case 'multilingual':
    case 'boolean':
    case 'amount':
    case 'quantity':
    case 'enum':
    case 'guid':
    case 'reference':
    case 'custom':
    case 'binary':
    case 'other':
      return fold(text);
  }
}

function inLanguage(translations: Readonly<Record<string, string>>, language: string): string {
  return translations[language] ?? translations.en ?? Object.values(translations)[0] ?? '';
}

const decimal = /^([+-]?)0*(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const exponentOffset = 50_000;

/**
 * Text that compares by bytes as the decimals do by value, for any number of digits: a sign, the exponent, the digits. A
 * negative number has the complement of every digit and an end that is greater than any digit.
 *
 * @returns null for what is no decimal
 */
export function decimalKey(text: string): string | null {
  const match = decimal.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '' && !/\d/.test(text)) return null;
  const significant = (whole + fraction).replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return '1';
  const exponent = significant.length - fraction.length + Number(power) + exponentOffset;
  const magnitude = `${String(exponent).padStart(6, '0')}${digits}`;
  return sign === '-' ? `0${complement(magnitude)}~` : `2${magnitude}`;
}

function complement(digits: string): string {
  return digits.replace(/\d/g, (digit) => String(9 - Number(digit)));
}

const dateAndTime =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?:\.(\d+))?(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * The instant in UTC as text with all digits of its second. ERP.net's dates and times without an offset count as UTC, as the
 * server compares them.
 */
function instantKey(text: string): string {
  const match = dateAndTime.exec(text);
  if (match === null) return fold(text);
  const fraction = (match[1] ?? '').replace(/0+$/, '');
  const hasZone = !text.includes('T') || /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const instant = new Date(hasZone ? text : `${text}Z`);
  if (Number.isNaN(instant.getTime())) return fold(text);
  return `${instant.toISOString().slice(0, 19)}.${fraction}`;
}
