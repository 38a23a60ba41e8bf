import { type Language, preferredLanguage } from '../contract/languages.ts';
import type { Settings } from '../contract/settings.ts';

/**
 * The language that the app speaks: the one set, else the first of the system's that it knows, else English.
 * @param preferred the system's languages, best first, BCP 47
 */
export function chooseLanguage(
  setting: Settings['language'],
  preferred: readonly string[],
): Language {
  return setting === 'system' ? preferredLanguage(preferred) : setting;
}

/**
 * How numbers, days and weeks are written: as in the system's region, which on many computers is not that of its language.
 * @param system the system's locale, BCP 47; macOS adds what differs from it: `en-US@rg=bgzzzz`
 * @param preferred the system's languages, best first, for where that is none
 * @see Electron docs, `app.getSystemLocale`; UTS 35, "Region Override"
 */
export function chooseLocale(system: string, preferred: readonly string[]): string {
  const [name = '', keywords = ''] = system.split('@', 2);
  const region = /\brg=([a-z]{2})zzzz/i.exec(keywords)?.[1];
  for (const tag of [name, ...preferred]) {
    try {
      return new Intl.Locale(
        tag,
        tag === name && region !== undefined ? { region } : {},
      ).toString();
    } catch {
      // Not a language tag: the next one.
    }
  }
  return 'en';
}
