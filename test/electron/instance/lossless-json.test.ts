import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLosslessJson } from '../../../electron/instance/lossless-json.ts';

function isParsed(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

describe('JSON from the instance', () => {
  test.each([
    ['3.55', 3.55],
    ['120', 120],
    ['0', 0],
    ['0.10', '0.10'],
    ['250.00', '250.00'],
    ['12345678901234567890', '12345678901234567890'],
    ['-1234567890123456.789', '-1234567890123456.789'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['1e3', '1000'],
    ['-1.2E+2', '-120'],
    ['1.5e-3', '0.0015'],
    ['1e+21', '1000000000000000000000'],
    ['12.34e1', '123.4'],
    ['1e999999999', '1e999999999'],
  ])('reads the number %s as %j', (source, value) => {
    expect(parseLosslessJson(`{"a":[${source}]}`)).toEqual({ a: [value] });
  });

  test('keeps every digit of every decimal', () => {
    const digits = fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 30 }), (unscaled, scale) => {
        const text = String(unscaled)
          .replace('-', '')
          .padStart(scale + 1, '0');
        const source = `${unscaled < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
        expect(String(parseLosslessJson(source))).toBe(source);
      }),
    );
  });

  test('reads everything else as JSON.parse does', () => {
    const isExact = (value: unknown): boolean =>
      !JSON.stringify(value).includes('e') && !JSON.stringify(value).includes('__proto__');
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        const value: unknown = JSON.parse(text);
        fc.pre(isExact(value) && !text.includes('-0'));
        expect(parseLosslessJson(JSON.stringify(value))).toEqual(value);
      }),
    );
  });

  test('leaves out __proto__, so that no copy of it can change a prototype', () => {
    const value = parseLosslessJson('{"a":{"__proto__":{"admin":true},"b":1}}');
    expect(value).toEqual({ a: { b: 1 } });
    expect(JSON.stringify(value)).toBe('{"a":{"b":1}}');
  });

  test.each([
    '{"\\u005f_proto__":{"b":1}}',
    '{"__pro\\u0074o__":{"b":1}}',
    '{"__\\u0070roto__":1}',
  ])('leaves it out in %s, too', (text) => {
    expect(Object.keys(Object(parseLosslessJson(text)))).toEqual([]);
  });

  test('leaves alone what only looks like a number that would lose digits', () => {
    const text = String.raw`{"a":" 1.50","b":"[1.50,\"2.50","c\\":[3.50],"1.50":"\\\\"}`;
    expect(parseLosslessJson(text)).toEqual({ ...Object(JSON.parse(text)), 'c\\': ['3.50'] });
  });

  test('makes no JSON of what is none', () => {
    const parts = fc.constantFrom(
      ...[
        '1.50',
        '0.1',
        '-',
        '01.0',
        '1e3',
        '.',
        '"',
        '\\',
        '\\"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        ' ',
      ],
      ...['true', '"a"', '"1.50"', '{"a":1.50}', '[2.50]', '12345678901234567890'],
    );
    const texts = fc.array(parts, { maxLength: 7 }).map((some) => some.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const isJson = isParsed(() => JSON.parse(text));
        expect(isParsed(() => parseLosslessJson(text))).toBe(isJson);
      }),
      { numRuns: 5000 },
    );
  });

  test.each(['', '{"a":1', '[1,2', '<html>', '{"a":01}', '{1.50:2}', '{1.50 :2}'])(
    'refuses %j',
    (text) => {
      expect(() => parseLosslessJson(text)).toThrow(SyntaxError);
    },
  );
});
