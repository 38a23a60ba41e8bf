import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../electron/contract/languages.ts';
import { bg } from './bg.ts';
import { en } from './en.ts';

/** What each language is called in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  bg: 'Български',
};

/**
 * Makes the translations; both languages are bundled, so nothing is loaded and the first paint has its words.
 *
 * @param language - the language to start with
 */
export function createTranslations(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, bg: { translation: bg } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/** The language to paint with before the main process has told which one is set. */
export function guessLanguage(systemLanguages: readonly string[]): Language {
  return systemLanguages[0]?.toLowerCase().startsWith('bg') === true ? 'bg' : 'en';
}
