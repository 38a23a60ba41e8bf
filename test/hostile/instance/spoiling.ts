import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';

/** What the instance would have answered with. */
export interface RightAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** How an answer is made wrong; plain data, so that a failing test can tell it. */
export type Spoiling =
  | { readonly kind: 'json'; readonly changes: readonly Change[] }
  | { readonly kind: 'text'; readonly how: TextSpoiling; readonly chance: number }
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Body;
    }
  | {
      readonly kind: 'broken';
      readonly how: 'reset' | 'cut' | 'tooShort' | 'falseGzip' | 'cutGzip';
    };

type Headers = Readonly<Record<string, string>>;
type Body = 'right' | 'html' | 'empty' | 'echo' | 'array' | 'null';
type TextSpoiling = 'cut' | 'twice' | 'mark' | 'prefix' | 'bytes' | 'deep' | 'long' | 'digits';

/** A value in the place of one, or of all under the same name, or one more member. */
interface Change {
  readonly how: 'replace' | 'everywhere' | 'add';
  readonly chance: number;
  readonly name: string;
  readonly value: unknown;
}

const script =
  '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>';

/** Addresses that no token may go to. `ELSEWHERE` stands for a server that listens, `HERE` for the instance. */
const addresses = [
  ...['ELSEWHERE/api/domain/odata/Crm_Sales_SalesOrders?$skip=1', 'ELSEWHERE', '//evil.example/x'],
  ...['https://evil.example/api/domain/odata/x', '\\\\evil.example\\x', 'file:///etc/passwd'],
  ...['http://HERE@evil.example/', 'http://evil.example@HERE/x', 'javascript:alert(1)', 'HERE/'],
  ...['HERE/id/connect/token', 'HERE/api/domain/odata/..%2f..%2fid/x', '../../../../id/x', 'x:y'],
  ...[
    'data:application/json,{}',
    'HERE/api/domain/odataX/y',
    'HERE.evil.example/',
    '',
    '?',
    '$batch',
  ],
];

const texts = [
  ...[
    script,
    '=cmd|calc!A1',
    '..\\..\\..\\evil.exe',
    '/etc/passwd',
    '\0',
    '\u202Egnp.exe',
    '\uD800',
  ],
  ...[
    '__proto__',
    'constructor',
    '{{7*7}}',
    'x'.repeat(5000),
    // What makes expressions look again and again.
    `0.${'0'.repeat(30_000)}1`,
    'a.'.repeat(15_000),
    '-',
    '1e999',
    'NaN',
    '2026-13-45',
    '',
  ],
];

const values: readonly unknown[] = [
  ...texts,
  ...addresses,
  ...[null, true, 0, -1, 1.5e300, 1e21, 2 ** 53 + 2, [], {}, [[]], [null], { Value: {} }],
  ...[{ Value: script, Currency: [] }, { EN: { EN: script } }, { '@odata.id': script }],
  ...[
    JSON.parse('{"__proto__":{"polluted":true},"toString":1}') as unknown,
    Array.from({ length: 300 }, () => 0),
  ],
];

const names = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'then', 'toJSON', '@odata.nextLink'],
  ...['@odata.nextLink', '@odata.nextLink', '@odata.count', '@odata.id', '@odata.context', 'value'],
  ...['error', 'Name', 'Type', 'Id', 'length', script],
];

const changes: Arbitrary<Change> = fc.record({
  how: fc.constantFrom<Change['how'][]>('replace', 'replace', 'everywhere', 'add', 'add'),
  chance: fc.nat(),
  name: fc.constantFrom(...names),
  value: fc.oneof(
    fc.constantFrom(...addresses),
    fc.constantFrom(...values),
    fc.jsonValue({ maxDepth: 3 }),
  ),
});

const headers: readonly Headers[] = [
  ...[
    { location: 'ELSEWHERE/x' },
    { location: 'https://evil.example/' },
    { location: '//evil.example' },
  ],
  ...[
    { 'set-cookie': 'session=stolen; Path=/' },
    { refresh: '0;url=ELSEWHERE/x' },
    { link: '<ELSEWHERE/x>; rel=preload' },
  ],
  ...[
    { 'content-type': 'text/html' },
    { 'content-type': 'application/octet-stream' },
    { 'content-type': '' },
  ],
  ...[
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'multipart/mixed; boundary=x' },
  ],
  ...[
    { 'retry-after': '99999999999' },
    { 'retry-after': '-5' },
    { 'retry-after': 'x' },
    { date: 'yesterday' },
  ],
  ...[{ 'www-authenticate': 'Basic realm="Password, please"' }, { 'content-encoding': 'zstd' }],
  ...[
    { 'content-disposition': 'attachment; filename="../../evil.exe"' },
    { 'clear-site-data': '"*"' },
  ],
  ...[{ 'alt-svc': 'h3="evil.example:443"' }, { 'strict-transport-security': 'max-age=1' }, {}],
];

const statuses = [
  ...[
    200, 200, 200, 201, 204, 205, 206, 300, 301, 302, 303, 304, 305, 307, 308, 399, 400, 401, 403,
  ],
  ...[404, 407, 410, 418, 429, 431, 500, 501, 502, 503, 504, 511, 599],
];

const bodies: readonly Body[] = [
  ...(['right', 'html', 'empty', 'echo', 'echo', 'echo', 'array', 'null'] as const),
];

