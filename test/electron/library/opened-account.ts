import { onTestFinished } from 'vitest';
import { type OpenedAccount, openAccount } from '../../../electron/library/account-opening.ts';

/** A key as the vault draws them, the same in every test. */
export const sampleKey = new Uint8Array(32).map((_, index) => index * 7 + 1);

/** Another one. */
export const otherKey = new Uint8Array(32).map((_, index) => index * 11 + 3);

/** Opens an account that must open, and closes it after the test. */
export function opened(folder: string, key: Uint8Array = sampleKey): OpenedAccount {
  const account = openAccount({ folder, key, now: () => 1_700_000_000_000 });
  if (account.kind !== 'opened') throw new Error(`${account.error.code} ${account.error.detail}`);
  onTestFinished(() => closed(account));
  return account;
}

/** Closes both databases; closing twice is harmless. */
export function closed({ state, cache }: OpenedAccount): void {
  state.close();
  cache.close();
}
