import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createJsonItems, NoJsonArrayError } from '../../../electron/model/json-items.ts';

/** Cuts a text at places, which need not be in order. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b);
  const ends = [...sorted, text.length];
  return ends.map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1], end));
}

function takeAll(pieces: readonly string[]) {
  const items = createJsonItems();
  const found = pieces.flatMap((piece) => items.take(piece));
  return { found, isWhole: items.isWhole() };
}

describe('an array in pieces', () => {
  it('gives all its objects, wherever it is cut', () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(objects, fc.array(fc.nat()), fc.boolean(), (values, places, isSpaced) => {
        const text = JSON.stringify(values, null, isSpaced ? 2 : undefined);
        const { found, isWhole } = takeAll(cut(text, places));
        expect(found.map((item): unknown => JSON.parse(item))).toEqual(JSON.parse(text));
        expect(isWhole).toBe(true);
      }),
    );
  });

  it('is not whole when its end is missing', () => {
    const text = '[{"a":"]}"},{"b":[1,{"c":"\\""}]}]';
    for (let length = 0; length < text.length; length += 1) {
      expect(takeAll([text.slice(0, length)]).isWhole).toBe(false);
    }
    expect(takeAll([text, '\r\n']).isWhole).toBe(true);
  });

  test.each(['{"error":1}', '[1]', '["a"]', '[{}]x', '<html>', '[{}][{}]', '[null]'])(
    'is not found in %s',
    (text) => {
      expect(() => takeAll([text])).toThrow(NoJsonArrayError);
    },
  );
});
