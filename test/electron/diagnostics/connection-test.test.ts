import { expect, test } from 'vitest';
import type { TestFact, TestResult, TestStep } from '../../../electron/contract/diagnostics.ts';
import type { Failure } from '../../../electron/contract/failure.ts';
import type { Instance } from '../../../electron/contract/instance.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { SessionState } from '../../../electron/contract/session.ts';
import {
  type ConnectionTestParts,
  testConnection,
} from '../../../electron/diagnostics/connection-test.ts';
import { problemOf } from '../../../electron/diagnostics/test-problems.ts';

const now = Date.UTC(2026, 10, 23);
const day = 86_400_000;
const instance: Instance = {
  ...{ host: 'demodb.my.erp.net', database: 'DEMODB', version: '26.2.0.76' },
  ...{ issuer: 'https://demodb.my.erp.net/id', domainApi: 'https://demodb.my.erp.net/api' },
  ...{ odataRoot: 'https://demodb.my.erp.net/api/domain/odata/', profile: null, webClient: null },
};
const account = {
  key: 'demo-1',
  instance,
  user: { id: '1', login: 'maria', name: 'Maria', email: 'maria@example.com' },
};
const signedIn: SessionState = {
  status: 'signedIn',
  account: { ...account, storage: { kind: 'system' } },
  ...{ renewal: 'well', endsAt: null },
};
const certificate = {
  ...{ subject: '*.my.erp.net', issuer: 'Example Root', validFrom: now - day },
  ...{ validUntil: now + 90 * day, isOfKnownAuthority: true },
};

/** Parts with which every step passes, but for what is changed. */
function parts(change: Partial<ConnectionTestParts> = {}): ConnectionTestParts {
  return {
    network: networkWith({}),
    reach: () => Promise.resolve(success({ status: 200 })),
    findInstance: () => Promise.resolve(success(instance)),
    askIdentity: () => Promise.resolve(success({ serverTime: now + 2000 })),
    session: () => ({ state: signedIn, instance }),
    heldAccess: () => 'access',
    askApi: () => Promise.resolve(success({})),
    clock: { now: () => now, after: () => () => undefined },
    ...change,
  };
}

function networkWith(
  change: Partial<ConnectionTestParts['network']>,
): ConnectionTestParts['network'] {
  return {
    resolveProxy: () => Promise.resolve('DIRECT'),
    resolveHost: () => Promise.resolve(['203.0.113.7', '2001:db8::7']),
    certificates: { of: () => certificate },
    ...change,
  };
}

const asked = { ticket: 'ticket', host: 'demodb.my.erp.net', set: 'Crm_Sales_Customers' };

/** What each step came to: `tls: failed certificateExpired`. */
async function walked(
  change: Partial<ConnectionTestParts>,
  given: Partial<typeof asked> | { set: null } = {},
): Promise<string[]> {
  const told: TestResult[] = [];
  const { signal } = new AbortController();
  const result = await testConnection(parts(change), { ...asked, ...given }, signal, (each) =>
    told.push(each),
  );
  expect(result).toEqual(success(told));
  return told.map(({ step, status, problem }) =>
    `${step}: ${[status, problem ?? ''].join(' ')}`.trim(),
  );
}

async function factsOf(
  step: TestStep,
  change: Partial<ConnectionTestParts>,
): Promise<readonly TestFact[]> {
  const { signal } = new AbortController();
  const result = await testConnection(parts(change), asked, signal, () => undefined);
  return result.ok ? (result.value.find((each) => each.step === step)?.facts ?? []) : [];
}

const fails = (error: Failure) => (): Promise<Result<never>> => Promise.resolve(failure(error));
const through = (last: string): string[] =>
  ['name', 'tls', 'discovery', 'identity', 'session', 'domainApi', 'rights']
    .slice(
      0,
      ['name', 'tls', 'discovery', 'identity', 'session', 'domainApi', 'rights'].indexOf(last) + 1,
    )
    .map((step) => `${step}: passed`);

