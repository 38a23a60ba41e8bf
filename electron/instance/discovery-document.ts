import { z } from 'zod';

const site = z.object({
  Type: z.string(),
  Status: z.string().nullish(),
  StatusDescription: z.string().nullish(),
  Url: z.string().nullish(),
  AdditionalProperties: z.object({ ODataServiceRoot: z.string().nullish() }).nullish(),
});

/**
 * What `/tools/auto-discovery` answers; older servers leave `DbName` out.
 * @see ERP.net docs, building-apps/concepts/application-server-endpoints.md
 */
export const discoveryDocument = z.object({
  DbName: z.string().nullish(),
  WebSites: z.array(site),
});

/** What `/tools/auto-discovery` answers. */
export type DiscoveryDocument = z.infer<typeof discoveryDocument>;

/** One of the instance's web sites. */
export type WebSite = z.infer<typeof site>;
