/** Languages that the app speaks. */
export const languages = ['en', 'bg'] as const;

/** A language that the app speaks, as `culture` names it to the instance (ERP.net docs, change-language.md). */
export type Language = (typeof languages)[number];
