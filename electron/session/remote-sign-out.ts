import type { Language } from '../contract/languages.ts';
import type { Result } from '../contract/result.ts';
import { createAccountProvider } from './account-provider.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { Farewell, FarewellSayings } from './farewells.ts';
import type { Fetch } from './identity-fetch.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { endSession, revoke } from './sign-out.ts';

/** Ends sessions at identity sites. */
export interface RemoteSignOut extends FarewellSayings {
  /** Ends the wait for the browser to come back from signing out, which holds a port. */
  stopWaiting(): void;
}

/** Says to identity sites what there is to say; one browser at a time may come back from it. */
export function createRemoteSignOut(options: {
  readonly secrets: Pick<ClientSecrets, 'read'>;
  readonly fetch: Fetch;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly language: () => Language;
}): RemoteSignOut {
  const { secrets, fetch, openBrowser } = options;
  let waiting = new AbortController();

  async function find({ account, clientId }: Farewell): Promise<Result<IdentityProvider>> {
    const { issuer } = account.instance;
    return createAccountProvider({ issuer, clientId, secrets, fetch })();
  }

  function endSessionOf(
    provider: IdentityProvider,
    idToken: string,
    redirectPorts: readonly number[],
  ): Promise<Result<null>> {
    waiting.abort();
    waiting = new AbortController();
    const [language, { signal }] = [options.language(), waiting];
    return endSession({ provider, idToken, redirectPorts, language, openBrowser, signal });
  }

  return {
    async revoke(farewell) {
      const provider = await find(farewell);
      return provider.ok ? revoke(provider.value, farewell.refreshToken) : provider;
    },
    async say(farewell) {
      const { refreshToken, idToken, redirectPorts } = farewell;
      const provider = await find(farewell);
      if (!provider.ok || !(await revoke(provider.value, refreshToken)).ok) return farewell;
      if (idToken === null) return null;
      const ended = await endSessionOf(provider.value, idToken, redirectPorts);
      return ended.ok ? null : { ...farewell, refreshToken: null };
    },
    stopWaiting: () => waiting.abort(),
  };
}
