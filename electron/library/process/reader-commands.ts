import { readChanges } from '../cache/changes.ts';
import { allSets } from '../cache/entity-sets.ts';
import { readRow } from '../cache/kept-row.ts';
import { type LocalAnswering, queryRows, queryTotals } from '../cache/local-query.ts';
import { searchModel } from '../cache/model-search.ts';
import { readModel, readModelSet } from '../cache/models.ts';
import { doubtfulIds } from '../cache/part-runs.ts';
import { listParts, readPartState } from '../cache/parts.ts';
import { countPictures, missingPictures, readPicture } from '../cache/pictures.ts';
import { readResult } from '../cache/results.ts';
import { readSetReferences } from '../cache/set-references.ts';
import { readSyncState } from '../cache/sync-state.ts';
import type { Connection } from '../database/cipher.ts';
import type { Sliced } from '../database/slices.ts';
import { readValue, removeValue, writeValue } from '../state/state-values.ts';
import type { Given, ReaderOperation, Sent, StateOperation } from './operations.ts';

/** What the operations on `state.db` do. */
export type StateCommands = {
  readonly [Name in StateOperation]: (
    state: Connection,
    given: Given<Name>,
    now: number,
  ) => Sent<Name>;
};

/** All that is done on `state.db`. */
export const stateCommands: StateCommands = {
  readState: (state, { name }) => readValue(state, name),
  writeState(state, { name, json }, now) {
    writeValue(state, name, json, now);
    return null;
  },
  removeState(state, { name }) {
    removeValue(state, name);
    return null;
  },
};

/** What the operations that read `cache.db` do, over a connection that only reads: at once, or in slices. */
export type ReaderCommands = {
  readonly [Name in ReaderOperation]: (
    cache: Connection,
    given: Given<Name>,
    answering: LocalAnswering,
  ) => Sent<Name> | Sliced<Sent<Name>>;
};

/** All that is read from `cache.db`. */
export const readerCommands: ReaderCommands = {
  readResult,
  readRow,
  queryRows: (_, given, answering) => ({ slices: queryRows(answering, given) }),
  queryTotals: (_, given, answering) => ({ slices: queryTotals(answering, given) }),
  readSyncState: (cache, { set }) => readSyncState(cache, set),
  readPartState,
  listParts: (cache) => listParts(cache),
  doubtfulIds,
  readChanges,
  readPicture,
  missingPictures,
  countPictures: (cache, { set }) => countPictures(cache, set),
  listSets: (cache) =>
    allSets(cache).map(({ name, isKept, staging, completeAt, searchIndex }) => ({
      name,
      isKept,
      isPulling: staging !== null,
      completeAt,
      searchIndex,
    })),
  readModel: (cache, { language }) => readModel(cache, language),
  readModelSet,
  readSetReferences: (cache, given) => ({ slices: readSetReferences(cache, given) }),
  searchModel,
};
