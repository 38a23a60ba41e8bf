import { quoted } from './expression-terms.ts';
import type { PlainCondition } from './plain-query.ts';

/**
 * Reads what people type into the filter of text: a part of it, `"all of it"` or `=all of it`, `beginning*`, `*end`.
 * @param hasExact false for references, whose shown text can be looked into only: there quotes keep words together
 * @returns undefined when nothing is left to look for
 */
export function textCondition(
  term: string,
  path: string,
  hasExact: boolean,
): PlainCondition | undefined {
  const inQuotes = quoted(term);
  const whole = inQuotes ?? (hasExact && term.startsWith('=') ? term.slice(1).trim() : undefined);
  if (whole !== undefined) {
    if (hasExact) return { test: 'oneOf', path, values: [whole === '' ? null : whole] };
    return whole === '' ? undefined : { test: 'contains', path, text: whole };
  }
  const [, before = '', text = '', behind = ''] = /^(\*?)(.*?)(\*?)$/s.exec(term) ?? [];
  if (text === '') return undefined;
  if (before === behind) return { test: 'contains', path, text };
  return { test: before === '' ? 'startsWith' : 'endsWith', path, text };
}
