import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../electron/contract/result.ts';
import {
  type AccountProvider,
  createAccountProvider,
} from '../../../electron/session/account-provider.ts';
import type { ClientSecretReading } from '../../../electron/session/client-secrets.ts';
import type { IdentityProvider } from '../../../electron/session/identity-provider.ts';

let reading: ClientSecretReading;
let asked: string[];
let find: AccountProvider;

beforeEach(() => {
  reading = { status: 'absent' };
  asked = [];
  find = createAccountProvider({
    issuer: 'https://erp.example/id',
    clientId: 'erpnet-navigator',
    secrets: {
      read(issuer, clientId) {
        asked.push(`${issuer} ${clientId}`);
        return Promise.resolve(reading);
      },
    },
    fetch: () => Promise.reject(new Error('not part of this test')),
  });
});

async function found(): Promise<IdentityProvider> {
  const result = await find();
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('the identity site of an account', () => {
  it('is spoken to as a public app while no secret is kept', async () => {
    expect((await found()).clientFields()).toEqual({ client_id: 'erpnet-navigator' });
    expect(asked).toEqual(['https://erp.example/id erpnet-navigator']);
  });

  it('is the same one while the secret is, so that discovery is asked for once', async () => {
    expect(await found()).toBe(await found());
    reading = { status: 'present', secret: 'one' };
    expect(await found()).toBe(await found());
  });

  it('is made anew with another secret, and without one again', async () => {
    const secrets: unknown[] = [];
    for (const secret of ['one', 'two', null]) {
      reading = secret === null ? { status: 'absent' } : { status: 'present', secret };
      secrets.push((await found()).clientFields().client_secret);
    }
    expect(secrets).toEqual(['one', 'two', undefined]);
  });

  it('is not to be had while the secret can’t be read: without it the app would be refused', async () => {
    reading = { status: 'locked' };
    expect(await find()).toEqual(failure({ code: 'storageLocked' }));
    reading = { status: 'unreadable' };
    expect(await find()).toEqual(failure({ code: 'storageFailed' }));
    reading = { status: 'present', secret: 'one' };
    expect((await found()).hasSecret).toBe(true);
  });

  it('is asked without a secret that can’t be opened any more, so that the person is asked for it', async () => {
    reading = { status: 'undecryptable' };
    expect((await found()).hasSecret).toBe(false);
  });
});
