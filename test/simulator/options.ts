/**
 * Everything about the simulated instance that a test or a demo may choose.
 *
 * The documentation of ERP.net contradicts itself in places; each such place is a switch here, so that
 * the app can be shown to work under both readings.
 */

/** The switches that the Domain API (and auto-discovery) obeys. They may be changed while it runs. */
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
}

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
