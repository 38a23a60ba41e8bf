import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../electron/contract/languages.ts';
import { en } from './en.ts';

/** What each language is called in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  bg: 'Български',
  de: 'Deutsch',
};

/** English is here already: what has no words in another language falls back to it. */
const words: Readonly<Record<Language, () => Promise<typeof en>>> = {
  en: () => Promise.resolve(en),
  bg: async () => (await import('./bg.ts')).bg,
  de: async () => (await import('./de.ts')).de,
};

/** Where i18next finds what it does not have yet; `callbackApi` says that it answers by promises. */
const wordsOnDisk = {
  type: 'backend',
  callbackApi: false,
  init: () => undefined,
  read: (language: Language) => words[language](),
} as const;

/**
 * Makes the translations once the words of the language have been read. Those of another one are read when it is spoken.
 *
 * @param language - the language to start with
 */
export async function createTranslations(language: Language): Promise<i18n> {
  const instance = createInstance();
  await instance
    .use(wordsOnDisk)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  return instance;
}
