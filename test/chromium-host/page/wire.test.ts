import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWire } from './wire.ts';

const wire = createWire();

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.constantFrom(null, undefined, -0),
  fc.date(),
  fc.uint8Array(),
  fc.float64Array(),
);

const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('object'), tie('map'), tie('set')),
  list: fc.array(tie('value')),
  object: fc.dictionary(fc.string(), tie('value')),
  map: fc.array(fc.tuple(tie('value'), tie('value'))).map((pairs) => new Map(pairs)),
  set: fc.array(tie('value')).map((items) => new Set(items)),
}));

test('decoding what was encoded gives what structured clone gives', () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(wire.decode(wire.encode(original))).toStrictEqual(structuredClone(original));
    }),
  );
});

test('cycles and shared references survive', () => {
  const shared = { name: 'shared' };
  const original: { self?: unknown; all: unknown[] } = { all: [shared, shared] };
  original.self = original;
  const copy = wire.decode(wire.encode(original)) as typeof original;
  expect(copy.self).toBe(copy);
  expect(copy.all[0]).toBe(copy.all[1]);
  expect(copy).not.toBe(original);
});

test('two views of one buffer keep sharing it', () => {
  const buffer = new ArrayBuffer(8);
  const [one, other] = wire.decode(
    wire.encode([new Uint8Array(buffer), new Uint16Array(buffer, 2, 2)]),
  ) as [Uint8Array, Uint16Array];
  one[2] = 7;
  expect(other[0]).toBe(7);
  expect(other).toHaveLength(2);
});

test.each([() => 1, Symbol('s'), { deep: [() => 1] }, new WeakMap(), Promise.resolve()])(
  'what structured clone refuses is refused: %s',
  (refused) => {
    expect(() => wire.encode(refused)).toThrow('An object could not be cloned.');
  },
);
