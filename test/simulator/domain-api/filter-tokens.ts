import { DomainApiError } from './domain-api-error.ts';

/** A word, a literal or a sign of a `$filter` expression, and where it stands. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'guid' | 'date' | 'enum' | 'sign' | 'end';
  readonly text: string;
  /** Offset of its first character in the expression. */
  readonly position: number;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iy],
  [
    'date',
    /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)?(?:Z|[+-]\d{2}:\d{2})?(?![\w])/y,
  ],
  ['number', /-?\d+(?:\.\d+)?(?![\w.])/y],
  ['enum', /Erp\.\w+'(?:[^']|'')*'/y],
  ['string', /'(?:[^']|'')*'/y],
  ['name', /[A-Za-z_]\w*/y],
  ['sign', /[(),/]/y],
];

function tokenAt(expression: string, position: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const match = pattern.exec(expression);
    if (match) return { kind, text: match[0], position };
  }
  throw new DomainApiError('syntax', expression, String(position), 'unexpected character');
}

/**
 * Cuts a `$filter` expression into tokens, the last one of kind `end`.
 * @throws DomainApiError `syntax` at a character that begins no token.
 */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const space = /\s*/y;
  let position = 0;
  for (;;) {
    space.lastIndex = position;
    position += space.exec(expression)?.[0].length ?? 0;
    if (position >= expression.length) break;
    const token = tokenAt(expression, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', position: expression.length });
  return tokens;
}
