import type { KeptSet, RowChange, SetChanges } from '../../electron/contract/local-copy.ts';
import type {
  LocalReason,
  Scope,
  ScopedPart,
  StructuredQuery,
} from '../../electron/contract/query.ts';
import { failure, type Result, success } from '../../electron/contract/result.ts';
import type { RowsPage, RowsSource, RowTotals, Totals } from '../../electron/contract/rows.ts';
import { fakeSet } from './fake-data.ts';
import {
  cellOf,
  type FakeRecord,
  found,
  recordsFrom,
  rowOf,
  wrongCondition,
} from './fake-table.ts';

/** What the fake instance has, and what of it is on this computer. */
export interface FakeRows {
  readonly rowCount: number;
  readonly pageSize: number;
  /** Place of the first record, so that nobody takes one account's rows for another's. */
  readonly first: number;
  /** Rows that the instance lets an answer of its own look through at once. */
  readonly lookedThrough: number;
}

/** What is on this computer of one set. */
interface Copied {
  readonly known: Map<number, FakeRecord>;
  /** Results of queries, by the query. */
  readonly results: Map<string, readonly FakeRecord[]>;
  completeAt: number | null;
  at: number;
  changes: SetChanges;
}

/** A set that is on this computer from the start. */
export interface FakeCopy {
  /** How many of the first rows; all of them make it complete. */
  readonly rows: number;
  /** When they came, in milliseconds since 1970. */
  readonly at: number;
  readonly isComplete: boolean;
}

interface Run {
  readonly records: readonly FakeRecord[];
  readonly page: Omit<RowsPage, 'rows' | 'cursor' | 'anywhere'>;
}

