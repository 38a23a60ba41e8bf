import type { TrustedApplications } from './trusted-applications.ts';

/** What becomes of a request to the authorization endpoint before oidc-provider sees it. */
export type Verdict =
  | { kind: 'proceed'; query: URLSearchParams }
  | { kind: 'page'; error: string; description: string }
  | { kind: 'redirect'; to: URL; error: string; description: string };

/**
 * ERP.net's rules for an authorization request that oidc-provider does not have: an unknown or disabled
 * app and a redirect URI that does not match end on a page (ErpNetDocs dev,
 * auth/flows/auth-code/interactive-apps-errors.md), a scope that the app was not given is
 * `invalid_scope` at the app (RFC 6749 section 4.1.2.1), and everything else goes on.
 */
export function judgeAuthorizationRequest(
  query: URLSearchParams,
  applications: TrustedApplications,
): Verdict {
  const client = applications.find(query.get('client_id'));
  if (!client || !applications.isEnabled(client.id)) {
    return {
      kind: 'page',
      error: 'unauthorized_client',
      description:
        'The application is not registered in this instance, or it is disabled. Its administrator can change that.',
    };
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!applications.allowsRedirect(client, redirectUri)) {
    return {
      kind: 'page',
      error: 'invalid_redirect_uri',
      description:
        'The address to return to is not registered for this application. The administrator of the instance can add it.',
    };
  }
  const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
  const refused = scopes.filter((scope) => !client.scopes.includes(scope));
  if (refused.length > 0) {
    return {
      kind: 'redirect',
      to: new URL(redirectUri),
      error: 'invalid_scope',
      description: `The application may not ask for: ${refused.join(' ')}`,
    };
  }
  return { kind: 'proceed', query: withConsentForOfflineAccess(query, scopes) };
}

/**
 * oidc-provider takes `offline_access` seriously only where consent is asked for (OpenID Connect Core
 * section 11). ERP.net asks for none, so the prompt is added here and answered without a page.
 */
function withConsentForOfflineAccess(query: URLSearchParams, scopes: string[]): URLSearchParams {
  const prompts = (query.get('prompt') ?? '').split(' ').filter(Boolean);
  if (!scopes.includes('offline_access') || prompts.includes('none')) return query;
  const extended = new URLSearchParams(query);
  extended.set('prompt', [...new Set([...prompts, 'consent'])].join(' '));
  return extended;
}
