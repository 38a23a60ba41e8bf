import { expect, test } from 'vitest';
import { chooseLanguage, chooseLocale } from '../../../electron/shell/language.ts';

test.each([
  ['bg', ['en-US'], 'bg'],
  ['system', ['bg-BG', 'en-US'], 'bg'],
  ['system', ['de-AT', 'BG', 'en'], 'de'],
  ['system', ['fr-FR', 'BG', 'de'], 'bg'],
  ['system', ['fr-FR'], 'en'],
  ['system', [], 'en'],
] as const)(
  'set to %s, with the system preferring %j, the app speaks %s',
  (setting, preferred, spoken) => {
    expect(chooseLanguage(setting, preferred)).toBe(spoken);
  },
);

test.each([
  // What Electron's documentation has for Windows and for macOS: neither is the first of the preferred languages.
  ['fi-FI', ['fr-CA', 'en-US'], 'fi-FI'],
  ['fr-FI', ['fr-CA', 'en-US'], 'fr-FI'],
  ['bg-BG', ['en-US'], 'bg-BG'],
  // A region of its own, as macOS names it.
  ['en-US@rg=bgzzzz', ['en-US'], 'en-BG'],
  ['de-DE@currency=EUR', ['en-US'], 'de-DE'],
  ['', ['bg-BG', 'en-US'], 'bg-BG'],
  ['C', ['C.UTF-8', 'de'], 'de'],
  ['', [], 'en'],
] as const)(
  'numbers and days are written as the region %j has them, or in the languages %j: %s',
  (region, preferred, locale) => {
    expect(chooseLocale(region, preferred)).toBe(locale);
  },
);