/** Answers queries as the instance and the local copy would. */
export function createFakeAnswers(options: FakeRows, copies: Readonly<Record<string, FakeCopy>>) {
  const tables = new Map<string, FakeRecord[]>();
  const copied = new Map<string, Copied>();
  const runs = new Map<string, Run>();
  const scans = new Map<string, number>();
  let latest = options.first + options.rowCount;
  for (const [set, copy] of Object.entries(copies)) {
    take(set, table(set).slice(0, copy.rows), copy.at, copy.isComplete);
  }

  function table(set: string): FakeRecord[] {
    const records = tables.get(set) ?? recordsFrom(options.first + 1, options.rowCount);
    tables.set(set, records);
    return records;
  }

  function copyOf(set: string): Copied {
    const copy = copied.get(set) ?? {
      known: new Map<number, FakeRecord>(),
      results: new Map<string, readonly FakeRecord[]>(),
      completeAt: null,
      at: Date.now(),
      changes: { since: null, rows: [], count: 0 },
    };
    copied.set(set, copy);
    return copy;
  }

  function take(set: string, records: readonly FakeRecord[], at: number, isComplete: boolean) {
    const copy = copyOf(set);
    if (isComplete) copy.known.clear();
    for (const record of records) copy.known.set(record.place, record);
    copy.at = at;
    if (isComplete) copy.completeAt = at;
  }

  function start(query: StructuredQuery, run: Run): RowsPage {
    const key = `${runs.size}`;
    runs.set(key, run);
    return pageOf(query, key, 0);
  }

  function pageOf(query: StructuredQuery, key: string, offset: number): RowsPage {
    const run = runs.get(key);
    if (run === undefined) throw new Error(`no run is called ${key}`);
    const end = offset + options.pageSize;
    const set = fakeSet(query.set);
    const records = run.records.slice(offset, end);
    if (run.page.source === 'instance') {
      take(query.set, records, Date.now(), false);
      copyOf(query.set).results.set(queryKey(query), run.records.slice(0, end));
    }
    return {
      ...run.page,
      rows: records.map((record) => rowOf(record, set, query.columns)),
      cursor: end < run.records.length ? `${key}:${end}` : null,
      anywhere:
        run.page.source === 'copy' ? { cursor: `${key}:0`, rows: run.records.length } : null,
    };
  }

  function localAnswer(query: StructuredQuery): Result<RowsPage> {
    const copy = copied.get(query.set);
    if (copy === undefined || copy.known.size === 0) return failure({ code: 'notKept' });
    const page = { receivedAt: copy.at, source: 'copy', scanned: copy.known.size } as const;
    const result = copy.completeAt === null ? copy.results.get(queryKey(query)) : undefined;
    if (result !== undefined) {
      const records = result.map((record) => copy.known.get(record.place) ?? record);
      const scope = scopeOf(query, () => ['server', null]);
      return success(
        start(query, { records, page: { ...page, scope, isComplete: false, total: null } }),
      );
    }
    const isComplete = copy.completeAt !== null;
    const records = found([...copy.known.values()], fakeSet(query.set), query);
    const scope = scopeOf(query, () => [
      isComplete ? 'localComplete' : 'localFirstRows',
      'localCopy',
    ]);
    const total = isComplete ? records.length : null;
    return success(start(query, { records, page: { ...page, scope, isComplete, total } }));
  }

  function instanceAnswer(query: StructuredQuery, scanned: number): RowsPage {
    const set = fakeSet(query.set);
    const records = table(query.set);
    const orders = query.order.map(({ column }) => set.columns.find(({ name }) => name === column));
    const isLocal = orders.some((column) => column?.orderable === false) || query.where.length > 0;
    const seen = isLocal ? records.slice(0, scanned) : records;
    const isComplete = seen.length === records.length;
    const scope = scopeOf(query, (part) => {
      if (part.part === 'search' || !isLocal) return ['server', null];
      const reason = part.part === 'order' ? 'notOrderable' : 'notFilterable';
      return [isComplete ? 'localComplete' : 'localFirstRows', reason];
    });
    const page = {
      receivedAt: Date.now(),
      source: 'instance',
      scope,
      scanned: isLocal ? seen.length : 0,
      isComplete,
      total: null,
    } as const;
    return start(query, { records: found(seen, set, query), page });
  }

  function first(query: StructuredQuery, source: 'copy' | 'instance'): Result<RowsPage> {
    const wrong = wrongCondition(query, fakeSet(query.set));
    if (wrong !== null) return failure({ code: 'badRequest', detail: wrong });
    if (source === 'copy') return localAnswer(query);
    if (copied.get(query.set)?.completeAt != null) {
      take(query.set, table(query.set), Date.now(), true);
      return localAnswer(query);
    }
    return success(instanceAnswer(query, scans.get(queryKey(query)) ?? options.lookedThrough));
  }

  return {
    fetch(
      query: StructuredQuery,
      source: 'copy' | 'instance',
      cursor: string | null,
      at?: number,
    ): Result<RowsPage> {
      if (cursor === null) return first(query, source);
      const [key = '', offset = ''] = cursor.split(':');
      return success(pageOf(query, key, at ?? Number(offset)));
    },
    lookThroughMore(query: StructuredQuery): Result<RowsPage> {
      const before = scans.get(queryKey(query)) ?? options.lookedThrough;
      scans.set(queryKey(query), before * 2);
      return first(query, 'instance');
    },
    count: (query: StructuredQuery) => found(table(query.set), fakeSet(query.set), query).length,
    /** The fake instance adds up rows that nothing narrows. */
    totals(query: StructuredQuery, columns: readonly string[], source: RowsSource): RowTotals {
      if (source === 'instance' && query.where.length > 0) {
        return { columns: columns.map(() => null), rows: 0, isComplete: true, source };
      }
      const copy = copyOf(query.set);
      const set = fakeSet(query.set);
      const isAll = source === 'instance';
      const records = found(isAll ? table(query.set) : [...copy.known.values()], set, query);
      return {
        columns: columns.map((name) =>
          totalsOf(records.map((record) => cellOf(record, set, name))),
        ),
        rows: records.length,
        isComplete:
          isAll || copy.completeAt !== null || copy.known.size === table(query.set).length,
        source,
      };
    },
    changes: (set: string): SetChanges => copyOf(set).changes,
    seen(set: string) {
      copyOf(set).changes = { since: Date.now(), rows: [], count: 0 };
    },
    /** All of a set comes to this computer, and what has changed on the way is noted. */
    bring(set: string): Pick<KeptSet, 'rows' | 'completeAt'> {
      const before = new Map(copyOf(set).known);
      const since = copyOf(set).completeAt;
      take(set, table(set), Date.now(), true);
      if (since !== null) note(set, before, since);
      return { rows: copyOf(set).known.size, completeAt: copyOf(set).completeAt };
    },
    forget: (set: string) => {
      copyOf(set).completeAt = null;
    },
    /** A record is on this computer, be it only a few columns of it. */
    isHere: (set: string, place: number) => copied.get(set)?.known.has(place) ?? false,
    isComplete: (set: string) => copied.get(set)?.completeAt != null,
    /** Somebody else enters rows, which come first. */
    insert(set: string, count: number) {
      const rows = Array.from({ length: count }, () => {
        latest += 1;
        return { place: latest, version: 0 };
      });
      tables.set(set, [...rows.toReversed(), ...table(set)]);
    },
    /** Somebody else changes a row. */
    change(set: string, place: number) {
      const records = table(set).map((each) =>
        each.place === place ? { ...each, version: each.version + 1 } : each,
      );
      tables.set(set, records);
    },
    /** Somebody else deletes a row. */
    remove(set: string, place: number) {
      tables.set(
        set,
        table(set).filter((each) => each.place !== place),
      );
    },
  };

  function note(set: string, before: ReadonlyMap<number, FakeRecord>, since: number) {
    const detail = fakeSet(set);
    const after = copyOf(set).known;
    const at = Date.now();
    const rows: RowChange[] = [];
    for (const record of after.values()) {
      const old = before.get(record.place);
      const { id, title } = rowOf(record, detail, []);
      if (id === null || old?.version === record.version) continue;
      const amount = old === undefined ? {} : { AmountToPay: cellOf(old, detail, 'AmountToPay') };
      rows.push({ id, title, at, kind: old === undefined ? 'new' : 'changed', before: amount });
    }
    for (const record of before.values()) {
      const { id, title } = rowOf(record, detail, []);
      if (id === null || after.has(record.place)) continue;
      rows.push({ id, title, at, kind: 'deleted', before: {} });
    }
    copyOf(set).changes = { since, rows, count: rows.length };
  }
}

