const sentences: readonly (readonly [RegExp, string])[] = [
  [/code_verifier|code_challenge/, 'PKCE verification failed'],
  [/^refresh token is expired/, 'refresh token is expired'],
  [/^refresh token already used/, 'refresh token was already used'],
  [
    /^(refresh token not found|grant (is )?(not found|expired))/,
    'refresh token is invalid or was revoked',
  ],
  [/^authorization code is expired/, 'authorization code is expired'],
  [/^authorization code already consumed/, 'authorization code was already used'],
  [
    /^authorization code redirect_uri mismatch/,
    'redirect_uri differs from the authorization request',
  ],
  [/^authorization code not found/, 'authorization code is invalid'],
  [/client mismatch/, 'the token was issued to another application'],
];

/**
 * What ERP.net says about an `invalid_grant`: a description per cause (ErpNetDocs dev,
 * auth/flows/auth-code/interactive-apps-errors.md), where oidc-provider has one for all.
 *
 * @param cause oidc-provider's own account of it, which it keeps out of its answers.
 */
export function invalidGrantDescription(cause: string): string {
  return sentences.find(([pattern]) => pattern.test(cause))?.[1] ?? cause;
}
