import { type Language, languages } from '../contract/languages.ts';
import type { Settings } from '../contract/settings.ts';

/**
 * The language that the app speaks: the one set, else the first of the system's that it knows, else English.
 * @param preferred the system's languages, best first, BCP 47
 */
export function chooseLanguage(
  setting: Settings['language'],
  preferred: readonly string[],
): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const known = languages.find((language) => language === tag.toLowerCase().split('-', 1)[0]);
    if (known !== undefined) return known;
  }
  return 'en';
}
