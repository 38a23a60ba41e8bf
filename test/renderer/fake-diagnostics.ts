import type {
  RequestRecord,
  TestOutcome,
  TestResult,
} from '../../electron/contract/diagnostics.ts';

const passed: TestOutcome = { status: 'passed', problem: null, facts: [], detail: null };

/** A test that comes as far as the certificate, and one that comes through. */
export const fakeTests = {
  through: [
    {
      ...{ ...passed, step: 'name', ms: 12 },
      facts: [{ kind: 'proxy', text: 'PROXY proxy.example.com:8080' }],
    },
    {
      ...{ ...passed, step: 'tls', ms: 84 },
      facts: [
        { kind: 'certificateFor', text: '*.my.erp.net' },
        { kind: 'certificateFrom', text: 'Example Company Root' },
        { kind: 'validFrom', at: Date.UTC(2026, 2, 1) },
        { kind: 'validUntil', at: Date.UTC(2027, 2, 1) },
        { kind: 'companyAuthority' },
      ],
    },
    {
      ...{ ...passed, step: 'discovery', ms: 143 },
      facts: [
        { kind: 'version', text: '26.2.0.76' },
        { kind: 'identitySite', text: 'demodb.my.erp.net' },
      ],
    },
    {
      ...{ step: 'identity', status: 'noted', problem: 'clockDiffers', detail: null, ms: 61 },
      facts: [{ kind: 'clockBehind', ms: 190_000 }],
    },
    { ...passed, step: 'session', ms: 0 },
    { ...passed, step: 'domainApi', ms: 98 },
    {
      ...{ step: 'rights', status: 'failed', problem: 'noPermission', detail: 'HTTP 403', ms: 77 },
      facts: [{ kind: 'set', text: 'Crm_Sales_SalesOrders' }],
    },
  ],
  expired: [
    { ...passed, step: 'name', ms: 9, facts: [{ kind: 'addresses', text: '203.0.113.7' }] },
    {
      ...{ step: 'tls', status: 'failed', problem: 'certificateExpired', ms: 51 },
      ...{ facts: [{ kind: 'validUntil', at: Date.UTC(2026, 9, 30) }] },
      detail: 'ERR_CERT_DATE_INVALID',
    },
    ...(['discovery', 'identity', 'session', 'domainApi', 'rights'] as const).map(
      (step): TestResult => ({
        ...{ step, status: 'skipped', problem: 'earlierStep', facts: [], detail: null, ms: 0 },
      }),
    ),
  ],
} as const satisfies Readonly<Record<string, readonly TestResult[]>>;

const asked = { source: 'instance', method: 'GET', status: 200, error: null } as const;

/** What was asked lately, newest first. */
export function fakeRequests(now: number): readonly RequestRecord[] {
  return [
    {
      ...{ ...asked, id: 5, at: now - 900, path: 'odata/Crm_Sales_SalesOrders', ms: 143 },
      bytes: 81_204,
    },
    {
      ...{ ...asked, id: 4, at: now - 4000, source: 'copy', method: 'READ', status: null },
      ...{ path: 'queryRows/Crm_Sales_Customers', ms: 6, bytes: 0 },
    },
    {
      ...{ ...asked, id: 3, at: now - 9000, path: 'odata/Crm_Sales_Invoices', status: 503 },
      ...{ ms: 31, bytes: 214 },
    },
    {
      ...{ ...asked, id: 2, at: now - 60_000, path: 'tools/auto-discovery', status: null },
      ...{ error: 'ERR_NAME_NOT_RESOLVED', ms: 12, bytes: 0 },
    },
    {
      ...{ ...asked, id: 1, at: now - 61_000, method: 'POST', path: 'connect/token', ms: 88 },
      bytes: 2411,
    },
  ];
}

/** What is copied. */
export const fakeDiagnosticsText = [
  'Diagnostics of Navigator for ERP.net, written 2026-11-23T09:41:00.000Z',
  'It holds no record, no name of a person, no password and no access to anything.',
  '## Program\nversion: 0.1.0\nplatform: linux',
  '## Log\n2026-11-23T09:40:58.100Z request method=GET path=odata/Crm_Sales_SalesOrders status=200',
].join('\n\n');
