import type { CopyState, KeptSet, KeptSets } from '../../electron/contract/local-copy.ts';

/** What is on this computer, and how it fares. */
export interface KeptOffline {
  readonly copy: CopyState;
  readonly sets: readonly KeptSet[];
  /** The user has stopped the fetching for a while. */
  readonly isPaused: boolean;
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

/** A set as it is kept; null when it is not. */
export function keptSet({ sets }: KeptOffline, name: string): KeptSet | null {
  return sets.find(({ set }) => set === name) ?? null;
}

/** What is being fetched now, one after the other; null when nothing is. */
export function fetching({ sets, isPaused }: KeptOffline): KeptSet | null {
  const under = sets.find(({ status }) => status === 'pulling' || status === 'following');
  return under ?? (isPaused ? (sets.find(({ completeAt }) => completeAt === null) ?? null) : null);
}
