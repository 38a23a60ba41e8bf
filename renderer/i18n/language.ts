import { type BackendModule, createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../electron/contract/languages.ts';
import { en } from './en.ts';

/** What each language is called in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  bg: 'Български',
  de: 'Deutsch',
};

/** English is there already: whatever has no words falls back to it. */
const read: Readonly<Record<string, () => Promise<typeof en>>> = {
  bg: async () => (await import('./bg.ts')).bg,
  de: async () => (await import('./de.ts')).de,
} satisfies Record<Exclude<Language, 'en'>, unknown>;

const wordsOnDisk: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, _namespace, callback) {
    const words = read[language]?.() ?? Promise.reject(new Error(`No words in ${language}`));
    words.then(
      (found) => callback(null, found),
      (error: Error) => callback(error, null),
    );
  },
};

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
