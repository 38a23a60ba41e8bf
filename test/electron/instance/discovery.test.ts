import { describe, expect, test } from 'vitest';
import { instanceSchema } from '../../../electron/contract/instance.ts';
import { failure } from '../../../electron/contract/result.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createFakeHttp, type Says, says } from './fake-http.ts';

const origin = 'https://demodb.my.erp.net';
const tools = `${origin}/tools/auto-discovery`;
const sys = `${origin}/sys/auto-discovery`;

const identity = { Type: 'ID', Status: 'Working', Url: `${origin}/id`, System: true };
const domainApi = {
  Type: 'DomainAPI',
  Status: 'Working',
  Url: `${origin}/api/`,
  AdditionalProperties: { ODataServiceRoot: `${origin}/api/domain/odata/` },
};
const profile = { Type: 'UserProfile', Status: 'Unknown', Url: `${origin}/profile` };
const webClient = { Type: 'WebClient', Status: 'Working', Url: `${origin}/cl` };
const sites = [identity, domainApi, profile, webClient];

const demo = {
  host: 'demodb.my.erp.net',
  database: 'DemoDb',
  version: '26.2.0.76',
  issuer: `${origin}/id`,
  domainApi: `${origin}/api`,
  odataRoot: `${origin}/api/domain/odata/`,
  profile: `${origin}/profile`,
  webClient: `${origin}/cl`,
};

function document(webSites: readonly object[], more: object = { DbName: 'DemoDb' }) {
  return says(200, { Host: 'demodb.my.erp.net', WebSites: webSites, ...more });
}

async function find(answers: Record<string, Says>, host = 'demodb.my.erp.net') {
  const { http, received } = createFakeHttp(answers);
  const found = await findInstance(http, host);
  if (found.ok) expect(instanceSchema.safeParse(found.value).success).toBe(true);
  return { found: found.ok ? found.value : found.error, received };
}

const ver = { [`${origin}/tools/ver`]: says(200, '26.2.0.76\r\n') };

describe('finding an instance', () => {
  test('reads sites and version, and sends no token', async () => {
    const { found, received } = await find({ [tools]: document(sites), ...ver });
    expect(found).toEqual(demo);
    expect(received.map(({ bearer }) => bearer)).toEqual([undefined, undefined]);
  });

  test.each([
    ['answers 404', says(404, 'Not found')],
    ['shows its own page for everything', says(200, '<!doctype html>Hello')],
    ['redirects', failure({ code: 'answerNotUnderstood', detail: 'redirect' })],
    ['wants a sign-in', says(401, '')],
  ])('asks the older address where the newer one %s', async (_, answer) => {
    const { found } = await find({ [tools]: answer, [sys]: document(sites) });
    expect(found).toEqual({ ...demo, version: '' });
  });

  test('understands an older server: type API, no database name, no OData root', async () => {
    const older = {
      Type: 'API',
      Status: 'Working',
      Url: `${origin}/api`,
      AdditionalProperties: null,
    };
    const { found } = await find({ [sys]: document([identity, older], {}) });
    expect(found).toEqual({
      ...demo,
      database: 'demodb',
      version: '',
      profile: null,
      webClient: null,
    });
  });

  test('takes the working one of several sites of a type', async () => {
    const broken = { ...domainApi, Status: 'NotWorking', Url: `${origin}/old-api` };
    const { found } = await find({ [tools]: document([broken, ...sites]), ...ver });
    expect(found).toEqual(demo);
  });

  test('takes no address of megabytes for one, and does not look at it for long', async () => {
    const Url = `${origin}/api${'/'.repeat(2_000_000)}x`;
    const { found } = await find({ [tools]: document([{ ...domainApi, Url }, ...sites]), ...ver });
    expect(found).toEqual({ code: 'notErpNet', detail: 'site address' });
  });

  test.each(['', '<html>', '26', 'v26.2', '26.2.0.76; rm'])(
    'takes %j for no version',
    async (text) => {
      const { found } = await find({
        [tools]: document(sites),
        [`${origin}/tools/ver`]: says(200, text),
      });
      expect(found).toMatchObject({ version: '' });
    },
  );

  test.each([
    ['is not ERP.net', {}],
    ['answers JSON of another kind', { [tools]: says(200, { sites: [] }) }],
    ['answers half a document', { [tools]: says(200, '{"WebSites":[{') }],
  ])('says notErpNet of a host that %s', async (_, answers) => {
    expect((await find(answers)).found).toEqual({ code: 'notErpNet' });
  });

  test.each([
    ['hostNotFound', failure({ code: 'hostNotFound', detail: 'ERR_NAME_NOT_RESOLVED' })],
    ['offline', failure({ code: 'offline' })],
    ['hostNotTrusted', failure({ code: 'hostNotTrusted' })],
    ['serverUnavailable', says(503, 'Starting')],
  ])('passes %s on without asking further', async (code, answer) => {
    const { found, received } = await find({ [tools]: answer });
    expect(found).toMatchObject({ code });
    expect(received).toHaveLength(1);
  });

  test.each([
    ['identity', [{ ...identity, Status: 'NotWorking' }, domainApi]],
    ['the Domain API', [identity, { ...domainApi, Status: 'NotWorking' }]],
    ['any identity', [domainApi]],
    ['any Domain API', [identity]],
  ])('says instanceNotWorking without %s', async (_, webSites) => {
    expect((await find({ [tools]: document(webSites) })).found).toMatchObject({
      code: 'instanceNotWorking',
    });
  });

  test('says why an instance does not work, if it tells', async () => {
    const broken = { ...domainApi, Status: 'NotWorking', StatusDescription: 'No database' };
    expect((await find({ [tools]: document([identity, broken]) })).found).toEqual({
      code: 'instanceNotWorking',
      detail: 'DomainAPI: No database',
    });
  });

  test.each([
    ['http', 'http://demodb.my.erp.net/id'],
    ['this computer', 'http://127.0.0.1/id'],
    ['this computer over https', 'https://localhost/id'],
    ['no web address', 'file:///etc/passwd'],
  ])('does not trust a site at %s', async (_, Url) => {
    const { found } = await find({ [tools]: document([{ ...identity, Url }, domainApi]) });
    expect(found).toMatchObject({ code: 'hostNotTrusted' });
    const withOdata = { ...domainApi, AdditionalProperties: { ODataServiceRoot: Url } };
    const second = await find({ [tools]: document([identity, withOdata]) });
    expect(second.found).toMatchObject({ code: 'hostNotTrusted' });
  });

  test('refuses a site whose address carries a user name', async () => {
    const Url = 'https://demodb.my.erp.net@evil.example/id';
    const { found } = await find({ [tools]: document([{ ...identity, Url }, domainApi]) });
    expect(found).toMatchObject({ code: 'notErpNet' });
  });

  test('does without a profile or web client whose address can’t be used', async () => {
    const odd = [
      { ...profile, Url: 'http://demodb.my.erp.net/profile' },
      { ...webClient, Url: '' },
    ];
    const { found } = await find({ [tools]: document([identity, domainApi, ...odd]), ...ver });
    expect(found).toEqual({ ...demo, profile: null, webClient: null });
  });

  test('allows http on this computer, when that is what was typed', async () => {
    const local = 'http://127.0.0.1:8480';
    const here = sites.map((site) => JSON.stringify(site).replaceAll(origin, local));
    const { found } = await find(
      {
        [`${local}/tools/auto-discovery`]: document(here.map((text) => JSON.parse(text) as object)),
      },
      '127.0.0.1:8480',
    );
    expect(found).toMatchObject({ host: '127.0.0.1:8480', issuer: `${local}/id` });
  });

  test('asks nobody for what is no host', async () => {
    const { found, received } = await find({}, 'not a host');
    expect(found).toEqual({ code: 'hostInvalid' });
    expect(received).toEqual([]);
  });
});

