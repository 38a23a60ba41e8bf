import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainApiError } from './domain-api-error.ts';
import {
  type Condition,
  comparisons,
  filterFunctions,
  type Literal,
  parseFilter,
} from './filter-syntax.ts';

/** Words that the language keeps for itself. */
const keywords = [
  'and',
  'or',
  'not',
  'in',
  'eq',
  'ge',
  'le',
  'ne',
  'gt',
  'lt',
  'has',
  'add',
  'sub',
];
const reserved = new Set([...keywords, 'mul', 'div', 'mod', 'true', 'false']);

const name = fc.stringMatching(/^[A-Za-z_]\w{0,12}$/).filter((word) => !reserved.has(word));
const path = fc.array(name, { minLength: 1, maxLength: 3 });

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.record({ kind: fc.constant('string' as const), value: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('guid' as const), value: fc.uuid() }),
  fc.record({
    kind: fc.constant('number' as const),
    value: fc.stringMatching(/^-?\d{1,18}(\.\d{1,6})?$/),
  }),
  fc.record({
    kind: fc.constant('date' as const),
    value: fc.stringMatching(
      /^20[0-9]{2}-[0-1][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,7})?)?)?(Z|[+][0-1][0-9]:00)?$/,
    ),
  }),
  fc.record({
    kind: fc.constant('enum' as const),
    type: name.map((word) => `Erp.${word}`),
    value: fc.string({ unit: 'grapheme' }),
  }),
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('comparison' as const),
    path,
    operator: fc.constantFrom(...comparisons),
    literal,
  }),
  fc.record({
    kind: fc.constant('in' as const),
    path,
    literals: fc.array(literal, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('function' as const),
    name: fc.constantFrom(...filterFunctions),
    path,
    literal,
  }),
);

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function printLiteral(printed: Literal): string {
  if (printed.kind === 'string') return quote(printed.value);
  return printed.kind === 'enum' ? printed.type + quote(printed.value) : String(printed.value);
}

function print(printed: Condition): string {
  const member = printed.path.join('/');
  switch (printed.kind) {
    case 'comparison':
      return `${member} ${printed.operator} ${printLiteral(printed.literal)}`;
    case 'in':
      return `${member} in (${printed.literals.map(printLiteral).join(', ')})`;
    case 'function':
      return `${printed.name}(${member},${printLiteral(printed.literal)})`;
  }
}

describe('the filter language', () => {
  it('reads back every filter it can be written as', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 5 }), (conditions) => {
        expect(parseFilter(conditions.map(print).join(' and '))).toEqual(conditions);
      }),
      { numRuns: 500 },
    );
  });

  it('takes brackets around conditions as they come', () => {
    fc.assert(
      fc.property(condition, condition, condition, (first, second, third) => {
        const text = `(${print(first)} and (${print(second)})) and ${print(third)}`;
        expect(parseFilter(text)).toEqual([first, second, third]);
      }),
    );
  });

  it.each([
    ["State eq 'New' or Void eq true", 'or'],
    ["State ne 'New'", 'ne'],
    ['LineNo gt 5', 'gt'],
    ['LineNo lt 5', 'lt'],
    ["not contains(Name,'a')", 'not'],
    ["(State eq 'New' or Void eq true)", 'or'],
    ['LineNo add 1 eq 5', 'add'],
  ])('refuses the operator in %s', (filter, operator) => {
    expect(() => parseFilter(filter)).toThrow(
      expect.objectContaining({ template: 'operatorNotSupported', parameters: [operator] }),
    );
  });

  it.each(['tolower', 'length', 'year', 'now'])('refuses the function %s', (unknown) => {
    expect(() => parseFilter(`${unknown}(Name,'a')`)).toThrow(
      expect.objectContaining({ template: 'functionNotSupported', parameters: [unknown] }),
    );
  });

  it.each([
    ['', 0],
    ['LineNo', 6],
    ['LineNo eq', 9],
    ['LineNo eq null', 10],
    ["Name eq 'abc", 8],
    ["contains(Name,'a'", 17],
    ['State in ()', 10],
    ['LineNo eq 5 LineNo eq 6', 12],
    ['(LineNo eq 5', 12],
    ["'a' eq Name", 0],
    ['LineNo eq 5;', 11],
  ])('says where %j is wrong', (filter, position) => {
    expect(() => parseFilter(filter)).toThrow(
      expect.objectContaining({
        template: 'syntax',
        parameters: [filter, String(position), expect.any(String)],
      }),
    );
  });

  it('fails on any other text with an error of its own, never with another one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainApiError);
        }
      }),
    );
  });
});