test('a way without an obstacle is walked to its end, and says what it has learned', async () => {
  expect(await walked({})).toEqual(through('rights'));
  expect(await factsOf('name', {})).toEqual([
    { kind: 'addresses', text: '203.0.113.7, 2001:db8::7' },
  ]);
  expect(await factsOf('tls', {})).toEqual([
    { kind: 'certificateFor', text: '*.my.erp.net' },
    { kind: 'certificateFrom', text: 'Example Root' },
    { kind: 'validFrom', at: now - day },
    { kind: 'validUntil', at: now + 90 * day },
  ]);
  expect(await factsOf('discovery', {})).toEqual([
    { kind: 'version', text: '26.2.0.76' },
    { kind: 'identitySite', text: 'demodb.my.erp.net' },
  ]);
});

const nothingAfter = (step: string): string[] => {
  const all = ['name', 'tls', 'discovery', 'identity', 'session', 'domainApi', 'rights'];
  return all.slice(all.indexOf(step) + 1).map((each) => `${each}: skipped earlierStep`);
};

test('a name that is none, or that nobody knows, ends the way, and nothing more is asked', async () => {
  const reach = (): never => {
    throw new Error('was asked');
  };
  expect(await walked({ reach }, { host: 'demo db' })).toEqual([
    'name: failed hostInvalid',
    ...nothingAfter('name'),
  ]);
  const resolveHost = () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED'));
  expect(await walked({ reach, network: networkWith({ resolveHost }) })).toEqual([
    'name: failed nameNotFound',
    ...nothingAfter('name'),
  ]);
});

test.each(['', '  ', 'no way', 'direct', 'DIRECT; PROXY late.example:1', '<html>', 'undefined'])(
  'a script for proxies that answers %j leads straight to the instance',
  async (answer) => {
    const network = networkWith({ resolveProxy: () => Promise.resolve(answer) });
    expect(await factsOf('name', { network })).toEqual([
      { kind: 'addresses', text: '203.0.113.7, 2001:db8::7' },
    ]);
  },
);

test('of a script that names dozens of proxies the first ones are shown', async () => {
  const answer = 'HTTPS secure.example:443; SOCKS5 x.example:1; '.repeat(50);
  const network = networkWith({ resolveProxy: () => Promise.resolve(answer) });
  expect(await factsOf('name', { network })).toEqual([
    { kind: 'proxy', text: answer.slice(0, 200) },
  ]);
});

test('behind a proxy no name is looked up here: the proxy does it', async () => {
  const network = networkWith({
    resolveProxy: () => Promise.resolve('PROXY proxy.example.com:8080; DIRECT'),
    resolveHost: () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED')),
  });
  expect(await walked({ network })).toEqual(through('rights'));
  expect(await factsOf('name', { network })).toEqual([
    { kind: 'proxy', text: 'PROXY proxy.example.com:8080; DIRECT' },
  ]);
});

test('a name server that never answers is given up', async () => {
  const network = networkWith({ resolveHost: () => new Promise(() => undefined) });
  const clock = {
    now: () => now,
    after(_ms: number, run: () => void) {
      queueMicrotask(run);
      return () => undefined;
    },
  };
  const resolved = networkWith({}).resolveProxy;
  expect((await walked({ network: { ...network, resolveProxy: resolved }, clock }))[0]).toBe(
    'name: failed notAnswered',
  );
});

