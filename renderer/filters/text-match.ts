import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import { quotedText } from './expression-text.ts';

/** Ways in which a text can be looked for. */
export const textMatches = ['contains', 'startsWith', 'endsWith', 'exactly'] as const;

/** A text, and how it is looked for. */
export interface TextMatch {
  readonly how: (typeof textMatches)[number];
  readonly text: string;
}

/** What an expression looks for; what it can't be said so of begins anew. */
export function textMeant(meaning: FilterMeaning | null): TextMatch {
  const conditions = meaning !== null && 'conditions' in meaning ? meaning.conditions : [];
  const [condition, ...others] = conditions;
  if (condition === undefined || others.length > 0) return { how: 'contains', text: '' };
  if ('text' in condition) return { how: condition.test, text: condition.text };
  const value = condition.test === 'oneOf' ? condition.values[0] : undefined;
  return typeof value === 'string'
    ? { how: 'exactly', text: value }
    : { how: 'contains', text: '' };
}

/** What would be read as something else than text when it is typed as it is. */
const isSpecial = /^[(=*]|["*]|(^|\s)(or|или|oder)(\s|$)/i;

/** A text as an expression; empty for an empty one. */
export function matchExpression({ how, text: typed }: TextMatch): string {
  const sought = typed.trim();
  if (sought === '') return '';
  if (how === 'exactly') return quotedText(sought);
  const isPlain = !isSpecial.test(sought);
  const text = isPlain ? sought : quotedText(sought);
  if (how === 'startsWith') return `${text}*`;
  if (how === 'endsWith') return `*${text}`;
  return isPlain ? text : `*${text}*`;
}
