import type { Language } from './messages.ts';

function asLanguage(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0];
  return primary === 'bg' || primary === 'en' ? primary : undefined;
}

/** What a request says about the language of its answer. */
export interface LanguageWishes {
  /** The query option `culture`. */
  readonly culture: string | null;
  readonly cookie: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/**
 * The language of an answer: `culture` in the address, else the cookie `.AspNetCore.Culture`, else
 * `Accept-Language`, else English (ErpNetDocs dev, domain-api/common-tasks/change-language.md). Quality
 * values are not weighed: the first language that the instance has wins.
 */
export function requestLanguage({ culture, cookie, acceptLanguage }: LanguageWishes): Language {
  const [, inCookie] = /(?:^|;\s*)\.AspNetCore\.Culture=([^;]+)/.exec(cookie ?? '') ?? [];
  const explicit = culture ?? inCookie;
  if (explicit !== undefined) return asLanguage(explicit) ?? 'en';
  for (const range of (acceptLanguage ?? '').split(',')) {
    const language = asLanguage(range.split(';')[0] ?? '');
    if (language) return language;
  }
  return 'en';
}