test.each([
  ['ERR_CERT_DATE_INVALID', 'hostNotTrusted', 'certificateExpired'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'hostNotTrusted', 'certificateWrongName'],
  ['ERR_CERT_AUTHORITY_INVALID', 'hostNotTrusted', 'certificateNotTrusted'],
  ['ERR_CERT_REVOKED', 'hostNotTrusted', 'certificateRevoked'],
  ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'hostNotTrusted', 'clientCertificate'],
  ['ERR_SSL_PROTOCOL_ERROR', 'hostNotTrusted', 'tlsFailed'],
  ['ERR_PROXY_CONNECTION_FAILED', 'hostUnreachable', 'proxyRefused'],
  ['ERR_TUNNEL_CONNECTION_FAILED', 'hostUnreachable', 'proxyRefused'],
  ['ERR_PAC_SCRIPT_FAILED', 'hostUnreachable', 'proxyRefused'],
  ['ERR_PROXY_AUTH_REQUESTED', 'hostUnreachable', 'proxySignIn'],
  ['ERR_CONNECTION_REFUSED', 'hostUnreachable', 'connectionRefused'],
  ['ERR_ADDRESS_UNREACHABLE', 'hostUnreachable', 'connectionFailed'],
  ['ERR_INTERNET_DISCONNECTED', 'offline', 'offline'],
  ['', 'timedOut', 'notAnswered'],
] as const)('a connection that fails with %s (%s) is %s', async (detail, code, problem) => {
  const reach = fails({ code, ...(detail === '' ? {} : { detail }) });
  expect(await walked({ reach })).toEqual([
    'name: passed',
    `tls: failed ${problem}`,
    ...nothingAfter('tls'),
  ]);
});

test('whatever answers has shown its certificate, and one that ends soon or is a company’s own is told', async () => {
  const reach = fails({ code: 'answerNotUnderstood', detail: 'redirect' });
  expect((await walked({ reach }))[1]).toBe('tls: passed');
  const of = () => ({ ...certificate, validUntil: now + 3 * day, isOfKnownAuthority: false });
  const network = networkWith({ certificates: { of } });
  expect((await walked({ network }))[1]).toBe('tls: noted certificateEndsSoon');
  expect(await factsOf('tls', { network })).toContainEqual({ kind: 'companyAuthority' });
  const asksForUser = () => Promise.resolve(success({ status: 407 }));
  expect((await walked({ reach: asksForUser }))[1]).toBe('tls: failed proxySignIn');
});

test('this computer needs no certificate', async () => {
  const local = { ...instance, issuer: 'http://127.0.0.1:8480/id' };
  const findInstance = () => Promise.resolve(success(local));
  const session = () => ({ state: signedIn, instance: local });
  expect(await walked({ findInstance, session }, { host: '127.0.0.1:8480' })).toEqual([
    'name: passed',
    'tls: skipped thisComputer',
    ...through('rights').slice(2),
  ]);
});

test.each([
  [{ code: 'notErpNet' }, 'notErpNet'],
  [{ code: 'notErpNet', detail: 'sites' }, 'sitesNotConfirmed'],
  [{ code: 'hostNotTrusted', detail: 'site address' }, 'sitesNotProtected'],
  [{ code: 'instanceNotWorking' }, 'instanceNotWorking'],
  [{ code: 'serverUnavailable', detail: 'HTTP 502' }, 'serverUnavailable'],
] as const)('discovery that fails with %j is %s', async (error, problem) => {
  expect(await walked({ findInstance: fails(error) })).toEqual([
    ...through('tls'),
    `discovery: failed ${problem}`,
    ...nothingAfter('discovery'),
  ]);
});

test('trouble at the identity site does not keep the test from the rest', async () => {
  expect(await walked({ askIdentity: fails({ code: 'notErpNet' }) })).toEqual([
    ...through('discovery'),
    'identity: failed identityNotThere',
    ...through('rights').slice(4),
  ]);
  const askIdentity = () => Promise.resolve(success({ serverTime: now + 190_000 }));
  expect((await walked({ askIdentity }))[3]).toBe('identity: noted clockDiffers');
  expect(await factsOf('identity', { askIdentity })).toEqual([
    { kind: 'clockBehind', ms: 190_000 },
  ]);
});

