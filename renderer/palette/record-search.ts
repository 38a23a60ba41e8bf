import type { ErpApi } from '../../electron/contract/requests.ts';
import type { RowsSource } from '../../electron/contract/rows.ts';
import { findNames, nameIndex } from '../find/found-names.ts';
import { nameSearch } from '../find/name-match.ts';

/** A record that was found. */
export interface FoundRecord {
  readonly set: string;
  readonly id: string;
  readonly title: string;
}

/** What was found so far. */
export interface FoundRecords {
  readonly records: readonly FoundRecord[];
  readonly isSearching: boolean;
}

/** Where records are looked for. */
export interface RecordPlaces {
  /** Sets of which there are rows on this computer, the likeliest first. */
  readonly copied: readonly string[];
  /** Sets that the instance is asked for; none while it can't be asked. */
  readonly asked: readonly string[];
}

/** Looks for records by their number or name while somebody types. */
export interface RecordSearch {
  readonly get: () => FoundRecords;
  readonly subscribe: (listener: () => void) => () => void;
  /** Looks for something else from here on; what was asked for it before is cancelled. */
  readonly search: (text: string, places: RecordPlaces) => void;
}

/** What a search needs of the world. */
export interface RecordSearchSurroundings {
  readonly erp: Pick<ErpApi, 'fetchRows' | 'cancelRequest'>;
  readonly newTicket: () => string;
  /** Any column of a set, because a query needs one; null when the set has no records or is not known. */
  readonly columnOf: (set: string) => Promise<string | null>;
  /** Calls back once after some milliseconds; returns how to call that off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

const nothing: FoundRecords = { records: [], isSearching: false };
/** Pauses in typing, in milliseconds, after which this computer and the instance are asked. */
const pauseBefore = { copy: 120, instance: 600 } as const;
const leastLetters = 2;
const leastLettersOfNumber = 3;
const mostOfSet = 5;

/** The instance is asked for numbers only: whoever types the name of a navigator shall not take a licence seat by that. */
function isNumber(text: string): boolean {
  return text.length >= leastLettersOfNumber && /\d/u.test(text);
}

/**
 * Makes a search that has not begun. It asks for one set after the other, this computer first, so that at no time more than one
 * request of it is under way.
 */
export function createRecordSearch(surroundings: RecordSearchSurroundings): RecordSearch {
  const { erp, newTicket, columnOf, after } = surroundings;
  const listeners = new Set<() => void>();
  let found = nothing;
  /** Changes whenever something else is looked for. */
  let turn = 0;
  let ticket: string | null = null;
  let callOff = () => {};

  function publish(next: FoundRecords) {
    found = next;
    for (const listener of listeners) listener();
  }

  function cancel() {
    turn += 1;
    callOff();
    if (ticket !== null) void erp.cancelRequest({ ticket });
    ticket = null;
  }

  async function ask(set: string, text: string, source: RowsSource): Promise<FoundRecord[]> {
    const own = turn;
    const column = await columnOf(set);
    if (column === null || own !== turn) return [];
    const asked = newTicket();
    ticket = asked;
    const query = { set, columns: [column], where: [], search: text, order: [] };
    const answer = await erp.fetchRows({
      ...{ ticket: asked, query, source, cursor: null },
      urgency: 'prefetch',
    });
    if (ticket === asked) ticket = null;
    if (!answer.ok) return [];
    return answer.value.rows
      .flatMap(({ id, title }) => (id === null ? [] : [{ set, id, title: title ?? id }]))
      .slice(0, mostOfSet);
  }

  /** Asks for one set after the other, for as long as nothing else is looked for. */
  async function askAll(sets: readonly string[], text: string, source: RowsSource) {
    const own = turn;
    for (const set of sets) {
      const records = await ask(set, text, source);
      if (own !== turn) return;
      if (records.length > 0) {
        publish({ ...found, records: merged(found.records, records) });
      }
    }
  }

  async function run(text: string, { copied, asked }: RecordPlaces) {
    const own = turn;
    await askAll(copied, text, 'copy');
    if (own !== turn) return;
    if (asked.length === 0 || !isNumber(text)) return publish({ ...found, isSearching: false });
    callOff = after(pauseBefore.instance - pauseBefore.copy, () => {
      void askAll(asked, text, 'instance').then(() => {
        if (own === turn) publish({ ...found, isSearching: false });
      });
    });
  }

  return {
    get: () => found,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    search: (typed, places) => {
      cancel();
      const text = typed.trim();
      if (text.length < leastLetters) return publish(nothing);
      // What was found for the beginning of a number may be what its end leads to.
      publish({ records: stillFound(found.records, text), isSearching: true });
      callOff = after(pauseBefore.copy, () => void run(text, places));
    },
  };
}

function keyOf({ set, id }: FoundRecord): string {
  return `${set} ${id}`;
}

/** What was found before keeps its place. */
function merged(
  before: readonly FoundRecord[],
  more: readonly FoundRecord[],
): readonly FoundRecord[] {
  const known = new Set(before.map(keyOf));
  return [...before, ...more.filter((record) => !known.has(keyOf(record)))];
}

function stillFound(records: readonly FoundRecord[], text: string): readonly FoundRecord[] {
  const search = nameSearch(text);
  if (search === null) return [];
  const index = nameIndex(records.map((record) => ({ thing: record, names: [record.title] })));
  const kept = new Set(findNames(index, search).map(({ thing }) => thing));
  return records.filter((record) => kept.has(record));
}
