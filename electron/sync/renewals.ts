/** A row that somebody looks at. */
export interface LookedAtRow {
  readonly id: string;
  /** When its oldest value was received, in milliseconds since 1970. */
  readonly seenAt: number;
}

/** What renewals are made with. */
export interface RenewalsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Nothing keeps background work from going on now. */
  readonly mayWork: () => boolean;
  /** Asks for rows again; never rejects. */
  readonly renew: (set: string, ids: readonly string[]) => Promise<void>;
}

/** Asks again for rows that somebody looks at. */
export interface Renewals {
  readonly lookAt: (set: string, rows: readonly LookedAtRow[]) => void;
}

/** How old a row may be before it is asked for again when somebody looks at it, in milliseconds. */
export const renewAfterMs = 60 * 60_000;
/** Rows of one request: their ids stand in its address. */
export const rowsAtOnce = 40;
/** Rows that wait for their turn; who scrolls on does not look any more at those from before. */
const mostWaiting = 200;

/** Makes what has nothing to do yet. */
export function createRenewals({ now, mayWork, renew }: RenewalsOptions): Renewals {
  /** By set, in the order in which they were looked at. */
  let waiting: readonly (readonly [set: string, id: string])[] = [];
  /** When rows were asked for, so that one that does not come is not asked for again and again. */
  const asked = new Map<string, number>();
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let first = waiting.at(-1); first !== undefined; first = waiting.at(-1)) {
      const [set] = first;
      const ids = waiting.flatMap(([of, id]) => (of === set ? [id] : [])).slice(-rowsAtOnce);
      const taken = new Set(ids);
      waiting = waiting.filter(([of, id]) => of !== set || !taken.has(id));
      if (mayWork()) await renew(set, ids);
    }
    isBusy = false;
  }

  return {
    lookAt(set, rows) {
      const time = now();
      for (const [key, at] of asked) if (Math.abs(time - at) > renewAfterMs) asked.delete(key);
      const old = rows.filter(
        ({ id, seenAt }) => time - seenAt > renewAfterMs && !asked.has(`${set} ${id}`),
      );
      if (old.length === 0 || !mayWork()) return;
      for (const { id } of old) asked.set(`${set} ${id}`, time);
      waiting = [...waiting, ...old.map(({ id }) => [set, id] as const)].slice(-mostWaiting);
      void work();
    },
  };
}
