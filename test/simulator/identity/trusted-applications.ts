import type { ClientMetadata } from 'oidc-provider';
import type { Client, IdentitySwitches } from '../options.ts';

/** The apps registered in the instance, and whether each is enabled. */
export interface TrustedApplications {
  /** The app with this `client_id`, enabled or not. */
  find: (id: string | null | undefined) => Client | undefined;
  isEnabled: (id: string) => boolean;
  /** The kill switch of ERP.net's Trusted Application, `IsEnabled`. */
  disable: (id: string, disabled: boolean) => void;
  enableAll: () => void;
  allowsRedirect: (client: Client, uri: string) => boolean;
  allowsPostLogoutRedirect: (client: Client, uri: string) => boolean;
}

export function createTrustedApplications(
  clients: readonly Client[],
  switches: Pick<IdentitySwitches, 'loopbackRedirects'>,
): TrustedApplications {
  const byId = new Map(clients.map((client) => [client.id, client]));
  const disabledIds = new Set<string>();

  /** Character by character, or with the port of a loopback address left out (RFC 8252 section 7.3). */
  function matches(registered: readonly string[], uri: string): boolean {
    if (registered.includes(uri)) return true;
    if (switches.loopbackRedirects === 'exact') return false;
    const portless = withoutLoopbackPort(uri);
    return (
      portless !== undefined && registered.some((known) => withoutLoopbackPort(known) === portless)
    );
  }

  return {
    find: (id) => byId.get(id ?? ''),
    isEnabled: (id) => byId.has(id) && !disabledIds.has(id),
    disable(id, disabled) {
      if (disabled) disabledIds.add(id);
      else disabledIds.delete(id);
    },
    enableAll: () => disabledIds.clear(),
    allowsRedirect: (client, uri) => matches(client.redirectUris, uri),
    allowsPostLogoutRedirect: (client, uri) => matches(client.postLogoutRedirectUris, uri),
  };
}

function withoutLoopbackPort(uri: string): string | undefined {
  return /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/])/.test(uri)
    ? uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+/, '$1')
    : undefined;
}

/**
 * The registration in oidc-provider's terms. All are `native`, because only those may redirect to
 * loopback addresses and custom schemes; which port matches is decided before oidc-provider is asked.
 */
export function clientMetadata(client: Client): ClientMetadata {
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    ...(client.secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_post', client_secret: client.secret }),
  };
}
