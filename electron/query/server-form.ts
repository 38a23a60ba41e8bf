import type { LocalReason } from '../contract/query.ts';
import type { Literal, ServerTerm } from '../instance/server-query.ts';
import { exact, inexact, type ServerForm } from './alternatives.ts';
import type { Member } from './member.ts';
import type { PlainCondition } from './plain-query.ts';
import { rangeTerms, term } from './server-terms.ts';
import { firstDay, hasServerRanges, oneOfForms, valueForms } from './value-forms.ts';

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
    case 'measure': {
      // The server filters by the number, and nothing tells that it does by the currency or unit.
      const terms = rangeTerms(member, condition.from, condition.to);
      return terms.length === 0 ? [] : [inexact([terms])];
    }
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
