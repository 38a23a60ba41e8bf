import { failure, type Result, success } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import type { Ended, KeptSession } from './kept-session.ts';
import type { Tokens } from './tokens.ts';
import type { Vault } from './vault.ts';

/** Tokens as they are kept. */
export interface StoredTokens {
  readonly tokens: Tokens;
  /** Their refresh token was sent once already, and no answer was kept. */
  readonly wasIntended: boolean;
}

/** Where the tokens of one account are durable. Failures: `storageFailed` from the disk, `storageLocked`. */
export interface TokenStore {
  /**
   * What whoever wrote last left; null when that can't be read, and why the session is gone when another process has
   * ended it.
   */
  load(): Promise<Result<StoredTokens | null | { readonly gone: Ended }>>;
  /** Writes down that a refresh token is about to be sent. */
  intend(refreshToken: string): Promise<Result<null>>;
  /** Takes that back: it was certainly not used. */
  withdraw(): Promise<Result<null>>;
  /** Makes new tokens durable. */
  save(tokens: Tokens): Promise<Result<null>>;
}

/** Tokens that are kept in the vault. */
export function storeInVault(
  kept: KeptSession,
  vault: Pick<Vault, 'open' | 'intend' | 'withdraw' | 'save'>,
  clock: Pick<Clock, 'now'>,
): TokenStore {
  const { key } = kept.account;
  return {
    async load() {
      const opening = await vault.open(key);
      switch (opening.status) {
        case 'opened':
          return success(
            // The generation before is used up, and no news from another process.
            opening.isPrevious
              ? null
              : { tokens: opening.session.tokens, wasIntended: opening.wasIntended },
          );
        case 'locked':
          return failure({ code: 'storageLocked' });
        case 'absent':
          return success({ gone: opening.ended ?? 'rejected' });
        case 'undecryptable':
          return success(null);
      }
    },
    intend: (refreshToken) => vault.intend(key, refreshToken, clock.now()),
    withdraw: () => vault.withdraw(key),
    save: (tokens) => vault.save({ ...kept, tokens }),
  };
}

/** Tokens that live as long as the process. */
export const storeInMemory: TokenStore = {
  load: () => Promise.resolve(success(null)),
  intend: () => Promise.resolve(success(null)),
  withdraw: () => Promise.resolve(success(null)),
  save: () => Promise.resolve(success(null)),
};
