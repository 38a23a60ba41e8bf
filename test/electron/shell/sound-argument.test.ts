import { describe, expect, test } from 'vitest';
import { isSoundArgument } from '../../../electron/shell/sound-argument.ts';

function nested(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

const circle: unknown[] = [];
circle.push({ circle });

describe('an argument', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'.repeat(1_000_000)],
    ['a number', 1.5],
    ['members of all kinds', { a: [1, 'x', true, null, { b: undefined }] }],
    ['members without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['many elements', Array.from({ length: 1_000_000 }, () => '')],
    ['members in members', nested(32)],
  ])('can be %s', (_, argument) => {
    expect(isSoundArgument(structuredClone(argument))).toBe(true);
  });

  test.each([
    ['a list of holes', new Array(4_294_967_295)],
    ['a hole', Object.assign(new Array(2), { 1: 'x' })],
    ['more elements than can be looked at', Array.from({ length: 1_000_001 }, () => '')],
    [
      'more of them together',
      Array.from({ length: 1001 }, () => Array.from({ length: 1000 }, () => 0)),
    ],
    ['members in members without an end', nested(33)],
    ['a circle', circle],
    ['a large integer', 1n],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([['a', 1]])],
    ['a set', [new Set([1])]],
    ['bytes', new Uint8Array(4)],
    ['an error', new Error('x')],
    ['a pattern', /x/],
    ['a text in an object', Object('x')],
    ['a name that would change a prototype', JSON.parse('{"a":{"__proto__":{"isAdmin":true}}}')],
    ['more than a list', Object.assign([1], { more: 1 })],
  ])('can’t be %s', (_, argument) => {
    expect(isSoundArgument(structuredClone(argument))).toBe(false);
  });
});
