import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFolded, inCodePointOrder } from '../../../electron/query/fold.ts';

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
