import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFolded, fold, inCodePointOrder } from '../../../electron/query/fold.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'я', '😀', '\u{10ffff}', '\ud7ff', '\ue000', '\uffee', ' '),
});

test('texts made for it compare by JavaScript as the texts themselves do by their code points', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [left, right] = [inCodePointOrder(a), inCodePointOrder(b)];
      const byUtf8 = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(left < right ? -1 : Number(left > right)).toBe(byUtf8);
      expect(Math.sign(compareFolded(a, b))).toBe(byUtf8);
    }),
    { numRuns: 2000 },
  );
});

const english = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const bulgarian = Array.from(
  'абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ0123456789',
);

test.each([
  ['English', 'en', english],
  ['Bulgarian', 'bg', bulgarian],
  // Part numbers come before names, as English has it; to English й is и with an accent, and not a letter.
  ['both', 'en', [...english, ...bulgarian].filter((letter) => !/й/i.test(letter))],
] as const)('names in %s come as in a dictionary, whatever their case', (_, language, letters) => {
  const { compare } = new Intl.Collator(language, { sensitivity: 'base' });
  const name = fc.string({ unit: fc.constantFrom(...letters), maxLength: 6 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(compareFolded(fold(a), fold(b)))).toBe(Math.sign(compare(a, b)));
    }),
    { numRuns: 1000 },
  );
});
