import type { Clock } from './clock.ts';
import { isInterrupted, pauseBefore } from './patience.ts';
import type { Vault, VaultOpening } from './vault.ts';

/** Pauses before a locked keyring is asked again, in milliseconds; the last one is repeated. */
const pauses = [1_000, 2_000, 5_000, 10_000, 30_000];

/**
 * Waits until the keyring gives its key.
 *
 * @param signal ends the wait.
 * @returns what the vault found when it was not locked any more; null when the wait was ended.
 */
export async function waitUntilUnlocked(
  vault: Pick<Vault, 'open'>,
  key: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Exclude<VaultOpening, { status: 'locked' }> | null> {
  for (let round = 0; !signal.aborted; round += 1) {
    if (await isInterrupted(clock, pauseBefore(round, pauses), signal)) return null;
    const opening = await vault.open(key);
    if (opening.status !== 'locked') return opening;
  }
  return null;
}
