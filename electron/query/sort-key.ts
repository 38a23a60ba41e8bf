import { normalDecimal } from '../contract/decimal.ts';
import type { CellValue } from '../contract/rows.ts';
import { instantOf } from './calendar-day.ts';
import { digitsOf, unitOf } from './cell-order.ts';
import { orderedText } from './cell-text.ts';
import { isNumeric } from './condition-fit.ts';
import { compareFolded, fold } from './fold.ts';
import type { CellKind } from './member.ts';

/** A value of a typed sort column, which SQLite orders as {@link compareCells} orders the cells. */
export type SortKey = null | number | string;

/** Longer whole numbers than ERP.net has. */
const lengthDigits = 3;

function complement(digits: string): string {
  return digits.replace(/\d/g, (digit) => String(9 - Number(digit)));
}

/**
 * Text that orders like the number, however long: the sign, how many digits the whole part has, then the digits. In a
 * negative number all of them are turned round, and what ends it comes after every digit instead of before.
 */
function numberKey(decimal: string): string {
  const { isNegative, whole, fraction } = normalDecimal(decimal);
  if (whole + fraction === '') return '1!';
  const digits = `${String(whole.length).padStart(lengthDigits, '0')}${whole}${fraction}`;
  return isNegative ? `0${complement(digits)}~` : `2${digits}!`;
}

/** Equal amounts come in the order of their currencies, so the key goes on with it. */
function measureKey(cell: CellValue): SortKey {
  const digits = digitsOf(cell);
  return digits === undefined ? '' : `${numberKey(digits)}${unitOf(cell)}`;
}

/**
 * The key of a cell for a sort column. Text is to be compared with the collation BINARY; null comes first.
 * @param language the language of the app: texts of several languages need their keys made anew when it changes
 */
export function sortKey(kind: CellKind, cell: CellValue, language: string): SortKey {
  const { type } = kind.column;
  if (cell === null) return null;
  if (isNumeric(type)) return measureKey(cell);
  if (type === 'date' || type === 'dateTime') {
    return (typeof cell === 'string' ? instantOf(cell) : 0) || 0;
  }
  if (type === 'boolean') return Number(cell === true);
  if (type === 'enum') {
    return typeof cell === 'string' ? kind.facts.enumValues.indexOf(cell) : -1;
  }
  return orderedText(cell, language) ?? '';
}

/** Compares two keys of one column as SQLite does. */
export function compareSortKeys(a: SortKey, b: SortKey): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  return compareFolded(a, b);
}

/**
 * The keys between which those of a range lie, both ends included: currencies and units don't count there.
 * @returns null for an end that is open
 */
export function sortKeyBounds(
  kind: CellKind,
  from: string | null,
  to: string | null,
): { readonly least: SortKey; readonly most: SortKey } {
  const key = (bound: string): SortKey => {
    const { type } = kind.column;
    if (isNumeric(type)) return numberKey(bound);
    return type === 'text' ? fold(bound) : sortKey(kind, bound, 'en');
  };
  const least = from === null ? null : key(from);
  const most = to === null ? null : key(to);
  return {
    least,
    most: isNumeric(kind.column.type) && most !== null ? `${most}\u{10ffff}` : most,
  };
}
