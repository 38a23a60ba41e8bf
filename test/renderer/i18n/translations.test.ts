import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../electron/contract/failure.ts';
import { languages } from '../../../electron/contract/languages.ts';
import { bg } from '../../../renderer/i18n/bg.ts';
import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { createTranslations } from '../../../renderer/i18n/language.ts';

/** All sentences by their dotted keys. */
function sentences(words: object, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value]]
      : sentences(value as object, `${prefix}${key}.`),
  );
}

const english = sentences(en);
const bulgarian = new Map(sentences(bg));
const german = new Map(sentences(de));
const others = [
  ['Bulgarian', bulgarian],
  ['German', german],
] as const;

/** Texts that are no words of a language: names, units and quarters. */
const isTheSameEverywhere =
  /^(app\.name|filters\.(words\.q\d|example\.quantity|meaning\.inUnit)|.*\.(percent|milliseconds|bytes|seconds)|status\.[^.]*Of)$/;

/** German words that are written as in English. */
const alikeInGerman = new Set([
  ...['common.details', 'record.details', 'chip.online', 'chip.connecting', 'chip.offline'],
  ...['firstStart.version', 'account.version', 'settings.about.version', 'views.standard'],
  ...['settings.about.electron', 'settings.about.chromium', 'views.name', 'filters.text'],
  ...['diagnostics.step.name', 'diagnostics.step.domainApi', 'diagnostics.fact.version'],
]);

describe.each(others)('%s', (_name, words) => {
  it('has the same sentences as English', () => {
    expect([...words.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted());
  });

  it('fills in the same values', () => {
    const values = (text: string) =>
      [...text.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).toSorted();
    for (const [key, text] of english) {
      expect([key, values(words.get(key) ?? '')]).toEqual([key, values(text)]);
    }
  });
});

describe('The languages of the window', () => {
  it('have the forms that a number takes in each of them, and no other', () => {
    const counted = new Set(
      english.flatMap(([key]) => /^(.+)_(?:one|other)$/.exec(key)?.[1] ?? []),
    );
    expect(counted.size).toBeGreaterThan(10);
    for (const language of languages) {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      expect([language, pluralCategories.toSorted()]).toEqual([language, ['one', 'other']]);
    }
    const keys = new Set(english.map(([key]) => key));
    for (const key of counted) {
      expect([key, keys.has(`${key}_one`), keys.has(`${key}_other`)]).toEqual([key, true, true]);
    }
  });

  it('say one of a thing as one', () => {
    // Numbers that are never one, because it is too much, and what has come of how much.
    const many = new Set([
      ...['columns.tooMany', 'loadAll.tooMany', 'loadAll.progressOf', 'status.loaded'],
      ...['grid.copiedTable', 'keep.status.pulling', 'keep.status.paused'],
    ]);
    const counted =
      /\{\{\w+\}\} (?:more |other )?(?:rows|columns|cells|fields|pictures|views|days)\b/;
    const forMany = english.filter(([, text]) => counted.test(text)).map(([key]) => key);
    expect(forMany.length).toBeGreaterThan(5);
    expect(forMany.filter((key) => !key.endsWith('_other') && !many.has(key))).toEqual([]);
  });

  it('are all written: Bulgarian is Cyrillic but for names', () => {
    const wordless = new Set(['app.name', 'settings.percent']);
    for (const [key, text] of bulgarian) {
      if (!wordless.has(key)) expect([key, /\p{Script=Cyrillic}/u.test(text)]).toEqual([key, true]);
    }
  });

  it('are all written: German is not English but for words that both have', () => {
    for (const [key, text] of english) {
      const isShared = isTheSameEverywhere.test(key) || alikeInGerman.has(key);
      if (!isShared) expect([key, german.get(key)]).not.toEqual([key, text]);
    }
  });

  it('quote in German as Germans do, and address people as “Sie”', () => {
    for (const [key, text] of german) {
      expect([key, text]).not.toEqual([key, expect.stringMatching(/["“”](?=\p{L})/u)]);
      expect([key, text]).not.toEqual([key, expect.stringMatching(/\b(du|dein\w*|dir|dich)\b/iu)]);
      expect([key, text.split('„').length]).toEqual([key, text.split('“').length]);
    }
  });

  it('say what happened and what to do for every code', () => {
    for (const code of failureCodes) {
      for (const language of [en, bg, de]) {
        expect(language.failure[code].title).toMatch(/\S\.$/);
        expect(language.failure[code].advice).toMatch(/\S\.$/);
      }
    }
  });

  it('use no words of ours', () => {
    for (const [key, text] of [...english, ...bulgarian, ...german]) {
      expect([key, text]).not.toEqual([
        key,
        expect.stringMatching(/\b(token|cache|ipc|oops|renderer|токен|кеш)\b/iu),
      ]);
    }
  });

  it('count in words', async () => {
    const translations = await createTranslations('en');
    expect(translations.t('navigator.rows', { count: 1, shown: '1' })).toBe('1 row');
    expect(translations.t('navigator.rows', { count: 1000, shown: '1,000' })).toBe('1,000 rows');
    await translations.changeLanguage('bg');
    expect(translations.t('navigator.rows', { count: 1, shown: '1' })).toBe('1 ред');
    expect(translations.t('navigator.rows', { count: 5, shown: '5' })).toBe('5 реда');
    await translations.changeLanguage('de');
    expect(translations.t('navigator.rows', { count: 1, shown: '1' })).toBe('1 Zeile');
    expect(translations.t('navigator.rows', { count: 0, shown: '0' })).toBe('0 Zeilen');
  });

  it('are read when they are spoken, and what was chosen last is what is spoken', async () => {
    const translations = await createTranslations('de');
    expect(translations.t('common.cancel')).toBe('Abbrechen');
    expect(translations.hasResourceBundle('bg', 'translation')).toBe(false);
    const first = translations.changeLanguage('bg');
    await Promise.all([first, translations.changeLanguage('en')]);
    expect(translations.t('common.cancel')).toBe('Cancel');
  });
});
