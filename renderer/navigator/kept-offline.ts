import type { CopyState, KeptPart, KeptSet, KeptSets } from '../../electron/contract/local-copy.ts';
import { isSamePart, isWithin } from './kept-part.ts';

/** What is on this computer, and how it fares. */
export interface KeptOffline {
  readonly copy: CopyState;
  readonly sets: readonly KeptSet[];
  /** The user has stopped the fetching for a while. */
  readonly isPaused: boolean;
  /** Nothing is fetched in the background because the connection is metered. */
  readonly isHeldBack?: boolean;
}

/** Before anything of it is known. */
const nothingKept: KeptOffline = {
  copy: { status: 'opening', mendings: [] },
  sets: [],
  isPaused: false,
};

/** What is on this computer, as far as is known. */
export function keptOffline(copy: CopyState | null, kept: KeptSets | null): KeptOffline {
  return { copy: copy ?? nothingKept.copy, ...(kept ?? { sets: [], isPaused: false }) };
}

/** A set that is kept as a whole; null when it is not. */
export function keptSet({ sets }: KeptOffline, name: string): KeptSet | null {
  return sets.find(({ set, part }) => set === name && part === null) ?? null;
}

/** The parts of a set that are kept. */
export function keptParts({ sets }: KeptOffline, name: string): readonly KeptSet[] {
  return sets.filter(({ set, part }) => set === name && part !== null);
}

/** Whether a set is kept as a whole or in parts. */
export function isAnyKept({ sets }: KeptOffline, name: string): boolean {
  return sets.some(({ set }) => set === name);
}

/** What is kept of a set as it is on screen: all of its rows, or just those; null when that is not kept. */
export function keptAsShown(
  kept: KeptOffline,
  name: string,
  shown: KeptPart | null,
): KeptSet | null {
  const whole = keptSet(kept, name);
  if (whole !== null || shown === null) return whole;
  return keptParts(kept, name).find(({ part }) => part !== null && isSamePart(shown, part)) ?? null;
}

/** Whether the rows on screen are among those that are kept. */
export function isShownKept(kept: KeptOffline, name: string, shown: KeptPart | null): boolean {
  if (keptSet(kept, name) !== null) return true;
  return (
    shown !== null &&
    keptParts(kept, name).some(({ part }) => part !== null && isWithin(shown, part))
  );
}

/** What is being fetched now, one after the other; null when nothing is. */
export function fetching({ sets, isPaused }: KeptOffline): KeptSet | null {
  const under = sets.find(({ status }) => status === 'pulling' || status === 'following');
  return under ?? (isPaused ? (sets.find(({ completeAt }) => completeAt === null) ?? null) : null);
}
