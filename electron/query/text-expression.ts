import { quoted } from './expression-terms.ts';
import type { PlainCondition } from './plain-query.ts';

/**
 * Reads what people type into the filter of text: a part of it, `"all of it"` or `=all of it`, `beginning*`, `*end`. In quotes
 * every character is itself, beside a star as well.
 * @param hasExact false for references, whose shown text can be looked into only: there quotes keep words together
 * @returns undefined when nothing is left to look for
 */
export function textCondition(
  term: string,
  path: string,
  hasExact: boolean,
): PlainCondition | undefined {
  const whole = quoted(term) ?? (term.startsWith('=') ? term.slice(1).trim() : undefined);
  if (hasExact && whole !== undefined) {
    return { test: 'oneOf', path, values: [whole === '' ? null : whole] };
  }
  const [, before = '', sought = '', behind = ''] = /^(\*?)(.*?)(\*?)$/s.exec(term) ?? [];
  const text = quoted(sought) ?? sought;
  if (text === '') return undefined;
  if (before === behind) return { test: 'contains', path, text };
  return { test: before === '' ? 'startsWith' : 'endsWith', path, text };
}