/** Answers queries as the instance and the local copy would. */
export type FakeAnswers = ReturnType<typeof createFakeAnswers>;

function queryKey({ set, where, search, order }: StructuredQuery): string {
  return JSON.stringify([set, where, search, order]);
}

type Unplaced =
  | { readonly part: 'condition'; readonly group: number; readonly path: string }
  | { readonly part: 'order'; readonly column: string }
  | { readonly part: 'search' };

function scopeOf(
  query: StructuredQuery,
  placed: (part: Unplaced) => readonly [Scope, LocalReason | null],
): ScopedPart[] {
  const parts: Unplaced[] = [
    ...query.where.flatMap((group, index) =>
      group.map(({ path }) => ({ part: 'condition', group: index, path }) as const),
    ),
    ...query.order.map(({ column }) => ({ part: 'order', column }) as const),
    ...(query.search === '' ? [] : [{ part: 'search' } as const]),
  ];
  return parts.map((part) => {
    const [scope, reason] = placed(part);
    return { ...part, scope, reason };
  });
}

function totalsOf(cells: readonly ReturnType<typeof cellOf>[]): Totals {
  const sums = new Map<string, { cents: bigint; count: number; least: bigint; most: bigint }>();
  for (const cell of cells) {
    const value =
      typeof cell === 'string'
        ? cell
        : cell !== null && typeof cell === 'object' && 'unit' in cell
          ? cell.value
          : null;
    if (value === null || !/^-?\d+(\.\d+)?$/.test(value)) continue;
    const unit = typeof cell === 'object' && cell !== null && 'unit' in cell ? cell.unit : '';
    const cents = BigInt(Math.round(Number(value) * 100));
    const sum = sums.get(unit) ?? { cents: 0n, count: 0, least: cents, most: cents };
    sums.set(unit, {
      cents: sum.cents + cents,
      count: sum.count + 1,
      least: cents < sum.least ? cents : sum.least,
      most: cents > sum.most ? cents : sum.most,
    });
  }
  return {
    count: cells.filter((cell) => cell !== null).length,
    byUnit: [...sums.entries()]
      .sort(([left], [right]) => left.localeCompare(right))
      .map(([unit, { cents, count, least, most }]) => ({
        ...{ unit, count },
        sum: decimal(cents),
        smallest: decimal(least),
        largest: decimal(most),
      })),
  };
}

function decimal(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
