import { compareDecimals } from '../contract/decimal.ts';
import type { CellValue } from '../contract/rows.ts';
import { instantOf } from './calendar-day.ts';
import { digitsOf } from './cell-order.ts';
import { foundTexts, isEmptyCell } from './cell-text.ts';
import { isNumeric } from './condition-fit.ts';
import { compareFolded, fold } from './fold.ts';
import type { Field } from './member.ts';
import type { PlainCondition } from './plain-query.ts';
import type { PresentValue } from './server-terms.ts';

/** Whether a cell is like a condition wants it. */
export type CellTest = (cell: CellValue) => boolean;

/** Where a cell lies beside a value: below (negative), at or above it (positive); NaN where it can't be compared. */
type Beside = (cell: CellValue) => number;

function besideNumber(value: string): Beside {
  return (cell) => {
    const digits = digitsOf(cell);
    return digits === undefined ? Number.NaN : compareDecimals(digits, value);
  };
}

/** A day is the same everywhere: it is compared as it is shown, without moving it between time zones. */
function besideDay(day: string): Beside {
  return (cell) => (typeof cell === 'string' ? compareFolded(cell.slice(0, 10), day) : Number.NaN);
}

function besideInstant(iso: string): Beside {
  const instant = instantOf(iso);
  return (cell) => (typeof cell === 'string' ? instantOf(cell) - instant : Number.NaN);
}

function besideEnum(value: string, values: readonly string[]): Beside {
  return (cell) => {
    const rank = typeof cell === 'string' ? values.indexOf(cell) : -1;
    return rank < 0 ? Number.NaN : rank - values.indexOf(value);
  };
}

function besideText(text: string): Beside {
  const folded = fold(text);
  return (cell) => (typeof cell === 'string' ? compareFolded(fold(cell), folded) : Number.NaN);
}

function beside({ column: { type }, facts }: Field, value: string): Beside {
  if (isNumeric(type)) return besideNumber(value);
  if (type === 'date') return besideDay(value);
  if (type === 'dateTime') return besideInstant(value);
  return type === 'enum' ? besideEnum(value, facts.enumValues) : besideText(value);
}

/** The value that a text of several languages has in one of them, or the short value of a custom property. */
function equalsText(text: string): CellTest {
  const folded = fold(text);
  return (cell) => {
    if (cell !== null && typeof cell === 'object' && 'description' in cell) {
      return fold(cell.value) === folded;
    }
    return foundTexts(cell).includes(folded);
  };
}

function equals(member: Field, value: PresentValue): CellTest {
  const { type } = member.column;
  if (typeof value === 'boolean') return (cell) => cell === value;
  if (typeof value === 'object') {
    const id = value.id.toLowerCase();
    return (cell) =>
      cell !== null && typeof cell === 'object' && 'id' in cell && cell.id.toLowerCase() === id;
  }
  if (type === 'multilingual' || type === 'custom' || type === 'other') return equalsText(value);
  const compare = beside(member, value);
  return (cell) => compare(cell) === 0;
}

function rangeTest(
  member: Field,
  ends: { readonly from: string | null; readonly to: string | null },
): CellTest {
  const from = ends.from === null ? null : beside(member, ends.from);
  const to = ends.to === null ? null : beside(member, ends.to);
  return (cell) => (from === null || from(cell) >= 0) && (to === null || to(cell) <= 0);
}

/** The currency of an amount or the unit of a quantity; empty for every other cell. */
function unitOf(cell: CellValue): string {
  return cell !== null && typeof cell === 'object' && 'unit' in cell ? cell.unit : '';
}

const textTests = {
  contains: (text: string, sought: string) => text.includes(sought),
  startsWith: (text: string, sought: string) => text.startsWith(sought),
  endsWith: (text: string, sought: string) => text.endsWith(sought),
} as const;

/**
 * Makes the test of a condition: what the server does, done here. Case never counts; amounts and quantities are compared
 * by their number, unless their currency or unit is asked for, too; a range holds no empty cell; a value that does not have its column's shape is like nothing.
 */
export function cellTest(member: Field, condition: PlainCondition): CellTest {
  switch (condition.test) {
    case 'oneOf': {
      const tests = condition.values.map((value) =>
        value === null ? isEmptyCell : equals(member, value),
      );
      return (cell) => tests.some((test) => test(cell));
    }
    case 'range':
      return rangeTest(member, condition);
    case 'measure': {
      const isInRange = rangeTest(member, condition);
      const unit = fold(condition.unit);
      return (cell) => fold(unitOf(cell)) === unit && isInRange(cell);
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith': {
      const test = textTests[condition.test];
      const sought = fold(condition.text);
      return (cell) => foundTexts(cell).some((text) => test(text, sought));
    }
    case 'notEmpty':
      return (cell) => !isEmptyCell(cell);
  }
}
