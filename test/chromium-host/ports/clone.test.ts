import { expect, test } from 'vitest';
import { fromBytes, toBytes } from './clone.ts';

test('a value is the same after the journey, and another one', () => {
  const shared = new ArrayBuffer(4);
  const value = {
    big: -(2n ** 80n),
    date: new Date(1),
    map: new Map<unknown, unknown>([[{ key: 1 }, new Set([Number.NaN])]]),
    views: [new Uint8Array(shared), new DataView(shared, 2)],
    error: new TypeError('wrong', { cause: 'why' }),
    sparse: Object.assign([], { 2: undefined }),
  };
  const copy = fromBytes(toBytes(value)) as typeof value;
  expect(copy).toStrictEqual(structuredClone(value));
  expect(copy.views[0]?.buffer).toBe(copy.views[1]?.buffer);
});

test('a Buffer arrives as a Uint8Array, as it does in Electron', () => {
  const copy = fromBytes(toBytes(Buffer.from('abc')));
  expect(copy).toStrictEqual(new Uint8Array([97, 98, 99]));
});

test.each([() => 1, Symbol('s'), { deep: [() => 1] }, new WeakMap(), Promise.resolve()])(
  'what structured clone refuses is refused: %s',
  (refused) => {
    expect(() => toBytes(refused)).toThrow('An object could not be cloned.');
  },
);
