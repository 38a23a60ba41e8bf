import { z } from 'zod';

/**
 * One ERP.net instance as auto-discovery describes it. Holds no secret; it is kept with the account, so that the app
 * can start without a network.
 * @see ERP.net docs, building-apps/concepts/application-server-endpoints.md
 */
export const instanceSchema = z.object({
  /** What the user typed, normalised: `demodb.my.erp.net`, or `127.0.0.1:8480`. */
  host: z.string(),
  /** Name of the database, as the instance calls itself. */
  database: z.string(),
  /** For example `26.2.0.76`; empty when the instance does not tell. */
  version: z.string(),
  /** OpenID Connect issuer, without a trailing slash. */
  issuer: z.url(),
  /** Domain API site, without a trailing slash: the model lives under `{domainApi}/domain`. */
  domainApi: z.url(),
  /** OData service root, with a trailing slash. */
  odataRoot: z.url(),
  /** Profile site, without a trailing slash; null on instances that have none. */
  profile: z.url().nullable(),
  /** Web client, for "open in web client"; null on instances that have none. */
  webClient: z.url().nullable(),
});

/** One discovered ERP.net instance. */
export type Instance = z.infer<typeof instanceSchema>;

/** What the renderer shows of an instance before and after signing in. */
export type InstanceSummary = Pick<Instance, 'host' | 'database' | 'version'>;