/** A further page, or the same one, somewhere else. */
const links: Arbitrary<Spoiling> = fc.constantFrom(...addresses).map((value) => ({
  kind: 'json',
  changes: [{ how: 'add', chance: 0, name: '@odata.nextLink', value }],
}));

const redirects: Arbitrary<Spoiling> = fc.record({
  kind: fc.constant('http' as const),
  status: fc.constantFrom(301, 302, 303, 307, 308),
  headers: fc.constantFrom(...addresses).map((location) => ({ location: encodeURI(location) })),
  body: fc.constantFrom<Body[]>('right', 'html'),
});

/** Ways to answer wrongly, all of which end by themselves. */
export const spoilings: Arbitrary<Spoiling> = fc.oneof(
  { weight: 2, arbitrary: links },
  { weight: 1, arbitrary: redirects },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('json' as const),
      changes: fc.array(changes, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      how: fc.constantFrom<TextSpoiling[]>(
        'cut',
        'twice',
        'mark',
        'prefix',
        'bytes',
        'deep',
        'long',
        'digits',
      ),
      chance: fc.nat(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('http' as const),
      status: fc.constantFrom(...statuses),
      headers: fc.constantFrom(...headers),
      body: fc.constantFrom<Body[]>(...bodies),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('broken' as const),
      how: fc.constantFrom(
        'reset' as const,
        'cut' as const,
        'tooShort' as const,
        'falseGzip' as const,
        'cutGzip' as const,
      ),
    }),
  },
);

function everywhere(value: unknown, name: string, by: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => everywhere(element, name, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === name ? by : everywhere(member, name, by),
    ]),
  );
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** Defines it, because an assignment to `__proto__` would only change the prototype here. */
function put(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function changed(json: unknown, { how, chance, name, value }: Change): unknown {
  const objects = objectsIn(json);
  // Where further pages are looked for.
  const isOfPage = how === 'add' && name.startsWith('@odata.');
  const object = objects[isOfPage ? 0 : chance % Math.max(1, objects.length)];
  if (object === undefined || (chance % 50 === 0 && how === 'replace')) return value;
  const members = Object.keys(object);
  const member = members[chance % Math.max(1, members.length)] ?? name;
  if (how === 'everywhere') return everywhere(json, member, value);
  put(object, how === 'add' ? name : member, value);
  return json;
}

function spoiledJson(text: string, all: readonly Change[]): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = {};
  }
  for (const change of all) json = changed(json, structuredClone(change));
  return JSON.stringify(json) ?? '';
}

function spoiledText(text: string, how: TextSpoiling, chance: number): string | Buffer {
  const place = chance % Math.max(1, text.length);
  switch (how) {
    case 'cut':
      return text.slice(0, place);
    case 'twice':
      return text + text;
    case 'mark':
      return `\uFEFF${text}`;
    case 'prefix':
      return `)]}',\n${text}`;
    case 'bytes':
      return Buffer.concat([
        Buffer.from(text.slice(0, place)),
        Buffer.from([0xff, 0xc0, 0x80, 0]),
        Buffer.from(text.slice(place)),
      ]);
    case 'deep':
      return '['.repeat(20_000) + text + ']'.repeat(20_000);
    case 'long':
      return text.replace(/"[^"]*"(?!:)/, () => JSON.stringify('Ж'.repeat(100_000)));
    case 'digits':
      return text.replace(/:\s*-?\d+(\.\d+)?/, `: ${'9'.repeat(1000)}e-${'9'.repeat(chance % 8)}`);
  }
}

function bodyOf(body: Body, right: RightAnswer, request: IncomingMessage): string {
  switch (body) {
    case 'right':
      return right.text;
    case 'html':
      return `<!doctype html><title>Sign in</title>${script}`;
    case 'echo':
      return JSON.stringify({
        error: { message: `You sent ${JSON.stringify(request.headers)}`, code: 8 },
      });
    case 'empty':
      return '';
    case 'array':
      return '[]';
    case 'null':
      return 'null';
  }
}

/** Answers wrongly. `fill` puts addresses in the place of their names. */
export function answerWrongly(
  spoiling: Spoiling,
  right: RightAnswer,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  fill: (text: string) => string,
): void {
  const type = { 'content-type': right.contentType };
  if (spoiling.kind === 'json') {
    response.writeHead(right.status, type).end(fill(spoiledJson(right.text, spoiling.changes)));
  } else if (spoiling.kind === 'text') {
    response
      .writeHead(right.status, type)
      .end(spoiledText(right.text, spoiling.how, spoiling.chance));
  } else if (spoiling.kind === 'http') {
    const filled = Object.entries(spoiling.headers).map(([name, value]) => [name, fill(value)]);
    response.writeHead(spoiling.status, { ...type, ...Object.fromEntries(filled) });
    response.end(bodyOf(spoiling.body, right, request));
  } else if (spoiling.how === 'reset') {
    request.socket.destroy();
  } else if (spoiling.how === 'cut') {
    response.writeHead(200, type);
    response.write(right.text.slice(0, 20), () => request.socket.destroy());
  } else if (spoiling.how === 'tooShort') {
    response.writeHead(200, { ...type, 'content-length': right.text.length + 100 });
    response.write(right.text, () => request.socket.destroy());
  } else if (spoiling.how === 'falseGzip') {
    response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(right.text);
  } else {
    const packed = gzipSync(right.text);
    response
      .writeHead(200, { ...type, 'content-encoding': 'gzip' })
      .end(packed.subarray(0, packed.length / 2));
  }
}
