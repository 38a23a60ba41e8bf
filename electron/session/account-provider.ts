import { failure, type Result, success } from '../contract/result.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { Fetch } from './identity-fetch.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';

/** Finds the identity site for one registration of the app, with whatever secret is kept for it now. */
export type AccountProvider = () => Promise<Result<IdentityProvider>>;

/**
 * Makes the identity provider once, and anew after another secret was entered.
 *
 * @returns `storageLocked` while the keyring gives no key, `storageFailed` while the disk does not give the secret. One that can't be opened any more counts as none: the server
 *   then refuses the app, and the person is asked for the secret.
 */
export function createAccountProvider(options: {
  readonly issuer: string;
  readonly clientId: string;
  readonly secrets: Pick<ClientSecrets, 'read'>;
  readonly fetch: Fetch;
}): AccountProvider {
  const { issuer, clientId, secrets, fetch } = options;
  let last: { readonly clientSecret: string | null; readonly provider: IdentityProvider } | null =
    null;
  return async () => {
    const reading = await secrets.read(issuer, clientId);
    if (reading.status === 'locked') return failure({ code: 'storageLocked' });
    if (reading.status === 'unreadable') return failure({ code: 'storageFailed' });
    const clientSecret = reading.status === 'present' ? reading.secret : null;
    if (last?.clientSecret !== clientSecret || last === null) {
      const provider = createIdentityProvider({ issuer, clientId, clientSecret, fetch });
      last = { clientSecret, provider };
    }
    return success(last.provider);
  };
}
