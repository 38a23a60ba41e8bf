import { describe, expect, test } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { noPolicy, type Policy } from '../../../electron/policy/policy.ts';
import { withinPolicy } from '../../../electron/requests/within-policy.ts';
import type { RequestHandlers } from '../../../electron/shell/ipc-gate.ts';

const refused = { ok: false, error: { code: 'managed' } };

/** Handlers that answer with what they were asked, under a policy. */
function under(policy: Partial<Policy>): RequestHandlers {
  const handlers = new Proxy({} as RequestHandlers, {
    get: () => (argument: unknown) => success(argument),
    ownKeys: () => ['findInstance', 'signIn', 'copyRows', 'copyText', 'exportViews', 'keepOffline'],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
  return withinPolicy(handlers, { ...noPolicy, ...policy });
}

const wish = { staySignedIn: true, anotherUser: false, accountKey: null };
const export_ = { accountKey: '', ids: [], fileName: '' };
const keep = { set: 'Crm_Sales_SalesOrders', along: [], withPictures: false };

describe('without a policy', () => {
  test('everything is answered as ever', async () => {
    const { signIn, copyRows, exportViews, keepOffline, findInstance } = under({});
    expect(await signIn({ ...wish, host: 'a.example' })).toMatchObject({ ok: true });
    expect(await findInstance({ host: 'a.example' })).toMatchObject({ ok: true });
    expect(await copyRows({ text: 'x' })).toMatchObject({ ok: true });
    expect(await exportViews(export_)).toMatchObject({ ok: true });
    expect(await keepOffline(keep)).toMatchObject({ ok: true });
  });
});

describe('with an instance that is locked', () => {
  const handlers = under({ locked: { host: 'erp.example.com' } });

  test.each(['erp.example.com', ' HTTPS://ERP.example.com/ '])('%j is that one', async (host) => {
    expect(await handlers.findInstance({ host })).toMatchObject({ ok: true });
    expect(await handlers.signIn({ ...wish, host })).toMatchObject({ ok: true });
  });

  test.each(['other.example.com', 'erp.example.com.evil.example', 'erp.example.com:444', ''])(
    '%j is refused',
    async (host) => {
      expect(await handlers.findInstance({ host })).toEqual(refused);
      expect(await handlers.signIn({ ...wish, host })).toEqual(refused);
    },
  );
});

test('who may not stay signed in is signed in without it, whatever the window asks for', async () => {
  const { signIn } = under({ locked: { staySignedIn: false } });
  const answer = await signIn({ ...wish, host: 'a.example' });
  expect(answer).toMatchObject({ value: { staySignedIn: false } });
});

test('without export neither rows are copied nor views written; what is no data can still be copied', async () => {
  const { copyRows, exportViews, copyText } = under({ preset: { export: false } });
  expect(await copyRows({ text: 'x' })).toEqual(refused);
  expect(await exportViews(export_)).toEqual(refused);
  expect(await copyText({ text: 'x' })).toMatchObject({ ok: true });
});

test('without keeping offline nothing is kept, nor estimated', async () => {
  const { keepOffline, estimateKeeping } = under({ locked: { keepOffline: false } });
  expect(await keepOffline(keep)).toEqual(refused);
  expect(await estimateKeeping({ ...keep, ticket: 't' })).toEqual(refused);
});
