import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchPhrase } from '../../../electron/instance/odata-query.ts';

describe('a search phrase', () => {
  test.each([
    ['Иван Петров & Co.', '"Иван Петров & Co."'],
    ["O'Brien", '"O\'Brien"'],
    ['  50% ', '"50%"'],
    ['12" monitor', '"monitor"'],
    ['C:\\temp\\files', '"files"'],
    ['one\ttwo', '"one"'],
    ['half \ud83d', '"half \ufffd"'],
    ['""', ''],
    [' ', ''],
  ])('made of %j is %s', (text, phrase) => {
    expect(searchPhrase(text)).toBe(phrase);
  });

  test('is one phrase whatever it is made of, and a part of what was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const phrase = searchPhrase(text);
        if (phrase === '') return;
        expect(phrase).toMatch(/^"[^"\\]+"$/);
        expect(text).toContain(phrase.slice(1, -1));
      }),
    );
  });
});
