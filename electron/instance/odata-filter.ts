import type { Literal, ServerTerm } from './server-query.ts';

/** Encodes a value, but leaves what may stand in a query as it is: with many columns every character counts. */
export function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/%(24|2C|3D)/g, (encoded) =>
    decodeURIComponent(encoded),
  );
}

/** A text in quotes, those inside it doubled. */
function quoted(text: string): string {
  return `'${text.toWellFormed().replaceAll("'", "''")}'`;
}

function literalText(literal: Literal): string {
  switch (literal.kind) {
    case 'text':
      return quoted(literal.text);
    case 'number':
      return literal.digits;
    case 'truth':
      return String(literal.isTrue);
    case 'guid':
      return literal.guid;
    case 'day':
      return `${literal.day}T00:00:00Z`;
    case 'instant':
      return literal.instant;
    case 'record':
      return quoted(`${literal.set}(${literal.id})`);
  }
}

/**
 * One term of a `$filter`.
 * @see ERP.net docs, domain-api/querying-data/query-options/filter.md
 */
export function termText({ names, isMeasure, test, values }: ServerTerm): string {
  const member = `${names.join('/')}${isMeasure ? 'Value' : ''}`;
  const value = values.map(literalText).join(',');
  if (test === 'in') return `${member} in (${value})`;
  const isOperator = test === 'eq' || test === 'ge' || test === 'le';
  return isOperator ? `${member} ${test} ${value}` : `${test}(${member},${value})`;
}

/** How many characters a term adds to an address. */
export function termLength(term: ServerTerm): number {
  return encodeValue(` and ${termText(term)}`).length;
}
