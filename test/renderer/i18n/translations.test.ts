import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../electron/contract/failure.ts';
import { bg } from '../../../renderer/i18n/bg.ts';
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

describe('English and Bulgarian', () => {
  it('have the same sentences', () => {
    expect([...bulgarian.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted());
  });

  it('fill in the same values', () => {
    const values = (text: string) =>
      [...text.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).toSorted();
    for (const [key, text] of english) {
      expect([key, values(bulgarian.get(key) ?? '')]).toEqual([key, values(text)]);
    }
  });

  it('are both written: Bulgarian is Cyrillic but for names', () => {
    const names = new Set(['app.name', 'account.english']);
    for (const [key, text] of bulgarian) {
      if (!names.has(key)) expect([key, /\p{Script=Cyrillic}/u.test(text)]).toEqual([key, true]);
    }
  });

  it('say what happened and what to do for every code', () => {
    for (const code of failureCodes) {
      for (const language of [en, bg]) {
        expect(language.failure[code].title).toMatch(/\S\.$/);
        expect(language.failure[code].advice).toMatch(/\S\.$/);
      }
    }
  });

  it('use no words of ours', () => {
    for (const [key, text] of [...english, ...bulgarian]) {
      expect([key, text]).not.toEqual([
        key,
        expect.stringMatching(/\b(token|cache|ipc|oops|renderer|токен|кеш)\b/iu),
      ]);
    }
  });

  it('count in words', () => {
    const translations = createTranslations('en');
    expect(translations.t('navigator.rows', { count: 1, shown: '1' })).toBe('1 row');
    expect(translations.t('navigator.rows', { count: 1000, shown: '1,000' })).toBe('1,000 rows');
    const t = translations.getFixedT('bg');
    expect(t('navigator.rows', { count: 1, shown: '1' })).toBe('1 ред');
    expect(t('navigator.rows', { count: 5, shown: '5' })).toBe('5 реда');
  });
});
