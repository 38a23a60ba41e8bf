import { termLength } from '../instance/odata-filter.ts';
import type { Literal, ServerTerm } from '../instance/server-query.ts';
import { exact, inexact, type ServerForm } from './alternatives.ts';
import type { Member } from './member.ts';
import type { PlainCondition } from './plain-query.ts';
import {
  distinctValues,
  isMeasure,
  literalOf,
  type PresentValue,
  rangeTerms,
  type Terms,
  term,
} from './server-terms.ts';

/** Characters that the values of one `in (…)` may take in an address. */
const longestList = 1500;
/** The smallest day of the database that ERP.net lives in; nothing lies before it. */
export const firstDay: Literal = { kind: 'day', day: '1753-01-01' };
/** The key of no record. */
const noId = '00000000-0000-0000-0000-000000000000';

/** As few lists as possible, none of them too long for an address. */
function inTerms(member: Member, literals: readonly Literal[]): Terms {
  const lists: ServerTerm[] = [];
  for (const literal of literals) {
    const last = lists.at(-1);
    const longer = last && term(member, 'in', ...last.values, literal);
    if (longer === undefined || termLength(longer) > longestList) {
      lists.push(term(member, 'in', literal));
    } else lists[lists.length - 1] = longer;
  }
  return lists;
}

/** The ways in which the server finds rows with one of these values, the best one first. */
export function valueForms(member: Member, values: readonly PresentValue[]): ServerForm[] {
  const { type } = member.column;
  const { filters } = member.facts;
  const literals = values.map((value) => literalOf(member, value));
  const isWhole =
    !['multilingual', 'dateTime', 'other', 'binary'].includes(type) && !isMeasure(member);
  const apart =
    isWhole && filters.has('Equals')
      ? [exact(literals.map((literal) => [term(member, 'eq', literal)]))]
      : [];
  const listed =
    isWhole && type !== 'custom' && filters.has('EqualsIn')
      ? [exact(inTerms(member, literals).map((list) => [list]))]
      : [];
  const forms = values.length > 1 ? [...listed, ...apart] : [...apart, ...listed];
  if (hasServerRanges(member)) {
    const bounds = values.filter((value) => typeof value === 'string');
    const ranges = bounds.map((value) => rangeTerms(member, value, value));
    forms.push(type === 'dateTime' ? inexact(ranges) : exact(ranges));
  }
  if ((type === 'text' || type === 'multilingual') && filters.has('Like')) {
    // What equals a text contains it.
    if (values.every((value) => value !== '')) {
      forms.push(inexact(literals.map((literal) => [term(member, 'contains', literal)])));
    }
  }
  return forms;
}

/** Numbers and dates; those of amounts and quantities are documented even where the model promises nothing. */
export function hasServerRanges(member: Member): boolean {
  const { type } = member.column;
  if (isMeasure(member)) return true;
  const isOrdered = ['integer', 'decimal', 'percent', 'date', 'dateTime'].includes(type);
  return isOrdered && member.facts.filters.has('GreaterThanOrLessThan');
}

/**
 * The server can be asked for "this or nothing" only, so for nothing it is asked with a value that no row has. Empty text
 * counts as nothing.
 */
function emptyForms(member: Member): ServerForm[] {
  const { column, facts } = member;
  const probe: Partial<Record<typeof column.type, Literal>> = {
    text: { kind: 'text', text: '' },
    reference: { kind: 'record', set: column.referencedSet ?? '', id: noId },
  };
  const literal = probe[column.type];
  if (literal !== undefined && facts.filters.has('Equals')) {
    return [exact([[term(member, 'equalnull', literal)]])];
  }
  const isDate = column.type === 'date' || column.type === 'dateTime';
  return isDate && facts.filters.has('GreaterThanOrLessThan')
    ? [exact([[term(member, 'lessequalnull', firstDay)]])]
    : [];
}

/** `(me) or (empty)`: what `equalnull` was made for. Custom properties know `eq` only, and empty text is not null. */
function valueOrEmptyForms(member: Member, values: readonly PresentValue[]): ServerForm[] {
  const { column, facts } = member;
  const isNullable = ['reference', 'enum', 'integer', 'decimal', 'percent', 'guid', 'boolean'];
  const [first, ...others] = values;
  if (first === undefined || !facts.filters.has('Equals') || !isNullable.includes(column.type))
    return [];
  const withEmpty = exact([[term(member, 'equalnull', literalOf(member, first))]]);
  return others.length === 0
    ? [withEmpty]
    : valueForms(member, others).map((rest) => together(withEmpty, rest));
}

function together(a: ServerForm, b: ServerForm): ServerForm {
  return {
    alternatives: [...a.alternatives, ...b.alternatives],
    isExact: a.isExact && b.isExact,
    isDisjoint: a.isDisjoint && b.isDisjoint,
  };
}

/** The ways in which the server finds rows with one of several values, or with none, the best one first. */
export function oneOfForms(
  member: Member,
  condition: PlainCondition & { test: 'oneOf' },
): ServerForm[] {
  const present = distinctValues(
    member,
    condition.values.filter((value) => value !== null),
  );
  if (!condition.values.includes(null)) return valueForms(member, present);
  const notEmpty = present.filter((value) => value !== '');
  if (notEmpty.length === 0) return emptyForms(member);
  const apart = emptyForms(member).flatMap((empty) =>
    valueForms(member, notEmpty).map((rest) => together(empty, rest)),
  );
  return [...valueOrEmptyForms(member, notEmpty), ...apart];
}
