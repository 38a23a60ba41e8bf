import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchAnswer } from '../../../electron/instance/batch-answer.ts';
import type { HttpAnswer } from '../../../electron/instance/http.ts';
import { writeBatchAnswer } from '../../simulator/domain-api/batch-format.ts';
import { garbled, waysToGarble } from '../../simulator/garbled-batch.ts';

const boundary = 'batchresponse_cd29f967';

/** An answer whose lines end as MIME's do. */
function answer(lines: string, more: Partial<HttpAnswer> = {}): HttpAnswer {
  return {
    status: 200,
    text: lines.replaceAll('\n', '\r\n'),
    contentType: 'multipart/mixed',
    ...{ boundary, retryAfter: null, date: 'Sun, 01 Mar 2026 12:00:00 GMT' },
    ...more,
  };
}

/** As ERP.net's documentation shows it. */
const documented = `--${boundary}
Content-Type: application/http
Content-Transfer-Encoding: binary

HTTP/1.1 200 OK
Content-Type: application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8
OData-Version: 4.0

{"value":[{"Name":{"BG":"\\u041c\\u0438\\u0442\\u043e"}}]}
--${boundary}
Content-Type: application/http
Content-Transfer-Encoding: binary

HTTP/1.1 503 Service Unavailable
Content-Type: application/json
Retry-After: 60

{"error":{"message":"Няма свободни места"}}
--${boundary}--`;

const [first = '', second = ''] = documented
  .replace(/--.*--$/, '')
  .split(`--${boundary}\n`)
  .slice(1);
const whole = (...parts: string[]): string =>
  `${parts.map((part) => `--${boundary}\n${part}`).join('')}--${boundary}--\n`;
const bodiesOf = (read: readonly HttpAnswer[] | null) => read?.map(({ text }) => text);
const simple = (id: string, body = '{}'): string =>
  `Content-Type: application/http\n${id}\nHTTP/1.1 200 OK\n\n${body}\n`;

