/** A stretch in quotes, in which two quotes stand for one, or what reaches to the next white space. */
const piece = /"(?:[^"]|"")*"|\s+|[^\s"]+|"/g;

/**
 * Splits an expression into its terms, of which one is enough: `(me) or (empty)`, `нов или планиран`. In quotes the word
 * is a word like any other.
 */
export function expressionTerms(text: string): readonly string[] {
  const terms = [''];
  for (const [found] of text.trim().matchAll(piece)) {
    if (/^(or|или|oder)$/i.test(found) && /\s$|^$/.test(terms.at(-1) ?? '')) terms.push('');
    else terms[terms.length - 1] += found;
  }
  return terms.map((term) => term.trim());
}

/** What stands in quotes, when the whole term does. */
export function quoted(term: string): string | undefined {
  const [, inner] = /^"((?:[^"]|"")*)"$/.exec(term) ?? [];
  return inner?.replaceAll('""', '"');
}
