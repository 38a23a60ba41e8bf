import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLosslessJson } from '../../../electron/instance/lossless-json.ts';
import {
  parseJsonInSlices,
  parseListInSlices,
  readList,
} from '../../../electron/instance/sliced-json.ts';
import { turnsDuring } from './turns.ts';

const document = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 20 }),
  fc
    .tuple(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
      fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 20 }),
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    )
    .map(([before, value, after]) => ({ ...before, value, ...after })),
);
/** JSON text with spaces where they may be, quotes and brackets in strings, and numbers of every kind. */
const text = fc
  .tuple(document, fc.constantFrom('', ' ', '\n\t'))
  .map(([value, space]) => JSON.stringify(value, null, space));

async function outcome(parse: () => unknown): Promise<unknown> {
  try {
    return { value: await parse() };
  } catch (error) {
    return error instanceof SyntaxError ? 'no JSON' : error;
  }
}

test('JSON read in slices of any length is what it is in one piece', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 0, max: 200 }), async (source, slice) => {
      expect(await parseJsonInSlices(source, 'value', slice)).toEqual(parseLosslessJson(source));
    }),
    { numRuns: 1000 },
  );
});

test('text that is no JSON is refused in slices as it is in one piece', async () => {
  const broken = fc
    .tuple(text, fc.nat(), fc.nat(5), fc.constantFrom('', ',', ']', '}', '"', '[', '{', ':', ' 1'))
    .map(([source, at, cut, insert]) => {
      const place = at % (source.length + 1);
      return source.slice(0, place) + insert + source.slice(place + cut);
    });
  await fc.assert(
    fc.asyncProperty(broken, fc.integer({ min: 0, max: 60 }), async (source, slice) => {
      expect(await outcome(() => parseJsonInSlices(source, 'value', slice))).toEqual(
        await outcome(() => parseLosslessJson(source)),
      );
    }),
    { numRuns: 3000 },
  );
});

const copied = (elements: readonly unknown[]): readonly unknown[] => [...elements];

test('what is made of a list in slices is made of each of its elements once, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 0, max: 200 }), async (source, slice) => {
      const inSlices = await parseListInSlices(Buffer.from(source), 'value', copied, slice);
      const whole = readList(parseLosslessJson(source), 'value', copied);
      expect(inSlices.around).toEqual(whole.around);
      expect(inSlices.read?.flat()).toEqual(whole.read?.flat());
    }),
    { numRuns: 300 },
  );
});

test('elements of a long list are not held together', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ Id: index, Name: 'Иван'.repeat(40) }));
  const json = JSON.stringify({ before: 1, value: rows, after: 2 });
  const { around, read } = await parseListInSlices(
    Buffer.from(json),
    'value',
    ({ length }) => length,
  );
  expect(around).toEqual({ before: 1, value: [], after: 2 });
  expect(read?.reduce((sum, each) => sum + each)).toBe(1000);
  expect(Math.max(...(read ?? []))).toBeLessThan(250);
});

test('a list is read behind the mark that some put before UTF-8', async () => {
  for (const source of ['{"a":"ж","value":["Ж","€😀"]}', '["Ж","€😀"]']) {
    const json = Buffer.from(`\ufeff${source}`);
    for (const slice of [0, 5, 1000]) {
      const { read } = await parseListInSlices(json, 'value', copied, slice);
      expect(read?.flat()).toEqual(['Ж', '€😀']);
    }
  }
});

test.each([
  ['{"value":4}', { value: 4 }],
  ['{"value":[1,2],"value":4}', { value: 4 }],
  ['{"rows":[1]}', { rows: [1] }],
  ['"value"', 'value'],
])('%s has no such list', async (source, around) => {
  for (const slice of [0, 100]) {
    expect(await parseListInSlices(Buffer.from(source), 'value', copied, slice)).toEqual({
      around,
      read: null,
    });
  }
});

test.each([
  '{"value":[1,2,3],"value":[4]}',
  '{"value":[1,2,3],"value":4}',
  '{"a":{"value":[9]},"value":[1,2,3],"b":"]"}',
  '{"a":"\\"value\\":[","value":["\\\\","]"," \\" "]}',
  '[1,2,3]',
  ' [ ] ',
  '{"value":[]}',
  '{"value":[1.10,12345678901234567890,1e3]}',
  '{"value":[{"__proto__":{"x":1},"a":1},{"a":2}]}',
])('%s is read as in one piece', async (source) => {
  for (const slice of [0, 1, 5, 10]) {
    expect(await parseJsonInSlices(source, 'value', slice)).toEqual(parseLosslessJson(source));
  }
});

test('others have their turn while a long list is read', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => ({ Id: index, Name: 'Иван'.repeat(20) }));
  const json = JSON.stringify({ value: rows });
  expect(await turnsDuring(() => parseJsonInSlices(json, 'value'))).toBeGreaterThan(3);
});
