/** Puts terms together as somebody would type them. @param or the word between them */
export function joinedTerms(terms: readonly string[], or: string): string {
  return terms.join(` ${or} `);
}

/** The terms of an expression that are among these words, as they are written there, and all other terms. */
export function termsAmong(
  text: string,
  words: readonly string[],
): { readonly found: readonly string[]; readonly others: readonly string[] } {
  const terms = text.split(/\s(?:or|или|oder)\s/i).map((term) => term.trim());
  const said = new Set(terms.map((term) => term.toLowerCase()));
  const known = new Set(words.map((word) => word.toLowerCase()));
  return {
    found: words.filter((word) => said.has(word.toLowerCase())),
    others: terms.filter((term) => term !== '' && !known.has(term.toLowerCase())),
  };
}

/** The term that is being typed, which is the last one, and what stands before it. */
export function lastTerm(text: string): { readonly before: string; readonly term: string } {
  const [, before = '', term = ''] = /^(.*\s(?:or|или|oder)\s+)?(.*)$/is.exec(text) ?? [];
  return { before, term };
}

/** What is typed, with a suggestion in place of its last term. */
export function completedText(text: string, suggestion: string): string {
  return lastTerm(text).before + suggestion;
}

/** Text as it means exactly itself, however many words it has. */
export function quotedText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A decimal as it is typed here. @param separator between its whole part and the rest */
export function typedDecimal(decimal: string, separator: string): string {
  return decimal.replace('.', separator);
}

/** A fraction as the percentage that is shown for it: 0.125 is 12.5. */
export function typedPercent(fraction: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(fraction) ?? [];
  const digits = whole + rest.padEnd(2, '0');
  const place = whole.length + 2;
  const before = digits.slice(0, place).replace(/^0+(?=\d)/, '');
  const after = digits.slice(place).replace(/0+$/, '');
  return sign + before + (after === '' ? '' : `.${after}`);
}

/** Ends of a range of numbers or days as they are typed; empty for an open end. */
export function typedRange(from: string, to: string): string {
  if (from === '' && to === '') return '';
  return from === to ? from : `${from}..${to}`;
}
