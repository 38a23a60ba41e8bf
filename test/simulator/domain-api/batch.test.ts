import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiUnderTest, startApi } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi();
});
afterAll(() => instance.close());

const goOn = { prefer: 'odata.continue-on-error' };

/** A batch as ERP.net's documentation writes it. */
function written(addresses: readonly string[], more = ''): string {
  const parts = addresses.map(
    (address, index) => `--batch_123
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: ${index + 7}

GET ${address} HTTP/1.1
${more}
`,
  );
  return `${parts.join('')}--batch_123--`.replaceAll('\n', '\r\n');
}

function send(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${instance.origin}/api/domain/odata/$batch`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer token-of-maria',
      'content-type': 'multipart/mixed; boundary=batch_123',
      ...headers,
    },
    body,
  });
}

/** The parts of an answer, without their delimiters. */
async function parts(response: Response): Promise<string[]> {
  expect(response.status).toBe(200);
  const [, boundary = ''] =
    /^multipart\/mixed; boundary=(batchresponse_\S+)$/.exec(
      response.headers.get('content-type') ?? '',
    ) ?? [];
  const [preamble, ...all] = (await response.text()).split(`--${boundary}`);
  expect([preamble, all.pop()]).toEqual(['', '--\r\n']);
  return all.map((part) => part.replace(/^\r\n|\r\n$/g, ''));
}

const codeOf = (part: string): string | undefined => /HTTP\/1\.1 (\d+)/.exec(part)?.[1];

describe('a batch of reads', () => {
  it('is answered in its order, with what each would get alone', async () => {
    const first = 'General_Products_Products?$top=2&$select=PartNumber,Name';
    const second = '/api/domain/odata/General_Products_ProductGroups?$top=1&$select=Code';
    const third = `${instance.origin}/api/domain/odata/Crm_Sales_Customers/$count`;
    const answers = await parts(await send(written([first, second, third])));
    const alone = await instance.fetch(`/api/domain/odata/${first}`);
    expect(answers[0]).toBe(
      [
        ...['Content-Type: application/http', 'Content-Transfer-Encoding: binary'],
        ...['Content-ID: 7', '', 'HTTP/1.1 200 OK'],
        ...['content-type: application/json; charset=utf-8', 'odata-version: 4.0', ''],
        await alone.text(),
      ].join('\r\n'),
    );
    expect(answers[1]).toContain('General_Products_ProductGroups(');
    expect(answers[2]?.split('\r\n').at(-1)).toBe(
      String(await instance.count('Crm_Sales_Customers/$count')),
    );
  });

  it('goes on after an error only when it is asked to', async () => {
    const body = written(['Crm_Sales_Customers?$top=1', 'Nothing?$top=1', 'Also_Nothing']);
    const stopped = await parts(await send(body));
    expect(stopped.map(codeOf)).toEqual(['200', '500']);
    const whole = await parts(await send(body, goOn));
    expect(whole.map(codeOf)).toEqual(['200', '500', '500']);
    expect(whole[1]).toContain('"code":1014');
    instance.switches.batchGoesOn = false;
    expect((await parts(await send(body, goOn))).map(codeOf)).toEqual(['200', '500']);
    instance.switches.batchGoesOn = true;
  });

  it('speaks the language of each part, else that of the whole', async () => {
    const body = written(['Nothing?culture=en', 'Nothing']);
    const answers = await parts(await send(body, { ...goOn, 'accept-language': 'bg' }));
    expect(answers[0]).toContain('does not exist');
    expect(answers[1]).toContain('Няма множество');
  });

  it('neither writes nor leads out of the service', async () => {
    const write = written(['Crm_Sales_Customers', '/api/domain/currentmodel']).replace(
      'GET',
      'DELETE',
    );
    const answers = await parts(await send(write, goOn));
    expect(answers.map(codeOf)).toEqual(['500', '500']);
    expect(answers[0]).toContain('read only');
  });

  it.each([
    ['no end', written(['Crm_Sales_Customers']).replace(/--$/, '')],
    ['no part', '--batch_123--'],
    ['a part that is none', written(['Crm_Sales_Customers']).replace('/http', '/json')],
    ['a changeset', written(['a']).replace('application/http', 'multipart/mixed; boundary=c')],
    ['a space in an address', written(['Crm_Sales_Customers?$filter=Active eq true'])],
    ['another host', written(['http://elsewhere.example/api/domain/odata/Crm_Sales_Customers'])],
    ['a token of its own', written(['Crm_Sales_Customers'], 'Authorization: Bearer x\n')],
    ['too many parts', written(Array.from({ length: 101 }, () => 'Crm_Sales_Customers?$top=1'))],
  ])('is refused as a whole with %s', async (_, body) => {
    const response = await send(body);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('"code":1018');
  });

  it('is refused as a whole without a word of what stands between its parts', async () => {
    const response = await send(written(['Nothing']), { 'content-type': 'application/json' });
    expect(response.status).toBe(500);
  });

  it('needs a token, as everything', async () => {
    const response = await send(written(['Nothing']), { authorization: 'Bearer nobody' });
    expect(response.status).toBe(401);
  });

  it('is one request of the session', async () => {
    instance.clock.time += 60_000;
    instance.switches.rateLimit = 2;
    const body = written(['Nothing', 'Nothing', 'Nothing']);
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await send(body, goOn)).status);
    expect(statuses).toEqual([200, 200, 429]);
    instance.clock.time += 60_000;
    instance.switches.rateLimit = 100_000;
  });

  it.each([
    ['notFound', 404],
    ['notImplemented', 501],
    ['refused', 500],
  ] as const)('is not taken by an instance where it is %s', async (batch, status) => {
    instance.switches.batch = batch;
    const response = await send(written(['Nothing']));
    expect(response.status).toBe(status);
    expect((await response.text()).includes('"code":1011')).toBe(status === 500);
    instance.switches.batch = 'answered';
  });
});
