import { compareDecimals, isDecimal } from '../contract/decimal.ts';
import type { CellValue } from '../contract/rows.ts';
import { instantOf } from './calendar-day.ts';
import { orderedText } from './cell-text.ts';
import { isNumeric } from './condition-fit.ts';
import { compareFolded } from './fold.ts';
import type { Field } from './member.ts';

/** Compares two cells of one column; 0 for equal ones. */
export type CompareCells = (a: CellValue, b: CellValue) => number;

/** The number of a cell: of an amount or a quantity without its currency or unit. */
export function digitsOf(cell: CellValue): string | undefined {
  if (typeof cell === 'string') return isDecimal(cell) ? cell : undefined;
  return cell !== null && typeof cell === 'object' && 'unit' in cell ? cell.value : undefined;
}

/** The currency or unit of a cell; empty for plain numbers. */
export function unitOf(cell: CellValue): string {
  return cell !== null && typeof cell === 'object' && 'unit' in cell ? cell.unit : '';
}

/** Numbers by their value, as the server filters them; equal ones by their currency or unit. */
const byNumber: CompareCells = (a, b) => {
  const [left, right] = [digitsOf(a), digitsOf(b)];
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return compareDecimals(left, right) || compareFolded(unitOf(a), unitOf(b));
};

const byInstant: CompareCells = (a, b) => {
  const [left, right] = [a, b].map((cell) =>
    typeof cell === 'string' ? instantOf(cell) : Number.NaN,
  );
  return (left || 0) - (right || 0);
};

const byTruth: CompareCells = (a, b) => Number(a === true) - Number(b === true);

function byRank(values: readonly string[]): CompareCells {
  const rank = new Map(values.map((value, index) => [value, index]));
  const of = (cell: CellValue): number => (typeof cell === 'string' ? (rank.get(cell) ?? -1) : -1);
  return (a, b) => of(a) - of(b);
}

function byText(language: string): CompareCells {
  return (a, b) => compareFolded(orderedText(a, language) ?? '', orderedText(b, language) ?? '');
}

function comparePresent({ column: { type }, facts }: Field, language: string): CompareCells {
  if (isNumeric(type)) return byNumber;
  if (type === 'date' || type === 'dateTime') return byInstant;
  if (type === 'boolean') return byTruth;
  return type === 'enum' ? byRank(facts.enumValues) : byText(language);
}

/**
 * The order of a column's cells, from the smallest to the largest: what is empty comes first, as in ERP.net's database.
 * Text is ordered without its case by the alphabet, enums as the model counts them, references by their display text.
 */
export function compareCells(member: Field, language: string): CompareCells {
  const compare = comparePresent(member, language);
  return (a, b) => {
    if (a === null || b === null) return Number(a !== null) - Number(b !== null);
    return compare(a, b);
  };
}
