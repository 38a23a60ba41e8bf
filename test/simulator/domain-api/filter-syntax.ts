import { DomainApiError } from './domain-api-error.ts';
import { type Token, tokenize } from './filter-tokens.ts';

export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'guid'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'enum'; readonly type: string; readonly value: string };

/** Names from the entity set to the member: `['SalesOrder', 'State']`. */
type MemberPath = readonly string[];

export const comparisons = ['eq', 'ge', 'le'] as const;
export type Comparison = (typeof comparisons)[number];

export const filterFunctions = [
  'contains',
  'startswith',
  'endswith',
  'equalnull',
  'lessequalnull',
  'greaterequalnull',
] as const;
export type FilterFunction = (typeof filterFunctions)[number];

/** One condition of a `$filter`; a filter is conditions joined by `and`. */
export type Condition =
  | {
      readonly kind: 'comparison';
      readonly path: MemberPath;
      readonly operator: Comparison;
      readonly literal: Literal;
    }
  | { readonly kind: 'in'; readonly path: MemberPath; readonly literals: readonly Literal[] }
  | {
      readonly kind: 'function';
      readonly name: FilterFunction;
      readonly path: MemberPath;
      readonly literal: Literal;
    };

/**
 * Operators of OData that stand where none of ERP.net's can; all others fail as comparisons
 * (ErpNetDocs dev, domain-api/querying-data/query-options/filter.md).
 */
const refusedOperators = ['or', 'not'];

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

function unquote(text: string): string {
  return text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
}

class FilterParser {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = tokenize(expression);
  }

  parse(): Condition[] {
    const conditions = this.#conjunction();
    this.#refuseOperator();
    if (this.#peek().kind !== 'end') this.#fail('end of the expression expected');
    return conditions;
  }

  #conjunction(): Condition[] {
    const conditions = this.#term();
    while (this.#takeName('and')) conditions.push(...this.#term());
    return conditions;
  }

  #term(): Condition[] {
    this.#refuseOperator();
    if (!this.#takeSign('(')) return [this.#condition()];
    const conditions = this.#conjunction();
    this.#refuseOperator();
    this.#expectSign(')');
    return conditions;
  }

  #condition(): Condition {
    const name = this.#expectName('a property or a function');
    if (this.#peek().text === '(') return this.#function(name);
    const path = this.#pathFrom(name);
    this.#refuseOperator();
    const operator = this.#expectName('an operator');
    if (operator === 'in') return { kind: 'in', path, literals: this.#list() };
    if (isOneOf(comparisons, operator)) {
      return { kind: 'comparison', path, operator, literal: this.#literal() };
    }
    throw new DomainApiError('operatorNotSupported', operator);
  }

  #function(name: string): Condition {
    if (!isOneOf(filterFunctions, name)) throw new DomainApiError('functionNotSupported', name);
    this.#expectSign('(');
    const path = this.#pathFrom(this.#expectName('a property'));
    this.#expectSign(',');
    const literal = this.#literal();
    this.#expectSign(')');
    return { kind: 'function', name, path, literal };
  }

  #pathFrom(first: string): string[] {
    const path = [first];
    while (this.#takeSign('/')) path.push(this.#expectName('a property'));
    return path;
  }

  #list(): Literal[] {
    this.#expectSign('(');
    const literals = [this.#literal()];
    while (this.#takeSign(',')) literals.push(this.#literal());
    this.#expectSign(')');
    return literals;
  }

  #literal(): Literal {
    const token = this.#peek();
    this.#next += 1;
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: unquote(token.text) };
      case 'enum':
        return {
          kind: 'enum',
          type: token.text.slice(0, token.text.indexOf("'")),
          value: unquote(token.text),
        };
      case 'number':
      case 'guid':
      case 'date':
        return { kind: token.kind, value: token.text };
      case 'name':
        if (token.text === 'true' || token.text === 'false') {
          return { kind: 'boolean', value: token.text === 'true' };
        }
        break;
      case 'sign':
      case 'end':
        break;
    }
    this.#next -= 1;
    return this.#fail('a literal expected');
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', position: this.#expression.length };
  }

  #takeName(name: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'name' || token.text !== name) return false;
    this.#next += 1;
    return true;
  }

  #takeSign(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #expectName(what: string): string {
    const token = this.#peek();
    if (token.kind !== 'name') this.#fail(`${what} expected`);
    this.#next += 1;
    return token.text;
  }

  #expectSign(sign: string): void {
    if (!this.#takeSign(sign)) this.#fail(`'${sign}' expected`);
  }

  #refuseOperator(): void {
    const token = this.#peek();
    if (token.kind === 'name' && refusedOperators.includes(token.text)) {
      throw new DomainApiError('operatorNotSupported', token.text);
    }
  }

  #fail(what: string): never {
    throw new DomainApiError('syntax', this.#expression, String(this.#peek().position), what);
  }
}

/**
 * Parses ERP.net's dialect of `$filter`: `eq ge le in and` and six functions, nothing else of OData
 * (ErpNetDocs dev, domain-api/querying-data/query-options/filter.md).
 *
 * @returns the conditions, all of which must hold.
 * @throws DomainApiError `syntax`, `operatorNotSupported`, `functionNotSupported`.
 */
export function parseFilter(expression: string): Condition[] {
  return new FilterParser(expression).parse();
}
