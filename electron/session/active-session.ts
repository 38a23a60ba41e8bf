import { failure, type Result, success } from '../contract/result.ts';
import type { NeedsSignInReason, SignInStorage } from '../contract/session.ts';
import type { Clock } from './clock.ts';
import type { Fetch } from './identity-fetch.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import type { KeptSession } from './kept-session.ts';
import { revoke } from './sign-out.ts';
import { createTokenBroker, type TokenBroker } from './token-broker.ts';
import { requestRefresh } from './token-request.ts';
import type { Tokens } from './tokens.ts';
import type { Vault } from './vault.ts';

/** A session that can hand out access tokens. */
export interface ActiveSession {
  readonly kept: KeptSession;
  readonly storage: SignInStorage;
  readonly provider: IdentityProvider;
  readonly broker: TokenBroker;
  /**
   * Holds back what this session writes while another sign-in is put in its place, so that the answer to a late
   * refresh, be it new tokens or the end, can't undo the new one.
   */
  holdSaves(isHeld: boolean): void;
}

/** Brings a session to life, from a sign-in or from the vault. */
export function activateSession(
  kept: KeptSession,
  storage: SignInStorage,
  parts: {
    readonly fetch: Fetch;
    readonly clock: Clock;
    readonly vault: Vault;
    readonly onEnded: (reason: NeedsSignInReason) => void;
  },
): ActiveSession {
  const { fetch, clock, vault } = parts;
  const { clientId, account } = kept;
  const { issuer } = account.instance;
  const provider = createIdentityProvider({ issuer, clientId, clientSecret: null, fetch });
  let isHeld = false;

  async function save(tokens: Tokens): Promise<Result<null>> {
    if (isHeld) return failure({ code: 'storageFailed' });
    return storage.kind === 'system' ? vault.save({ ...kept, tokens }) : success(null);
  }

  const broker = createTokenBroker({
    tokens: kept.tokens,
    clock,
    refresh: (refreshToken) => requestRefresh(provider, refreshToken, () => clock.now()),
    save,
    discard: ({ refreshToken }) => void discard(provider, refreshToken),
    onEnded(reason) {
      const isFinal = reason === 'rejected' || reason === 'expired';
      if (isFinal && storage.kind === 'system' && !isHeld) {
        // If this isn't written, the next start finds out once more.
        void vault.markEnded(account, reason);
      }
      parts.onEnded(reason);
    },
  });
  return {
    kept,
    storage,
    provider,
    broker,
    holdSaves(held) {
      isHeld = held;
    },
  };
}

/** Revokes a refresh token that nobody will use. */
export async function discard(
  provider: IdentityProvider,
  refreshToken: string | null,
): Promise<void> {
  const discovered = await provider.configuration();
  if (discovered.ok && refreshToken !== null) await revoke(discovered.value, refreshToken);
}
