import type { Instance } from '../../../electron/contract/instance.ts';
import { accountKey } from '../../../electron/session/account-key.ts';
import type { KeptSession, KnownAccount } from '../../../electron/session/kept-session.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';

export const hour = 3_600_000;

export const instance: Instance = {
  ...{ host: 'erp.example', database: 'demodb', version: '26.2.0.76' },
  ...{ issuer: 'https://erp.example/id', domainApi: 'https://erp.example/api' },
  ...{ odataRoot: 'https://erp.example/api/domain/odata/', profile: null, webClient: null },
};

/** The account of somebody at the sample instance. */
export function sampleAccount(login: string): KnownAccount {
  return {
    key: accountKey(instance.issuer, `id of ${login}`),
    instance,
    user: { id: `id of ${login}`, login, name: login.toUpperCase(), email: '' },
  };
}

export const maria: KnownAccount = sampleAccount('maria');

/** Tokens of an hour, as a server gave them that tells nothing else. */
export function sampleTokens(generation: number, over: Partial<Tokens> = {}): Tokens {
  return {
    accessToken: `access ${generation}`,
    refreshToken: `refresh ${generation}`,
    receivedAt: 1,
    lifetime: hour,
    ...{ serverTime: null, refreshTokenAt: null, refreshLifetime: null },
    ...over,
  };
}

/** Maria’s session with its tokens of a generation. */
export function sampleSession(generation: number, over: Partial<KeptSession> = {}): KeptSession {
  return {
    version: 1,
    account: maria,
    clientId: 'erpnet-navigator',
    isConfidential: false,
    redirectPorts: [],
    tokens: sampleTokens(generation),
    idToken: 'id token',
    ...over,
  };
}
