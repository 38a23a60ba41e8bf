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

function keyOf(set: string, id: string): string {
  return `${set} ${id}`;
}

/** The clock may have been set back meanwhile. */
function isLongAgo(at: number, time: number): boolean {
  return Math.abs(time - at) > renewAfterMs;
}

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
      if (!mayWork()) continue;
      noteAsked(set, ids);
      await renew(set, ids);
    }
    isBusy = false;
  }

  function noteAsked(set: string, ids: readonly string[]): void {
    const time = now();
    for (const [key, at] of asked) if (isLongAgo(at, time)) asked.delete(key);
    for (const id of ids) asked.set(keyOf(set, id), time);
  }

  function wasAsked(set: string, id: string, time: number): boolean {
    const at = asked.get(keyOf(set, id));
    return at !== undefined && !isLongAgo(at, time);
  }

  return {
    lookAt(set, rows) {
      const time = now();
      const old = rows.filter(
        ({ id, seenAt }) => time - seenAt > renewAfterMs && !wasAsked(set, id, time),
      );
      if (old.length === 0 || !mayWork()) return;
      const again = new Set(old.map(({ id }) => id));
      const others = waiting.filter(([of, id]) => of !== set || !again.has(id));
      waiting = [...others, ...old.map(({ id }) => [set, id] as const)].slice(-mostWaiting);
      void work();
    },
  };
}
