import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultUsers } from '../options.ts';
import { type ApiUnderTest, startApi, textOf } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeEach(async () => {
  instance = await startApi({ orders: 1 });
});
afterEach(() => instance.close());

const anonymous = { authorization: '' };
const odata = '/api/domain/odata/';

describe('what needs no token', () => {
  it('auto-discovery tells the sites of the instance', async () => {
    const response = await instance.fetch('/tools/auto-discovery', anonymous);
    expect(await response.json()).toMatchObject({
      Host: new URL(instance.origin).host,
      WebSites: [
        { Type: 'ID', Status: 'Working', Url: `${instance.origin}/id`, System: true },
        {
          Type: 'DomainAPI',
          Url: `${instance.origin}/api`,
          AdditionalProperties: { ODataServiceRoot: `${instance.origin}/api/domain/odata/` },
        },
        { Type: 'UserProfile', Url: `${instance.origin}/profile` },
        { Type: 'WebClient' },
      ],
    });
    expect((await instance.fetch('/sys/auto-discovery', anonymous)).status).toBe(404);
  });

  it('older servers answer elsewhere and name the Domain API otherwise', async () => {
    instance.switches.discoveryPath = 'sys';
    instance.switches.domainApiType = 'API';
    const response = await instance.fetch('/sys/auto-discovery', anonymous);
    expect(await response.text()).toContain('"Type":"API"');
    expect((await instance.fetch('/tools/auto-discovery', anonymous)).status).toBe(404);
  });

  it('the version comes as text and as JSON', async () => {
    const version = await (await instance.fetch('/tools/ver', anonymous)).text();
    expect(version).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    const info = await instance.fetch('/tools/server-info', anonymous);
    expect(await info.json()).toEqual({ version });
  });

  it('the standard model knows nothing of the custom property', async () => {
    const path = '/api/domain/standardmodel/General_Products_Products';
    const standard = await (await instance.fetch(path, anonymous)).text();
    expect(standard).toContain('"Name":"PartNumber"');
    expect(standard).not.toContain('"CustomProperty_');
    const current = await (await instance.fetch(path.replace('standard', 'current'))).text();
    expect(current).toContain('"CustomProperty_color"');
  });
});

describe('what needs a token', () => {
  it.each(['/profile/me', '/api/domain/currentmodel', `${odata}$metadata`, `${odata}Nothing`])(
    '%s is closed to everybody else',
    async (path) => {
      const without = await instance.fetch(path, anonymous);
      expect(without.status).toBe(401);
      expect(without.headers.get('www-authenticate')).toBe('Bearer');
      const wrong = await instance.fetch(path, { authorization: 'Bearer something' });
      expect(wrong.status).toBe(401);
      expect(wrong.headers.get('www-authenticate')).toContain('invalid_token');
    },
  );

  it('the profile is that of the signed-in user, and nobody keeps it', async () => {
    const response = await instance.fetch('/profile/me');
    const [user] = defaultUsers;
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      id: user?.id,
      login: user?.login,
      name: user?.name,
      isAdmin: true,
      preferredLanguage: 'bg',
      instance: { url: instance.origin },
    });
  });
});

describe('errors', () => {
  const wrong = `${odata}Crm_Sales_Customers?$filter=Number ne '1'`;

  it('are 500 with a body that people and programs can read', async () => {
    const response = await instance.fetch(wrong);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: {
        message: "The operator 'ne' is not supported in $filter.",
        code: 1002,
        type: expect.stringMatching(/Exception$/) as unknown,
        info: expect.stringContaining('\n   at ') as unknown,
        messageFormat: "The operator '{0}' is not supported in $filter.",
        parameters: ['ne'],
      },
    });
  });

  it('come without the wrapper from older servers', async () => {
    instance.switches.errorWrapper = false;
    expect(await (await instance.fetch(wrong)).json()).toMatchObject({ code: 1002 });
  });

  it('speak the language of the request', async () => {
    const bulgarian = "Операторът 'ne' не се поддържа";
    expect(await (await instance.fetch(`${wrong}&culture=bg`)).text()).toContain(bulgarian);
    const accepted = await instance.fetch(wrong, { 'accept-language': 'bg-BG,bg;q=0.9,en;q=0.8' });
    expect(await accepted.text()).toContain(bulgarian);
    const cookie = '.AspNetCore.Culture=bg';
    const withCookie = await instance.fetch(wrong, { cookie, 'accept-language': 'en' });
    expect(await withCookie.text()).toContain(bulgarian);
    const all = await instance.fetch(`${wrong}&culture=en`, { cookie, 'accept-language': 'bg' });
    expect(await all.text()).not.toContain(bulgarian);
  });

  it.each([
    'Nothing',
    'Crm_Sales_Customers/Party',
    'Crm_Sales_Customers(12)',
    'Crm_Sales_Customers(0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8)',
    'Crm_Sales_Customers(0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8)/Party',
    'Crm_Sales_Customers/Erp.General_Contacts_Person',
    'Crm_Sales_SalesAnalytics(0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8)',
    '$batch',
    '%E0%A4%A',
    'Crm_Sales_Customers?expandgroup=Party',
    'Crm_Sales_Customers?$format=json',
  ])('%s is none of the paths and options there are', async (path) => {
    expect((await instance.error(path)).code).toBeGreaterThan(0);
  });

  it('nothing can be written', async () => {
    const response = await fetch(`${instance.origin}${odata}Crm_Sales_Customers`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-of-maria' },
      body: '{}',
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('read only');
  });

  it('a cast to a derived set gives its rows only', async () => {
    const set = 'General_Contacts_Parties/Erp.General_Contacts_Person';
    const people = instance.api.rows.all('General_Contacts_Persons');
    expect(await instance.count(`${set}/$count`)).toBe(people.length);
  });
});