describe('the answer to a batch', () => {
  test('is read as ERP.net documents it', () => {
    const date = 'Sun, 01 Mar 2026 12:00:00 GMT';
    const json = { contentType: 'application/json', boundary: null, date };
    expect(batchAnswer(answer(documented), 2)).toEqual([
      {
        ...{ status: 200, ...json, retryAfter: null },
        text: '{"value":[{"Name":{"BG":"\\u041c\\u0438\\u0442\\u043e"}}]}',
      },
      {
        ...{ status: 503, ...json, retryAfter: '60' },
        text: '{"error":{"message":"Няма свободни места"}}',
      },
    ]);
  });

  test('may have something before and behind it, bare line feeds, and white space behind its lines', () => {
    const text = `A preamble.\n${documented.replaceAll(`--${boundary}\n`, `--${boundary}  \n`)}\nThe end.`;
    expect(batchAnswer({ ...answer(''), text }, 2)).toHaveLength(2);
  });

  test.each([
    `{"a":1}\n--${boundary}x\n{"b":2}`,
    `{"a":1} --${boundary}\n{"b":2}`,
    `--${boundary}x--${boundary}--\n`,
  ])('has no part where a line is only like what stands between them: %j', (body) => {
    const read = batchAnswer(answer(whole(simple('', body))), 1);
    expect(bodiesOf(read)).toEqual([body.replaceAll('\n', '\r\n')]);
  });

  test('ends early only where the instance stopped at an error', () => {
    expect(batchAnswer(answer(documented), 5)).toHaveLength(2);
    expect(batchAnswer(answer(whole(first)), 2)).toBeNull();
  });

  test('keeps places: a part that says it is another’s makes all of it worthless', () => {
    const [one, two] = [simple('Content-ID: 1\n'), simple('Content-ID: 2\n')];
    expect(batchAnswer(answer(whole(one, two)), 2)).toHaveLength(2);
    expect(batchAnswer(answer(whole(two, one)), 2)).toBeNull();
  });

  test('holds parts to the length that they tell, in bytes', () => {
    const told = (length: number): string =>
      whole(
        `Content-Type: application/http\n\nHTTP/1.1 200 OK\nContent-Length: ${length}\n\n"Ж"\n`,
      );
    expect(bodiesOf(batchAnswer(answer(told(4)), 1))).toEqual(['"Ж"']);
    for (const length of [3, 5, -1, Number.NaN]) {
      expect(batchAnswer(answer(told(length)), 1)).toBeNull();
    }
    const padded = told(4).replace('"Ж"\n', '"Ж"\n\n');
    expect(bodiesOf(batchAnswer(answer(padded), 1))).toEqual(['"Ж"']);
  });

  test('may have parts without a body', () => {
    const empty = 'Content-Type: application/http\n\nHTTP/1.1 404 Not Found\n\n\n';
    expect(batchAnswer(answer(whole(empty, empty)), 2)).toMatchObject([
      { status: 404, text: '' },
      { status: 404, text: '' },
    ]);
  });

  test.each<[string, string, Partial<HttpAnswer>?]>([
    ['no part', whole()],
    ['one part too many', whole(first, first, second)],
    ['an empty part', whole('', second)],
    ['a part of another kind', whole(first.replace('/http', '/json'), second)],
    ['a part that has parts', whole(first.replace('/http', '/mixed; boundary=x'), second)],
    ['a part without a status', whole(first.replace('HTTP/1.1 200 OK\n', ''), second)],
    ['a status that is none', whole(first.replace('200 OK', 'OK'), second)],
    ['a header that is none', whole(first.replace('OData-Version: 4.0', 'OData-Version'), second)],
    ['another boundary', documented, { boundary: 'batch' }],
    ['no boundary', documented, { boundary: null }],
    ['another kind', documented, { contentType: 'text/html' }],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
  ])('is none with %s', (_, text, more) => {
    expect(batchAnswer(answer(text, more), 2)).toBeNull();
  });

  test('is none wherever it breaks off', () => {
    const { text } = answer(documented);
    for (let end = 0; end < text.length; end += 1) {
      expect(batchAnswer({ ...answer(''), text: text.slice(0, end) }, 2)).toBeNull();
    }
  });
});

/** What a server may write: JSON in any layout, pages, anything. */
const body = fc.oneof(
  fc.json(),
  fc.jsonValue().map((value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\r', '\n', '-', ' ', ':', 'Ж', '"', 'batchresponse_') }),
);
const part = fc.record({
  contentId: fc.constantFrom('given', undefined),
  status: fc.constantFrom(200, 204, 404, 429, 500, 503),
  body,
});

/** Writes parts as the simulated instance does. */
function writtenBy(
  parts: readonly { contentId: string | undefined; status: number; body: string }[],
) {
  const written = writeBatchAnswer(
    parts.map(({ contentId, status, body: text }, index) => ({
      contentId: contentId === undefined ? undefined : String(index + 1),
      answer: { status, headers: { 'content-type': 'application/json' }, body: text },
    })),
  );
  const [, between = ''] = /boundary=(.+)/.exec(written.contentType) ?? [];
  return { ...answer(''), text: written.body, boundary: between };
}

describe('any answer', () => {
  test('comes back part for part as it was written', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const read = batchAnswer(writtenBy(parts), parts.length);
        expect(read?.map(({ status, text }) => ({ status, text }))).toEqual(
          parts.map(({ status, body: text }) => ({ status, text })),
        );
      }),
      { numRuns: 500 },
    );
  });

  test.each(waysToGarble.filter((how) => how !== 'htmlPart'))(
    'is none when it was garbled: %s',
    (how) => {
      const json = part.map((each) => ({
        ...each,
        contentId: 'given',
        status: 200,
        body: '{"a":1}',
      }));
      fc.assert(
        fc.property(fc.array(json, { minLength: 2, maxLength: 5 }), (parts) => {
          const written = writtenBy(parts);
          const text = garbled(written.text, how);
          expect(batchAnswer({ ...written, text }, parts.length)).toBeNull();
        }),
        { numRuns: 50 },
      );
    },
  );
});
