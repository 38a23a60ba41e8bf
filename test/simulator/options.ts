import { z } from 'zod';

/**
 * Everything about the simulated instance that a test or a demo may choose.
 *
 * The documentation of ERP.net contradicts itself in places; each such place is a switch here, so that
 * the app can be shown to work under both readings.
 */

/** The switches that the Domain API (and auto-discovery) obeys. They may change while it runs. */
export interface DomainApiSwitches {
  /** Errors come as `{"error":{…}}`; `false` as on older servers: `{…}` without the wrapper. */
  errorWrapper: boolean;
  /** How the `Value` of an amount or a quantity is written: as a JSON number or as a string. */
  amountValues: 'number' | 'string';
  /** What a date-time literal in `$filter` is cut to (contradicted). */
  dateTimeFilter: 'day' | 'minute';
  /** Whether `{Name}Value ge 5` works for members that the model calls NotFilterable (contradicted). */
  amountFilters: 'allowed' | 'refused';
  /** Whether `ge`/`le` on an enum needs the qualified literal `Erp.General_DocumentState'Released'`. */
  enumLiterals: 'plain' | 'qualified';
  /** Whether `$apply` is answered; older servers refuse it. */
  grouping: 'allowed' | 'refused';
  /** Where auto-discovery answers: `/tools/auto-discovery`, or `/sys/auto-discovery` on older servers. */
  discoveryPath: 'tools' | 'sys';
  /** How auto-discovery names the Domain API; older servers say `API`. */
  domainApiType: 'DomainAPI' | 'API';
  /** Licence seats: how many sessions may be open at once. */
  seats: number;
  /** Requests a minute that one session may make before it gets 429. */
  rateLimit: number;
  /** Whether `currentmodel` and `standardmodel` exist; without them only `$metadata` does. */
  modelAvailable: boolean;
  /** Whether `$batch` is answered, or how it is refused: 404, 501, or ERP.net's own error (500). */
  batch: 'answered' | 'notFound' | 'notImplemented' | 'refused';
  /** Whether a batch goes on after an error when it is asked to (not documented); else it always stops there. */
  batchGoesOn: boolean;
}

/** The switches that identity obeys. They may change while it runs. All times are in seconds. */
export interface IdentitySwitches {
  accessTokenLifetime: number;
  /** Refresh tokens of public clients: 24 hours by the documentation. */
  publicRefreshTokenLifetime: number;
  /** Refresh tokens of confidential clients: one month by the documentation. */
  confidentialRefreshTokenLifetime: number;
  /** Whether each refresh starts the lifetime anew, or it counts from the sign-in (not documented). */
  refreshTokenExpiry: 'sliding' | 'absolute';
  /** Whether public clients get refresh tokens at all (contradicted). */
  refreshTokensForPublicClients: boolean;
  /** How long a refresh token that was used may be used again without being taken for stolen. */
  reuseGrace: number;
  /** Whether a loopback redirect URI must match with its port, or may come on any (contradicted). */
  loopbackRedirects: 'exact' | 'anyPort';
  /** Whether discovery offers a `revocation_endpoint` (RFC 7009); the documented one does not. */
  revocationEndpoint: boolean;
  /** Whether the authorization response carries `iss` (RFC 9207); the documented one does not. */
  authorizationResponseIss: boolean;
  /** Whether the sign-in page passes people on to an identity provider of their company. */
  externalProvider: boolean;
}

export type Switches = DomainApiSwitches & IdentitySwitches;

/** Someone who can sign in. */
export interface User {
  /** What they type, and the `sub` of their tokens. */
  login: string;
  password: string;
  /** The stable key of the user in ERP.net, a guid. */
  id: string;
  /** The name people know them by. */
  name: string;
  email: string;
  isAdmin: boolean;
  /** Language of the user's profile: `en` or `bg`. */
  preferredLanguage: string;
}

/**
 * An app that is registered in the instance: a Trusted Application, in ERP.net's words
 * (ErpNetDocs dev, auth/configuration/trusted-apps-access.md).
 */
export interface Client {
  /** `ApplicationUri`, the `client_id`. */
  id: string;
  /** Present on a confidential client only; a client without one is public and must use PKCE. */
  secret?: string;
  name: string;
  /** `ImpersonateLoginUrl`: matched character by character, case included. */
  redirectUris: string[];
  /** `ImpersonateLogoutUrl`. */
  postLogoutRedirectUris: string[];
  /** What the app may ask for. */
  scopes: string[];
}