describe('licence seats', () => {
  async function call(session: string): Promise<Response> {
    const headers = { authorization: `Bearer token-of-${session}` };
    return instance.fetch(`${odata}Crm_Sales_CustomerTypes?$top=1`, headers);
  }

  beforeEach(() => {
    instance.switches.seats = 2;
  });

  it('are taken by the first call of a session, whose later calls need no other', async () => {
    expect(instance.api.seats()).toEqual({ taken: 0, total: 2 });
    await instance.fetch('/tools/ver');
    await instance.fetch('/profile/me');
    expect(instance.api.seats().taken).toBe(0);
    await call('one');
    await call('one');
    expect(instance.api.seats().taken).toBe(1);
  });

  it('run out: the next session is told to come back', async () => {
    await call('one');
    await call('two');
    const refused = await call('three');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toMatchObject({
      error: { code: 8, type: expect.stringMatching(/E1LicenseException$/) as unknown },
    });
    expect((await call('one')).status).toBe(200);
  });

  it('are free again when a session signs out', async () => {
    await call('one');
    await call('two');
    instance.api.endSession('one');
    expect((await call('three')).status).toBe(200);
  });

  it('are free again twenty minutes after the last call', async () => {
    await call('one');
    await call('two');
    instance.clock.time += 19 * 60_000;
    await call('two');
    instance.clock.time += 60_000;
    expect((await call('three')).status).toBe(200);
    expect((await call('one')).status).toBe(503);
    expect((await call('two')).status).toBe(200);
  });
});

describe('limits of a session', () => {
  const small = `${odata}Crm_Sales_CustomerTypes?$top=1`;

  it('so many requests a minute, then 429 until the first of them is a minute ago', async () => {
    instance.switches.rateLimit = 3;
    for (let count = 0; count < 3; count += 1) {
      expect((await instance.fetch(small)).status).toBe(200);
      instance.clock.time += 10_000;
    }
    const refused = await instance.fetch(small);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    const other = await instance.fetch(small, { authorization: 'Bearer token-of-john' });
    expect(other.status).toBe(200);
    instance.clock.time += 30_000;
    expect((await instance.fetch(small)).status).toBe(200);
  });

  it('one answer at a time: five requests wait, the next gets 429', async () => {
    const large = `${odata}General_Products_ProductPictures?$select=Picture&$expand=Product($expand=Pictures)`;
    const headers = { authorization: 'Bearer token-of-maria' };
    const [picture] = instance.api.rows.all('General_Products_ProductPictures');
    const Picture = 'A'.repeat(32 * 1024 * 1024);
    instance.api.rows.change('General_Products_ProductPictures', textOf(picture, 'Id'), {
      Picture,
    });
    const unread = await new Promise<IncomingMessage>((resolve) => {
      get(instance.origin + large, { headers, agent: false }, (response) =>
        resolve(response.pause()),
      );
    });
    const answers = Array.from({ length: 6 }, async () => (await instance.fetch(small)).status);
    expect(await Promise.race(answers)).toBe(429);
    unread.destroy();
    const refused = (await Promise.all(answers)).filter((status) => status !== 200);
    expect(refused).toEqual([429]);
  });
});
