/** What engines know of a locale's weeks; the types of ES2024 don't. */
interface KnowsWeeks {
  getWeekInfo(): { readonly firstDay: number };
}

function knowsWeeks(locale: Intl.Locale): locale is Intl.Locale & KnowsWeeks {
  return 'getWeekInfo' in locale;
}

/**
 * The day that weeks begin with, as the Unicode CLDR has it: what `(current week)` means and what a calendar shows.
 * @param locale BCP 47
 * @returns Monday is 1, Sunday 7
 */
export function firstWeekday(locale: string): number {
  const named = new Intl.Locale(locale);
  return knowsWeeks(named) ? named.getWeekInfo().firstDay : 1;
}
