import type { DomainApiSwitches, User } from '../options.ts';
import type { JsonObject } from './json.ts';

/** The version that the simulated instance states; 26.2 is the first with incremental pull. */
export const serverVersion = '26.2.0.76';

const databaseName = 'Demo';

/**
 * What auto-discovery answers: the sites of the instance and their addresses
 * (ErpNetDocs dev, building-apps/concepts/application-server-endpoints.md).
 */
export function autoDiscovery(origin: string, { domainApiType }: DomainApiSwitches): JsonObject {
  return {
    Host: new URL(origin).host,
    DbName: databaseName,
    WebSites: [
      { Type: 'ID', Status: 'Working', Url: `${origin}/id`, System: true },
      {
        Type: domainApiType,
        Status: 'Working',
        Url: `${origin}/api`,
        AdditionalProperties: { ODataServiceRoot: `${origin}/api/domain/odata/` },
      },
      { Type: 'UserProfile', Status: 'Working', Url: `${origin}/profile` },
      { Type: 'WebClient', Status: 'Unknown', Url: `${origin}/web` },
    ],
  };
}

/** What `{profile}/me` answers (ErpNetDocs dev, building-apps/concepts/profile-site-endpoints.md). */
export function profile(origin: string, user: User): JsonObject {
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    email: user.email,
    phoneNumber: null,
    isAdmin: user.isAdmin,
    isActive: true,
    userType: 'InternalUser',
    preferredLanguage: user.preferredLanguage,
    pictureUrl: null,
    largePictureUrl: null,
    person: null,
    domain: null,
    instance: { database: databaseName, url: origin },
    links: {
      profile: `${origin}/profile/`,
      changePassword: `${origin}/profile/security/password`,
      accessTokens: `${origin}/profile/security/tokens`,
      devices: `${origin}/profile/devices`,
    },
  };
}