/** What {@link startSimulator} can be told; whatever is left out has the documented default. */
export interface SimulatorOptions extends Switches {
  /** TCP port on 127.0.0.1; 0 takes any that is free. */
  port: number;
  /** How many sales orders the instance is seeded with; the other sets grow with them. */
  orders: number;
  users: User[];
  clients: Client[];
  /** The true time in milliseconds since 1970, for tests that live in a time of their own. */
  wallClock: () => number;
}

const seconds = z.int().min(1);

/** Reads switches that come from outside: the command line or the control channel. */
export const switchesSchema = z.strictObject({
  errorWrapper: z.boolean(),
  amountValues: z.enum(['number', 'string']),
  dateTimeFilter: z.enum(['day', 'minute']),
  amountFilters: z.enum(['allowed', 'refused']),
  enumLiterals: z.enum(['plain', 'qualified']),
  grouping: z.enum(['allowed', 'refused']),
  discoveryPath: z.enum(['tools', 'sys']),
  domainApiType: z.enum(['DomainAPI', 'API']),
  seats: z.int().min(0),
  rateLimit: z.int().min(1),
  modelAvailable: z.boolean(),
  batch: z.enum(['answered', 'notFound', 'notImplemented', 'refused']),
  batchGoesOn: z.boolean(),
  accessTokenLifetime: seconds,
  publicRefreshTokenLifetime: seconds,
  confidentialRefreshTokenLifetime: seconds,
  refreshTokenExpiry: z.enum(['sliding', 'absolute']),
  refreshTokensForPublicClients: z.boolean(),
  reuseGrace: z.number().min(0),
  loopbackRedirects: z.enum(['exact', 'anyPort']),
  revocationEndpoint: z.boolean(),
  authorizationResponseIss: z.boolean(),
  externalProvider: z.boolean(),
}) satisfies z.ZodType<Switches>;

/** The instance as the documentation describes it. */
export const defaultSwitches: Switches = {
  errorWrapper: true,
  amountValues: 'number',
  dateTimeFilter: 'day',
  amountFilters: 'allowed',
  enumLiterals: 'plain',
  grouping: 'allowed',
  discoveryPath: 'tools',
  domainApiType: 'DomainAPI',
  seats: 5,
  rateLimit: 600,
  modelAvailable: true,
  batch: 'answered',
  batchGoesOn: true,
  accessTokenLifetime: 3600,
  publicRefreshTokenLifetime: 86_400,
  confidentialRefreshTokenLifetime: 30 * 86_400,
  refreshTokenExpiry: 'sliding',
  refreshTokensForPublicClients: true,
  reuseGrace: 0,
  loopbackRedirects: 'exact',
  revocationEndpoint: false,
  authorizationResponseIss: false,
  externalProvider: false,
};

const loopbackPorts = [53177, 53178, 53179, 53180];
const appRegistration = {
  redirectUris: [
    ...loopbackPorts.map((port) => `http://127.0.0.1:${port}/callback`),
    'net.navigator-for-erp.app:/callback',
  ],
  postLogoutRedirectUris: loopbackPorts.map((port) => `http://127.0.0.1:${port}/signed-out`),
  scopes: ['openid', 'profile', 'offline_access', 'read', 'update'],
};

/** The app registered twice: as a public client, and as a confidential one with a secret. */
export const defaultClients: Client[] = [
  { id: 'erpnet-navigator', name: 'Navigator for ERP.net', ...appRegistration },
  {
    id: 'erpnet-navigator-confidential',
    secret: 'simulated-secret-of-the-confidential-app',
    name: 'Navigator for ERP.net',
    ...appRegistration,
  },
];

/** Two people of the seeded company; everybody's password is `demo`. */
export const defaultUsers: User[] = [
  {
    login: 'maria.petrova',
    password: 'demo',
    id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11',
    name: 'Мария Петрова',
    email: 'maria.petrova@example.com',
    isAdmin: true,
    preferredLanguage: 'bg',
  },
  {
    login: 'john.smith',
    password: 'demo',
    id: '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8',
    name: 'John Smith',
    email: 'john.smith@example.com',
    isAdmin: false,
    preferredLanguage: 'en',
  },
];
