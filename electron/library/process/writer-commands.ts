import { forgetChanges } from '../cache/changes.ts';
import type { ModelCompiler } from '../cache/model-compiler.ts';
import { dropUnusedNames } from '../cache/model-index.ts';
import { outdateModel, writeModel, writeModelSet } from '../cache/models.ts';
import { endPartRun, startPartRun, writePartIds, writePartPage } from '../cache/part-runs.ts';
import { keepPart } from '../cache/parts.ts';
import { dropPictures, writePictures } from '../cache/pictures.ts';
import { touchResults, writeCount, writeResultPage } from '../cache/results.ts';
import { renewRows } from '../cache/row-writing.ts';
import { buildSearchIndex } from '../cache/search-index.ts';
import { prepareOrder } from '../cache/sort-columns.ts';
import { publishStaging, startStaging, writeStagedPage } from '../cache/staging.ts';
import { finishSweep, startSweep, writeSweptIds } from '../cache/sweep.ts';
import { keepSet, writeSyncPage } from '../cache/sync-state.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import type { Answer, Given, WriterOperation } from './operations.ts';
import { readRowsTexts } from './rows-text.ts';

/** What the writer writes with. */
export interface Writing {
  readonly connection: Connection;
  /** Of the translations that texts are ordered by. */
  readonly language: string;
  /** Has what came of a model that is coming in. */
  readonly compiler: ModelCompiler;
}

/** What an operation of the writer does: all at once with an answer, or in slices with none. */
export type WriterCommands = {
  readonly [Name in WriterOperation]: (
    writing: Writing,
    given: Given<Name>,
  ) => Answer<Name> | { readonly slices: Slices };
};

/** Turns a function without a result into one that answers. */
function answered<Arguments extends unknown[]>(
  work: (...given: Arguments) => void,
): (...given: Arguments) => null {
  return (...given) => {
    work(...given);
    return null;
  };
}

/** All that the writer does. */
export const writerCommands: WriterCommands = {
  writeResultPage: answered(({ connection, language }, given) => {
    writeResultPage(connection, given, language);
  }),
  writeCount: answered(({ connection }, { query, rows, at }) => {
    writeCount(connection, query, rows, at);
  }),
  touchResults: answered(({ connection }, { queries, at }) => {
    touchResults(connection, queries, at);
  }),
  keepSet: answered(({ connection }, { set, isKept }) => {
    keepSet(connection, set, isKept);
  }),
  writeSyncPage: answered(({ connection, language }, given) => {
    writeSyncPage(connection, { ...given, rows: readRowsTexts(given.rows) }, language);
  }),
  renewRows: answered(({ connection, language }, { set, ...given }) => {
    renewRows(connection, set, { ...given, rows: readRowsTexts(given.rows) }, language);
  }),
  forgetChanges: answered(({ connection }, given) => {
    forgetChanges(connection, given);
  }),
  startStaging: answered(({ connection }, { set, columns, sync }) => {
    startStaging(connection, set, columns, sync);
  }),
  writeStagedPage: answered(({ connection, language }, given) => {
    writeStagedPage(connection, { ...given, rows: readRowsTexts(given.rows) }, language);
  }),
  publishStaging: ({ connection }, { set, at, sync, replacement }) => ({
    slices: publishStaging(connection, set, at, sync, replacement),
  }),
  writePictures: answered(({ connection }, given) => {
    writePictures(connection, given);
  }),
  dropPictures: answered(({ connection }, { set }) => {
    dropPictures(connection, set);
  }),
  startSweep: answered(({ connection }, { set, sync }) => {
    startSweep(connection, set, sync);
  }),
  writeSweptIds: answered(({ connection }, { set, ids, sync }) => {
    writeSweptIds(connection, set, ids, sync);
  }),
  finishSweep: answered(({ connection }, { set, at, sync }) => {
    finishSweep(connection, set, at, sync);
  }),
  keepPart: answered(({ connection }, { isKept, ...part }) => {
    keepPart(connection, part, isKept);
  }),
  startPartRun: answered(({ connection }, given) => {
    startPartRun(connection, given);
  }),
  writePartPage: answered(({ connection, language }, given) => {
    writePartPage(connection, { ...given, rows: readRowsTexts(given.rows) }, language);
  }),
  writePartIds: answered(({ connection }, given) => {
    writePartIds(connection, given);
  }),
  endPartRun: answered(({ connection }, given) => {
    endPartRun(connection, given);
  }),
  prepareOrder: ({ connection, language }, column) => ({
    slices: prepareOrder(connection, column, language),
  }),
  buildSearchIndex: ({ connection }, { set }) => ({ slices: buildSearchIndex(connection, set) }),
  writeModel: answered(({ connection }, model) => {
    writeModel(connection, model);
  }),
  outdateModel: answered(({ connection }) => {
    outdateModel(connection);
  }),
  writeModelSet: answered(({ connection }, detail) => {
    writeModelSet(connection, detail);
  }),
  compileModel({ connection, compiler }, part) {
    compiler.take(part);
    return part.isLast ? { slices: dropUnusedNames(connection) } : null;
  },
};
