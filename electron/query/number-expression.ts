import type { ColumnType } from '../contract/rows.ts';
import type { PlainCondition } from './plain-query.ts';
import type { WritingHabits } from './writing-habits.ts';
import { writtenNumber } from './written-number.ts';

interface Measured {
  readonly numbers: string;
  /** Currency or unit; empty where none is named. */
  readonly unit: string;
}

/** Currencies have three letters; without a number beside it, a longer word is rather a slip. */
const currency = /^\p{L}{3}$/u;
const anyUnit = /^[\p{L}\p{Sc}°][^()"]{0,49}$/u;

/** Takes the currency or unit off: `1000.. EUR`, `5 kg`, `BGN ..100`, `EUR`. */
function measured(text: string, type: 'amount' | 'quantity'): Measured | undefined {
  const [, before, behind] = /^(\p{L}[\p{L}.]*)\s+([-+−\d.].*)$/u.exec(text) ?? [];
  if (before !== undefined && behind !== undefined) return { numbers: behind, unit: before };
  const [, numbers = '', unit = ''] = /^([\d\s.,'’+−-]*)(.*)$/u.exec(text) ?? [];
  if (unit !== '' && !anyUnit.test(unit)) return undefined;
  const isAlone = numbers.trim() === '';
  return isAlone && type === 'amount' && !currency.test(unit)
    ? undefined
    : { numbers, unit: unit.trim() };
}

/** A hundredth, exactly: 12.5 percent are kept as 0.125. */
function hundredth(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const digits = whole.padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}

function reader(type: ColumnType, habits: WritingHabits): (text: string) => string | undefined {
  if (type !== 'percent') return (text) => writtenNumber(text, habits);
  return (text) => {
    const number = writtenNumber(text.replace(/%$/, ''), habits);
    return number === undefined ? undefined : hundredth(number);
  };
}

/** Both ends of what is typed; equal for one number, null where an end is open, undefined for what is no number. */
function ends(
  text: string,
  read: (side: string) => string | undefined,
): { readonly from: string | null; readonly to: string | null } | undefined {
  const [left = '', right, ...rest] = text.split('..').map((side) => side.trim());
  const from = left === '' ? null : read(left);
  const to = right === undefined ? from : right === '' ? null : read(right);
  if (rest.length > 0 || from === undefined || to === undefined) return undefined;
  return from === null && to === null ? undefined : { from, to };
}

/**
 * Reads what people type into the filter of numbers: `5`, `5..10`, `..1 234,50`, `10%`; of amounts and quantities also with
 * the currency or unit: `1000.. EUR`, `5 kg`. In columns of percent numbers are what is shown there: 10 means 10 %.
 * @returns undefined for what is no number
 */
export function numberCondition(
  text: string,
  path: string,
  type: ColumnType,
  habits: WritingHabits,
): PlainCondition | undefined {
  const isMeasure = type === 'amount' || type === 'quantity';
  const found = isMeasure ? measured(text, type) : { numbers: text, unit: '' };
  if (found === undefined) return undefined;
  const { numbers, unit } = found;
  if (unit !== '' && numbers.trim() === '')
    return { test: 'measure', path, from: null, to: null, unit };
  const between = ends(numbers, reader(type, habits));
  if (between === undefined) return undefined;
  if (unit !== '') return { test: 'measure', path, ...between, unit };
  const { from, to } = between;
  return from !== null && from === to
    ? { test: 'oneOf', path, values: [from] }
    : { test: 'range', path, from, to };
}
