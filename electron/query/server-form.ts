import type { LocalReason } from '../contract/query.ts';
import { termLength } from '../instance/odata-filter.ts';
import type { Literal, ServerTerm } from '../instance/server-query.ts';
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

/** How the server answers one condition. */
export interface ServerForm {
  /** The server knows no `or`: each of these is asked for by a query of its own. */
  readonly alternatives: readonly Terms[];
  /** Whether exactly the rows come that the condition means; else all of them and others, to be left out here. */
  readonly isExact: boolean;
  /** Whether no row comes by two alternatives. */
  readonly isDisjoint: boolean;
}

/** Characters that the values of one `in (…)` may take in an address. */
const longestList = 1500;
/** The smallest day of the database that ERP.net lives in; nothing lies before it. */
const firstDay: Literal = { kind: 'day', day: '1753-01-01' };
/** The key of no record. */
const noId = '00000000-0000-0000-0000-000000000000';

function exact(alternatives: readonly Terms[]): ServerForm {
  return { alternatives, isExact: true, isDisjoint: true };
}

function inexact(alternatives: readonly Terms[]): ServerForm {
  return { alternatives, isExact: false, isDisjoint: false };
}

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
function valueForms(member: Member, values: readonly PresentValue[]): ServerForm[] {
  const { type } = member.column;
  const { filters } = member.facts;
  const literals = values.map((value) => literalOf(member, value));
  const forms: ServerForm[] = [];
  const isWhole =
    !['multilingual', 'dateTime', 'other', 'binary'].includes(type) && !isMeasure(member);
  const asList = exact(inTerms(member, literals).map((list) => [list]));
  const one = exact(literals.map((literal) => [term(member, 'eq', literal)]));
  if (isWhole && type !== 'custom' && filters.has('EqualsIn') && values.length > 1)
    forms.push(asList);
  if (isWhole && filters.has('Equals')) forms.push(one);
  if (isWhole && type !== 'custom' && filters.has('EqualsIn')) forms.push(asList);
  if (hasServerRanges(member)) {
    const ranges = values.map((value) => rangeTerms(member, String(value), String(value)));
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
function hasServerRanges(member: Member): boolean {
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

function oneOfForms(member: Member, condition: PlainCondition & { test: 'oneOf' }): ServerForm[] {
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

function rangeForms(member: Member, from: string | null, to: string | null): ServerForm[] {
  const { column, facts } = member;
  if (column.type === 'enum') {
    // How servers want the values of `ge` written is contradicted; the values between the ends are not.
    const low = from === null ? 0 : facts.enumValues.indexOf(from);
    const high = to === null ? facts.enumValues.length : facts.enumValues.indexOf(to) + 1;
    const between = facts.enumValues.slice(low, Math.max(low, high));
    return between.length === 0 ? [exact([])] : valueForms(member, between);
  }
  if (!hasServerRanges(member)) return [];
  const terms = rangeTerms(member, from, to);
  return column.type === 'dateTime' ? [inexact([terms])] : [exact([terms])];
}

const functions = { contains: 'contains', startsWith: 'startswith', endsWith: 'endswith' } as const;

function textForms(
  member: Member,
  { test, text }: PlainCondition & { test: keyof typeof functions },
): ServerForm[] {
  const { type } = member.column;
  const literal: Literal = { kind: 'text', text };
  if (type === 'text' && member.facts.filters.has('Like')) {
    return [exact([[term(member, functions[test], literal)]])];
  }
  // Texts in several languages and references know no more than `contains`, which is true of what starts with a text.
  const isContained =
    type === 'reference' || (type === 'multilingual' && member.facts.filters.has('Like'));
  if (!isContained) return [];
  const contained = [[term(member, 'contains', literal)]];
  return [test === 'contains' ? exact(contained) : inexact(contained)];
}

function formsOf(member: Member, condition: PlainCondition): ServerForm[] {
  switch (condition.test) {
    case 'oneOf':
      return oneOfForms(member, condition);
    case 'range':
      return rangeForms(member, condition.from, condition.to);
    case 'notEmpty': {
      const isDate = member.column.type === 'date' || member.column.type === 'dateTime';
      return isDate && hasServerRanges(member) ? [exact([[term(member, 'ge', firstDay)]])] : [];
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return textForms(member, condition);
  }
}

/** The name under which it is learned that the server refuses a kind of term, in any query of the set. */
export function termFeature({ names, isMeasure: hasUnit, test }: ServerTerm): string {
  return `${names.join('/')}${hasUnit ? 'Value' : ''} ${test}`;
}

/**
 * How the server answers a condition, or why it can't.
 * @param isRefused what the instance refused, although its model promised it
 * @see ERP.net docs, domain-api/querying-data/query-options/filter.md, filterable-references.md
 */
export function serverForm(
  member: Member,
  condition: PlainCondition,
  isRefused: (feature: string) => boolean,
): ServerForm | LocalReason {
  if (member.facts.isCalculated) return 'calculated';
  if (!member.canBeReached) return 'pathNotFilterable';
  const forms = formsOf(member, condition);
  const found = forms.find(({ alternatives }) =>
    alternatives.flat().every((each) => !isRefused(termFeature(each))),
  );
  return found ?? (forms.length === 0 ? 'notFilterable' : 'refused');
}