describe('an instance whose sites stand on several hosts', () => {
  const idOrigin = 'https://id.example.com';
  const apiOrigin = 'https://api.example.com';
  const there = (apis: string) => [
    { ...identity, Url: idOrigin },
    { ...domainApi, Url: apis, AdditionalProperties: { ODataServiceRoot: `${apis}/odata/` } },
  ];
  const typed = 'https://erp.example.com/tools/auto-discovery';
  const issuers = `${idOrigin}/tools/auto-discovery`;

  test('is taken when the issuer’s own host names the same sites', async () => {
    const answers = { [typed]: document(there(apiOrigin)), [issuers]: document(there(apiOrigin)) };
    const { found, received } = await find(answers, 'erp.example.com');
    expect(found).toMatchObject({ host: 'erp.example.com', domainApi: apiOrigin });
    expect(received.map(({ bearer }) => bearer)).not.toContainEqual(expect.any(String));
  });

  test('is refused when the issuer’s own host names others, because tokens would go to a stranger', async () => {
    const strangers = 'https://evil.example';
    const answers = {
      'https://evil.example/tools/auto-discovery': document(there(strangers)),
      [issuers]: document(there(apiOrigin)),
    };
    const { found } = await find(answers, 'evil.example');
    expect(found).toEqual({ code: 'notErpNet', detail: 'sites' });
  });

  test.each([
    ['beside it', apiOrigin, true],
    ['above it', 'https://example.com', true],
    ['elsewhere', 'https://evil.example', false],
    ['under a name that only ends alike', 'https://badexample.com', false],
  ])('is judged by its domain where the issuer’s host names none: %s', async (_, api, isTaken) => {
    const { found } = await find({ [typed]: document(there(api)) }, 'erp.example.com');
    expect('code' in found ? found.code : 'found').toBe(isTaken ? 'found' : 'notErpNet');
  });

  test('is not judged while the issuer’s host does not answer', async () => {
    const offline = failure({ code: 'offline' });
    const answers = { [typed]: document(there(apiOrigin)), [issuers]: offline };
    const { found } = await find(answers, 'erp.example.com');
    expect(found).toMatchObject({ code: 'offline' });
  });
});
