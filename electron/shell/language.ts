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
