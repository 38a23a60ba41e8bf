/** Languages that the app speaks. */
export const languages = ['en', 'bg', 'de'] as const;

/** A language that the app speaks, as `culture` names it to the instance (ERP.net docs, change-language.md). */
export type Language = (typeof languages)[number];

/**
 * The first of somebody's languages that the app speaks, else English.
 * @param preferred best first, BCP 47
 */
export function preferredLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = languages.find((language) => language === tag.toLowerCase().split('-', 1)[0]);
    if (known !== undefined) return known;
  }
  return 'en';
}
