import { findSet } from '../../../electron/library/cache/entity-sets.ts';
import type { IdentifiedRow } from '../../../electron/library/cache/row-record.ts';
import { buildSearchIndex } from '../../../electron/library/cache/search-index.ts';
import { rowsTable } from '../../../electron/library/cache/set-table.ts';
import { prepareOrder } from '../../../electron/library/cache/sort-columns.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../electron/library/cache/staging.ts';
import { readSync, writeSyncPage } from '../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../electron/library/database/cipher.ts';
import { doAll } from '../../../electron/library/database/slices.ts';

/**
 * A sync that never ends, made so that the place where it goes on tells all that must be there: in each cycle a full pull
 * of some pages, then as many pages of changes.
 */
export interface Place {
  readonly cycle: number;
  readonly phase: 'staging' | 'following';
  /** Pages of the phase that are committed. */
  readonly page: number;
}

const set = 'Crm_Sales_Customers';
const columns = [
  { name: 'Name', type: 'text' },
  { name: 'Cycle', type: 'text' },
] as const;
const pages = 5;
const rowsInPage = 40;

/** Where the sync of a copy goes on; before the first cycle where nothing was ever written. */
export function placeOf(cache: Connection): Place | null {
  const sync = readSync(cache, set);
  if (sync === null) return null;
  const [cycle, phase, page] = sync.split(' ');
  if (phase !== 'staging' && phase !== 'following') throw new Error(`Not a place: ${sync}`);
  return { cycle: Number(cycle), phase, page: Number(page) };
}

/** Takes the next step of the sync, one commit of a page or the end of a pull. @returns the place after it */
export function takeStep(cache: Connection): Place {
  const place = placeOf(cache) ?? start(cache, 1);
  const { cycle, phase, page } = place;
  if (page < pages) return writePage(cache, place);
  if (phase === 'following') return start(cache, cycle + 1);
  const next = { cycle, phase: 'following', page: 0 } as const;
  doAll(prepareOrder(cache, { set, column: 'Name', enumValues: [] }, 'bg'));
  doAll(publishStaging(cache, set, cycle, text(next)));
  doAll(buildSearchIndex(cache, set));
  return next;
}

function start(cache: Connection, cycle: number): Place {
  const place = { cycle, phase: 'staging', page: 0 } as const;
  startStaging(cache, set, columns, text(place));
  return place;
}

function writePage(cache: Connection, { cycle, phase, page }: Place): Place {
  const next = { cycle, phase, page: page + 1 };
  const rows = rowsOf(page, mark(cycle, phase));
  const written = { set, columns, rows, receivedAt: cycle, sync: text(next) };
  if (phase === 'staging') writeStagedPage(cache, written, 'bg');
  else writeSyncPage(cache, { ...written, deletedIds: [] }, 'bg');
  return next;
}

function rowsOf(page: number, cycle: string): readonly IdentifiedRow[] {
  return Array.from({ length: rowsInPage }, (_, index) => {
    const number = page * rowsInPage + index;
    return { id: `id-${number}`, title: null, cells: [`Гранит ${number}`, cycle] };
  });
}

function mark(cycle: number, phase: Place['phase']): string {
  return `${cycle} ${phase}`;
}

function text({ cycle, phase, page }: Place): string {
  return `${cycle} ${phase} ${page}`;
}

/** How many rows have which mark, of those that people see and of those that a pull has staged. */
export interface Rows {
  readonly shown: Readonly<Record<string, number>>;
  readonly staged: Readonly<Record<string, number>>;
}

/** The rows that a copy has. */
export function rowsIn(cache: Connection): Rows {
  const kept = findSet(cache, set);
  if (kept === null) return { shown: {}, staged: {} };
  const count = (generation: number): Record<string, number> =>
    Object.fromEntries(
      cache
        .prepare<[], [string, number]>(
          `SELECT c1 ->> '$', count(DISTINCT id) FROM ${rowsTable(kept, generation)} GROUP BY 1 HAVING count(*) = count(DISTINCT id)`,
        )
        .raw()
        .all(),
    );
  return {
    shown: count(kept.generation),
    staged: kept.staging === null ? {} : count(kept.staging),
  };
}

/** The rows that a copy must have at a place. */
export function rowsAt(place: Place | null): Rows {
  if (place === null) return { shown: {}, staged: {} };
  const { cycle, phase, page } = place;
  const all = pages * rowsInPage;
  const done = page * rowsInPage;
  if (phase === 'following') {
    return {
      shown: withoutNone({
        [mark(cycle, 'staging')]: all - done,
        [mark(cycle, 'following')]: done,
      }),
      staged: {},
    };
  }
  return {
    shown: cycle === 1 ? {} : { [mark(cycle - 1, 'following')]: all },
    staged: withoutNone({ [mark(cycle, 'staging')]: done }),
  };
}

function withoutNone(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Whether a place is the same as another or later. */
export function isAtLeast(place: Place | null, other: Place): boolean {
  if (place === null) return false;
  const order = ({ cycle, phase, page }: Place): number =>
    (cycle * 2 + Number(phase === 'following')) * 100 + page;
  return order(place) >= order(other);
}