const { renewal: _renewal, endsAt: _endsAt, ...held } = signedIn;
const sessions: readonly [string, SessionState, Instance | null, string | null, string][] = [
  ['nobody', { status: 'signedOut' }, null, null, 'skipped notSignedIn'],
  [
    'another instance',
    signedIn,
    { ...instance, issuer: 'https://x.example/id' },
    'access',
    'skipped signedInElsewhere',
  ],
  ['a locked keyring', { status: 'unlocking', account }, instance, null, 'failed keyringLocked'],
  [
    'an ended sign-in',
    { status: 'needsSignIn', account, reason: 'rejected', keyringChange: null },
    instance,
    null,
    'failed signInEnded',
  ],
  [
    'a renewal in trouble',
    { ...held, renewal: 'ambiguous', endsAt: null },
    instance,
    null,
    'failed renewalFails',
  ],
];

test.each(sessions)(
  'with %s the Domain API is not asked',
  async (_who, state, of, access, outcome) => {
    const askApi = (): never => {
      throw new Error('was asked');
    };
    const session = () => ({ state, instance: of });
    expect(await walked({ session, heldAccess: () => access, askApi })).toEqual([
      ...through('identity'),
      `session: ${outcome}`,
      ...nothingAfter('session'),
    ]);
  },
);

test('an access that has run out is told and not renewed', async () => {
  const askApi = (): never => {
    throw new Error('was asked');
  };
  expect(await walked({ heldAccess: () => null, askApi })).toEqual([
    ...through('identity'),
    'session: noted accessRunOut',
    'domainApi: skipped accessRunOut',
    'rights: skipped earlierStep',
  ]);
});

test.each([
  [{ code: 'noLicenceSeat' }, 'noLicenceSeat'],
  [{ code: 'tooManyRequests' }, 'tooManyRequests'],
  [{ code: 'needsSignIn' }, 'accessRefused'],
  [{ code: 'answerNotUnderstood' }, 'refusedOnTheWay'],
  [{ code: 'noPermission', detail: 'HTTP 403' }, 'noPermission'],
] as const)('a Domain API that fails with %j is %s', async (error, problem) => {
  expect(await walked({ askApi: fails(error) })).toEqual([
    ...through('session'),
    `domainApi: failed ${problem}`,
    'rights: skipped earlierStep',
  ]);
});

test('an instance that does not know the function asked for has let the person in', async () => {
  const askApi: ConnectionTestParts['askApi'] = ({ address }) =>
    Promise.resolve(address === 'GetVersion' ? failure({ code: 'serverError' }) : success({}));
  expect(await walked({ askApi })).toEqual(through('rights'));
});

test('rights are tried with one row of the open navigator, and without one not at all', async () => {
  const addresses: string[] = [];
  const askApi: ConnectionTestParts['askApi'] = ({ address, access }) => {
    addresses.push(`${access} ${address}`);
    return Promise.resolve(
      address.startsWith('Crm_') ? failure({ code: 'noPermission' }) : success({}),
    );
  };
  expect((await walked({ askApi }))[6]).toBe('rights: failed noPermission');
  expect(addresses).toEqual(['access GetVersion', 'access Crm_Sales_Customers?$top=1']);
  expect((await walked({ askApi }, { set: null }))[6]).toBe('rights: skipped noSet');
});

test('a test that is cancelled tells nothing more', async () => {
  const cancel = new AbortController();
  const told: string[] = [];
  const findInstance = (): Promise<Result<Instance>> => {
    cancel.abort();
    return Promise.resolve(failure({ code: 'cancelled' }));
  };
  const result = await testConnection(parts({ findInstance }), asked, cancel.signal, ({ step }) =>
    told.push(step),
  );
  expect(result).toEqual(failure({ code: 'cancelled' }));
  expect(told).toEqual(['name', 'tls']);
});

test('words of a server are never taken for a name of the network’s', () => {
  expect(problemOf({ code: 'serverError', detail: 'The PROXY said CERT_DATE' })).toBe(
    'serverError',
  );
  expect(problemOf({ code: 'internal' })).toBe('answerNotUnderstood');
});
