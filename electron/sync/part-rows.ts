import type { IdentifiedRow } from '../library/cache/row-record.ts';
import type { KeptRows } from './kept-rows.ts';
import { packsInMessages } from './packed-rows.ts';
import { inMessages } from './pages.ts';
import type { PulledSet } from './pulled-set.ts';
import type { Store } from './store.ts';

/**
 * The rows of a part of a set: they lie among the other rows of the set that are here, and the part is a list of them.
 * @param belongs whether a row that has changed is one of the part
 */
export function partRows(
  store: Store,
  { name: set, columns }: PulledSet,
  part: string,
  belongs: (row: IdentifiedRow) => boolean,
): KeptRows {
  const named = { set, part };
  const page = { ...named, columns, deletedIds: [], isComparable: true };
  return {
    startPull: (sync) => store('startPartRun', { ...named, columns, sync }),
    writePulled: ({ rows, receivedAt, before, behind }, isComparable) => {
      const members = rows.flatMap(({ ids }) => ids);
      return packsInMessages(rows, (some, isLast) =>
        store('writePartPage', {
          ...{ ...page, rows: some, members, receivedAt, isComparable },
          sync: isLast ? behind : before,
        }),
      );
    },
    endPull: ({ sync, shape: meaning, at }) =>
      store('endPartRun', { ...named, sync, whole: { meaning, at } }),
    writeChanged: ({ rows, receivedAt, before, behind }, completeAt) => {
      const members = rows.filter(belongs).map(({ id }) => id);
      return inMessages(rows, (some, isLast) =>
        store('writePartPage', {
          ...{ ...page, rows: some, members, receivedAt },
          sync: isLast ? behind : before,
          ...(isLast && completeAt !== null ? { completeAt } : {}),
        }),
      );
    },
    startSweep: (sync) => store('startPartRun', { ...named, columns, sync }),
    writeSwept: (ids, sync) => store('writePartIds', { ...named, ids, sync }),
    doubts: (limit) => store('doubtfulIds', { ...named, limit }),
    settle: ({ rows, receivedAt }, members, deletedIds, sync) =>
      inMessages(rows, (some, isLast) =>
        store('writePartPage', {
          ...{ ...page, rows: some, members, receivedAt, sync },
          deletedIds: isLast ? deletedIds : [],
        }),
      ),
    endSweep: (_, sync) => store('endPartRun', { ...named, sync }),
    writeRecord: (sync, receivedAt) =>
      store('writePartPage', { ...page, rows: [], members: [], receivedAt, sync }),
  };
}
