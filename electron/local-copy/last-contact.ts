import { z } from 'zod';
import type { Clock } from '../instance/clock.ts';
import type { Library } from '../library/library.ts';
import { readKeptState } from './kept-state.ts';

const record = z.object({
  /** When the instance last answered, in milliseconds since 1970. */
  at: z.number(),
  /** The latest time that this computer's clock ever showed: setting it back gains nothing. */
  latest: z.number(),
});

/** Under this name the contact stands in the state of the local copy. */
const stateName = 'contact';
const msPerDay = 86_400_000;
/** How exact the record is, so that not every answer is written. */
const precisionMs = 600_000;

/** When the instance was last in contact, for the administrator's limit on how long a copy may be read without it. */
export interface LastContact {
  /** Reads what is kept; a copy that is new begins with a contact. */
  read(): Promise<void>;
  /** The instance answered just now. */
  note(): void;
  /** Whether more days than allowed have passed. */
  isOverdue(): boolean;
}

/** @param limitDays days that may pass without contact */
export function createLastContact({
  askLibrary,
  clock,
  limitDays,
}: {
  readonly askLibrary: Library['ask'];
  readonly clock: Pick<Clock, 'now'>;
  readonly limitDays: () => number;
}): LastContact {
  let known: z.infer<typeof record> | null = null;

  const time = (): number => Math.max(clock.now(), known?.latest ?? 0);

  function write(next: z.infer<typeof record>): void {
    known = next;
    void askLibrary('writeState', { name: stateName, json: JSON.stringify(next) });
  }

  return {
    async read() {
      const kept = await readKeptState(askLibrary, stateName, record);
      if (!kept.ok) return;
      known = kept.value;
      write({ at: known?.at ?? time(), latest: time() });
    },
    note() {
      const now = clock.now();
      const isNoted = (time: number): boolean => Math.abs(now - time) < precisionMs;
      if (known !== null && isNoted(known.at) && isNoted(known.latest)) return;
      // A clock that stood ahead is forgiven by the instance itself, and by nothing else.
      write({ at: now, latest: now });
    },
    isOverdue: () => known !== null && time() - known.at > limitDays() * msPerDay,
  };
}
