import { addDecimals } from '../contract/decimal.ts';
import type { ConditionValue } from '../contract/query.ts';
import type { Literal, ServerTerm, ServerTest } from '../instance/server-query.ts';
import { daysLater, instantOf, partsOf } from './calendar-day.ts';
import { isNumeric } from './condition-fit.ts';
import { fold } from './fold.ts';
import type { Member } from './member.ts';

/** A value that a cell can have. */
export type PresentValue = Exclude<ConditionValue, null>;

/** Terms that must all hold. */
export type Terms = readonly ServerTerm[];

/** The number of an amount or a quantity is filtered by a name of its own. */
export function isMeasure({ column: { type } }: Member): boolean {
  return type === 'amount' || type === 'quantity';
}

/** A value as the server writes it in a filter of the member. */
export function literalOf({ column: { type } }: Member, value: PresentValue): Literal {
  if (typeof value === 'object') return { kind: 'record', ...value };
  if (typeof value === 'boolean') return { kind: 'truth', isTrue: value };
  if (isNumeric(type)) return { kind: 'number', digits: value };
  if (type === 'guid') return { kind: 'guid', guid: value };
  return type === 'date' ? { kind: 'day', day: value } : { kind: 'text', text: value };
}

/** One term about a member. */
export function term(member: Member, test: ServerTest, ...values: readonly Literal[]): ServerTerm {
  return { names: member.names, isMeasure: isMeasure(member), test, values };
}

/** The day in UTC at which a point in time lies, or one so many days later; undefined where years have five digits. */
function dayOfInstant(iso: string, later: number): string | undefined {
  const day = new Date(instantOf(iso)).toISOString().slice(0, 10);
  const found = partsOf(day) && daysLater(day, later);
  return found !== undefined && partsOf(found) !== undefined ? found : undefined;
}

/**
 * Both ends of a range. Points in time are cut to days by the server (to minutes, where it does as incremental pull is
 * documented), so the days around them are asked for, as ERP.net's documentation advises; what is outside is left out here.
 */
export function rangeTerms(member: Member, from: string | null, to: string | null): Terms {
  const end = (test: 'ge' | 'le', value: string | null, later: number): Terms => {
    if (value === null) return [];
    if (member.column.type !== 'dateTime') return [term(member, test, literalOf(member, value))];
    const day = dayOfInstant(value, later);
    return day === undefined ? [] : [term(member, test, { kind: 'day', day })];
  };
  return [...end('ge', from, 0), ...end('le', to, 1)];
}

/** Values that the server can tell apart: it compares text without its case, and numbers by their value. */
export function distinctValues(
  { column: { type } }: Member,
  values: readonly PresentValue[],
): readonly PresentValue[] {
  const sameAs = (value: PresentValue): string => {
    if (typeof value !== 'string') return JSON.stringify(value);
    return isNumeric(type) ? addDecimals(value, '0') : fold(value);
  };
  return [...new Map(values.map((value) => [sameAs(value), value])).values()];
}
