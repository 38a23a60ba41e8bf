import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createDomainApi } from '../../../electron/instance/domain-api.ts';
import type { HttpAnswer } from '../../../electron/instance/http.ts';
import { writeBatchAnswer } from '../../simulator/domain-api/batch-format.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeHttp, type Says, says } from './fake-http.ts';
import { sampleInstance } from './sample-instance.ts';

const root = sampleInstance.odataRoot;

/** A batch's answer with parts of these statuses and bodies. */
function batch(...parts: { status?: number; body: string; headers?: Record<string, string> }[]) {
  const { contentType, body } = writeBatchAnswer(
    parts.map((part, index) => ({
      contentId: String(index + 1),
      answer: { status: part.status ?? 200, headers: part.headers ?? {}, body: part.body },
    })),
  );
  const [type = '', boundary = ''] = contentType.split('; boundary=');
  return says(200, body, { contentType: type, boundary });
}

async function together(answer: Says, addresses: readonly string[] = ['A', 'B']) {
  const { http, received } = createFakeHttp({ [`${root}$batch`]: answer });
  const tokens = ['one', 'two'];
  const asked: (string | undefined)[] = [];
  const api = createDomainApi({
    ...{ instance: sampleInstance, http, clock: createFakeClock() },
    async accessToken(rejected): Promise<Result<string>> {
      asked.push(rejected);
      return success((rejected === undefined ? tokens[0] : tokens[1]) ?? '');
    },
  });
  return { result: await api.getJsonTogether(addresses), received, asked };
}

const requestLines = (text = ''): string[] =>
  text.split('\r\n').filter((line) => line.startsWith('GET '));

describe('asking for several things with one request', () => {
  test('writes each address as it would be sent alone, and reads each answer without losing digits', async () => {
    const addresses = [
      "Set?$filter=contains(Name,'Жук и пр')&$top=1",
      `${root}Other(1)?a=%2B#part`,
      '/api/domain/odata/Third',
    ];
    const answer = batch({ body: '{"a":0.10}' }, { body: '[1e3]' }, { body: 'null' });
    const { result, received } = await together(answer, addresses);
    expect(result).toEqual(success([success({ a: '0.10' }), success(['1000']), success(null)]));
    expect(received).toMatchObject([{ url: `${root}$batch`, bearer: 'one' }]);
    expect(requestLines(received[0]?.body?.text)).toEqual([
      'GET Set?$filter=contains(Name,%27%D0%96%D1%83%D0%BA%20%D0%B8%20%D0%BF%D1%80%27)&$top=1 HTTP/1.1',
      'GET Other(1)?a=%2B HTTP/1.1',
      'GET Third HTTP/1.1',
    ]);
  });

  test.each([
    'https://evil.example/api/domain/odata/Set',
    '/api/domain/currentmodel',
    '../currentmodel',
    'https://erp.example.com/api/domain/odata/',
    'https://user:password@erp.example.com/api/domain/odata/Set',
    'Set%2f..%2f..',
  ])('sends nothing when one of them leads elsewhere: %s', async (address) => {
    const { result, received, asked } = await together(batch(), ['Set', address]);
    expect(result).toEqual(failure({ code: 'foreignAddress' }));
    expect([received, asked]).toEqual([[], []]);
  });

  test('lets no address end the line that it stands in', async () => {
    const { received } = await together(batch(), ['Set?a=1 HTTP/1.1\r\nX: y\r\n\r\n--batch', 'B']);
    expect(requestLines(received[0]?.body?.text)).toEqual([
      'GET Set?a=1%20HTTP/1.1X:%20y--batch HTTP/1.1',
      'GET B HTTP/1.1',
    ]);
  });

  test('tells of each what it would tell of it alone', async () => {
    const page = { body: '<!doctype html>', headers: { 'content-type': 'text/html' } };
    const { result } = await together(
      batch(
        { status: 500, body: '{"error":{"message":"Грешка"}}' },
        { status: 503, body: '', headers: { 'retry-after': '9' } },
        { status: 404, body: '' },
        { body: '{"value":[' },
        page,
        { ...page, status: 500 },
      ),
      ['A', 'B', 'C', 'D', 'E', 'F'],
    );
    expect(result).toMatchObject({
      value: [
        { error: { code: 'serverError', detail: 'Грешка' } },
        { error: { code: 'serverUnavailable', retryAt: createFakeClock().now() + 9000 } },
        { error: { code: 'notFound' } },
        { error: { code: 'answerIncomplete' } },
        { error: { code: 'answerNotUnderstood' } },
        { error: { code: 'serverUnavailable' } },
      ],
    });
  });

  test('never passes the token on, whichever part quotes it', async () => {
    const body = '{"error":{"message":"Bearer one refused"}}';
    const { result } = await together(batch({ status: 500, body }, { body: '["one"]' }));
    expect(JSON.stringify(result)).not.toContain('one');
  });

  test('does not tell of what was not answered: after the error that it stopped at, for want of a newer token, elsewhere', async () => {
    const stopped = await together(batch({ status: 500, body: '' }), ['A', 'B', 'C']);
    expect(stopped.result).toMatchObject({ value: [{ ok: false }, null, null] });
    const answer = batch({ status: 401, body: '' }, { body: '1' }, { status: 302, body: '' });
    const inside = await together(answer, ['A', 'B', 'C']);
    expect(inside.result).toEqual(success([null, success(1), null]));
    expect(inside.received).toHaveLength(1);
  });

  test('repeats the whole with a newer token after a 401', async () => {
    const { result, received, asked } = await together(({ bearer }) =>
      bearer === 'two' ? batch({ body: '1' }, { body: '2' }) : says(401, ''),
    );
    expect(result).toEqual(success([success(1), success(2)]));
    expect(received.map(({ bearer }) => bearer)).toEqual(['one', 'two']);
    expect(asked).toEqual([undefined, 'one']);
  });

  test.each<[string, Result<HttpAnswer>, object]>([
    ['refused', says(501, ''), { code: 'serverError' }],
    ['not known', says(404, ''), { code: 'notFound' }],
    ['too many', says(429, '', { retryAfter: '3' }), { code: 'tooManyRequests' }],
    ['a page', says(200, '<html>'), { code: 'answerNotUnderstood' }],
    ['one part too few', batch({ body: '1' }), { code: 'answerNotUnderstood', detail: 'batch' }],
    ['cut', failure({ code: 'answerIncomplete' }), { code: 'answerIncomplete' }],
  ])('fails as a whole when the answer is %s', async (_, answer, error) => {
    expect((await together(answer)).result).toMatchObject({ ok: false, error });
  });
});
