import type { Result } from '../contract/result.ts';
import { createAccountProvider } from './account-provider.ts';
import type { Leaving } from './account-session.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { Farewell, FarewellSayings } from './farewells.ts';
import type { Fetch } from './identity-fetch.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { PageLanguage } from './result-page.ts';
import { endSession, revoke } from './sign-out.ts';

/** Ends sessions at identity sites. */
export interface RemoteSignOut extends FarewellSayings {
  /**
   * Says all that there is to say about a session that has left this computer.
   * @returns what could not be said because nobody answered; null when nothing is left.
   */
  say(leaving: Leaving): Promise<Farewell | null>;
  /** Ends the wait for the browser to come back from signing out, which holds a port. */
  stopWaiting(): void;
}

/** @param options.random that many unguessable bytes. */
export function createRemoteSignOut(options: {
  readonly secrets: Pick<ClientSecrets, 'read'>;
  readonly fetch: Fetch;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly language: () => PageLanguage;
  readonly random: (bytes: number) => Uint8Array;
}): RemoteSignOut {
  const { secrets, fetch, openBrowser, random } = options;
  let waiting = new AbortController();

  async function find({ account, clientId }: Farewell): Promise<Result<IdentityProvider>> {
    const { issuer } = account.instance;
    return createAccountProvider({ issuer, clientId, secrets, fetch })();
  }

  function showEndOfSession(
    provider: IdentityProvider,
    { idToken, redirectPorts }: Farewell,
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
    async endSession(farewell) {
      const provider = await find(farewell);
      return provider.ok ? showEndOfSession(provider.value, farewell) : provider;
    },
    async say({ kept, refreshToken }) {
      const { account, clientId, idToken, redirectPorts } = kept;
      const id = Buffer.from(random(16)).toString('hex');
      const farewell: Farewell = {
        ...{ version: 1, id, account, clientId, redirectPorts, refreshToken, idToken },
      };
      const provider = await find(farewell);
      if (!provider.ok || !(await revoke(provider.value, refreshToken)).ok) return farewell;
      const ended = await showEndOfSession(provider.value, farewell);
      return ended.ok ? null : { ...farewell, refreshToken: null };
    },
    stopWaiting: () => waiting.abort(),
  };
}
