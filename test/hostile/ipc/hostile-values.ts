import fc, { type Arbitrary } from 'fast-check';

/** Members in members, deeper than a stack. */
function nested(levels: number, inside: unknown): unknown {
  let value = inside;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** Thirty lists of two times the next: two thousand million elements in a hundred bytes. */
function doubled(): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < 30; level += 1) value = [value, value];
  return value;
}

function circle(): unknown {
  const value: Record<string, unknown> = {};
  value.value = [value];
  return value;
}

/** Texts that have broken programs before: addresses, paths, markup, code, expressions, names of prototypes. */
const texts = [
  ...[
    '',
    ' ',
    '\0',
    '\uD800',
    '\u202E',
    'İ',
    '𝒳',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
  ],
  ...['https://evil.example/', '//evil.example', 'user:pass@evil.example', 'evil.example/path?q#f'],
  ...[
    'file:///etc/passwd',
    'javascript:alert(1)',
    '../../../etc/passwd',
    '..\\..\\x',
    'C:\\Windows',
  ],
  ...['127.0.0.1', '[::1]', '169.254.169.254', '0x7f.1', 'localhost:0', 'a'.repeat(64), 'xn--a'],
  ...['<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '{{7*7}}'],
  ...[
    "' or '1' eq '1",
    'Id&$filter=x',
    'Name desc',
    'Crm_Sales_Customers/$count',
    '%00',
    '%2e%2e%2f',
  ],
  ...['1e999', 'NaN', '-0', '٣', '(me)', '(last month)', '-7d', '9'.repeat(400)],
];

/** Values that nobody who uses the window's own code sends. Made when they are needed, because some are large. */
const makers: readonly (() => unknown)[] = [
  ...texts.map((text) => () => text),
  ...[undefined, null, true, false, 0, -0, -1, 1.5, Number.NaN].map((value) => () => value),
  ...[Number.POSITIVE_INFINITY, 2 ** 53, 1e308, 10n ** 40n].map((value) => () => value),
  () => new Date(Number.NaN),
  () => new Map([['__proto__', 1]]),
  () => new Set(['x']),
  () => /(a+)+$/,
  () => new Error('x'),
  () => new Uint8Array(1000),
  () => new ArrayBuffer(8),
  () => Object(1) as unknown,
  () => new Array<unknown>(4_294_967_295),
  () => Object.assign(new Array(1_000_000), { 999999: 'x' }),
  () => Object.assign([], { length: 3, more: 'x' }),
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => ({ toJSON: 'x', valueOf: 'x', toString: 'x', length: -1 }),
  () => nested(50, 'x'),
  () => nested(2000, JSON.parse('{"__proto__":{"polluted":true}}')),
  doubled,
  circle,
  () => Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at])),
];

/** The same, of sizes that take time to copy. */
const largeMakers: readonly (() => unknown)[] = [
  () => 'x'.repeat(1_000_001),
  () => 'Ж'.repeat(5_000_000),
  () => `${'a'.repeat(100_000)}!`,
  () => `A${'/A'.repeat(100_000)}`,
  () => Array.from({ length: 100_000 }, () => ''),
  () => Array.from({ length: 1_000_001 }, () => 0),
];

/** Any value that can be sent, and those above. */
export const hostileValues: Arbitrary<unknown> = fc.oneof(
  { weight: 600, arbitrary: fc.constantFrom(...makers).map((make) => make()) },
  {
    weight: 300,
    arbitrary: fc.anything({
      withBigInt: true,
      withMap: true,
      withSet: true,
      withDate: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      maxDepth: 4,
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...largeMakers).map((make) => make()) },
);

type Step = string | number;

function pathsIn(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    pathsIn(member, [...path, name]),
  );
  return [path, ...inside];
}

/** The value with something else in one of its places. */
function replaced(value: unknown, [step, ...rest]: readonly Step[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const members = copy as Record<Step, unknown>;
  members[step] = replaced(members[step], rest, by);
  return copy;
}

/** Allowed arguments that are wrong in one place: another value, one member too many, or one too few. */
export function spoiled(allowed: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(allowed, hostileValues, fc.nat(), fc.constantFrom('replace', 'add', 'remove'))
    .map(([value, hostile, chance, how]) => {
      const paths = pathsIn(value);
      const path = paths[chance % paths.length] ?? [];
      if (how === 'replace' || typeof value !== 'object' || value === null) {
        return replaced(value, path, hostile);
      }
      const names = Object.keys(value);
      const name = names[chance % Math.max(1, names.length)] ?? 'more';
      if (how === 'add') return { ...value, more: hostile };
      const { [name]: _removed, ...rest } = value as Record<string, unknown>;
      return rest;
    });
}
