import type { Language } from './messages.ts';

function asLanguage(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0];
  return primary === 'bg' || primary === 'en' ? primary : undefined;
}

/**
 * The language of an answer: `culture` in the address, else `Accept-Language`, else English
 * (ErpNetDocs dev, domain-api/common-tasks/change-language.md). Quality values are not weighed: the first
 * language that the instance has wins.
 */
export function requestLanguage(
  culture: string | null,
  acceptLanguage: string | undefined,
): Language {
  if (culture !== null) return asLanguage(culture) ?? 'en';
  for (const range of (acceptLanguage ?? '').split(',')) {
    const language = asLanguage(range.split(';')[0] ?? '');
    if (language) return language;
  }
  return 'en';
}
