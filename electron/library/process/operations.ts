import { z } from 'zod';
import { picture, placedPictures, rowId } from './picture-shapes.ts';
import * as shape from './shapes.ts';

const nothing = z.null();
const sync = { set: shape.name, sync: shape.json };
const part = { set: shape.name, part: shape.name };
const syncOfPart = { ...part, sync: shape.json };
const syncState = z.object({
  sync: shape.json.nullable(),
  completeAt: shape.time.nullable(),
  rows: z.number(),
  changes: z.number(),
});
const keptModel = { version: shape.name.nullable(), receivedAt: shape.time };
/** Letters in one message at most; in any script they take less than 256 KB. */
export const modelPartLength = 120_000;
const modelSet = { language: shape.name, set: shape.name };

/**
 * All that can be asked of the process, with what is given and what comes back. `part` is where it runs: the small
 * state and all reading on the process's main thread, the writing of rows in its writer thread, so that no page waits for a sync.
 */
const operations = {
  readState: {
    part: 'state',
    given: z.strictObject({ name: shape.name }),
    answer: z.object({ json: shape.json, writtenAt: shape.time }).nullable(),
  },
  /** Answered when the value survives a power cut. */
  writeState: {
    part: 'state',
    given: z.strictObject({ name: shape.name, json: shape.json }),
    answer: nothing,
  },
  removeState: { part: 'state', given: z.strictObject({ name: shape.name }), answer: nothing },

  readResult: {
    part: 'reader',
    given: z.strictObject({ query: shape.queryName, ...shape.range }),
    answer: z
      .object({
        rows: shape.agedRows,
        kept: z.number(),
        reached: z.number(),
        isComplete: z.boolean(),
        cursor: z.string().nullable(),
        receivedAt: shape.time,
        count: z.object({ rows: z.number(), at: shape.time }).nullable(),
      })
      .nullable(),
  },
  /** One row, with what is known of it; null when it is not here. */
  readRow: {
    part: 'reader',
    given: z.strictObject({
      set: shape.name,
      id: z.string().min(1).max(200),
      columns: shape.columnNames,
    }),
    answer: shape.agedRow.nullable(),
  },
  /** Done in slices; see `cache/local-query.ts`. */
  queryRows: {
    part: 'reader',
    given: z.strictObject({ query: shape.localQuery, ...shape.place }),
    answer: z
      .object({
        rows: shape.agedRows,
        total: z.number(),
        known: z.number(),
        completeAt: shape.time.nullable(),
        isExact: z.boolean(),
        state: z.string(),
        oldest: shape.time,
      })
      .nullable(),
  },
  /** Done in slices likewise. */
  queryTotals: {
    part: 'reader',
    given: z.strictObject({ query: shape.localQuery, columns: shape.columnNames }),
    answer: z
      .object({
        columns: shape.totals,
        rows: z.number(),
        completeAt: shape.time.nullable(),
        isExact: z.boolean(),
      })
      .nullable(),
  },
  readSyncState: {
    part: 'reader',
    given: z.strictObject({ set: shape.name }),
    answer: syncState.nullable(),
  },
  readPartState: {
    part: 'reader',
    given: z.strictObject(part),
    answer: syncState.nullable(),
  },
  /** Parts of sets that are kept. */
  listParts: {
    part: 'reader',
    given: z.strictObject({}),
    answer: z.array(z.object(part)).readonly(),
  },
  /** What a sweep of a part that has read all ids has left in doubt. */
  doubtfulIds: {
    part: 'reader',
    given: z.strictObject({ ...part, limit: z.int().positive() }),
    answer: z.object({ unseen: shape.ids, missing: shape.ids }),
  },
  readChanges: {
    part: 'reader',
    given: z.strictObject({
      set: shape.name,
      offset: shape.range.offset,
      limit: shape.range.limit,
    }),
    answer: z.object({
      since: shape.time.nullable(),
      rows: shape.rowChanges,
      count: z.number(),
      newest: z.number(),
    }),
  },
  /** The picture of a row. */
  readPicture: {
    part: 'reader',
    given: z.strictObject({ set: shape.name, id: rowId, column: shape.name }),
    answer: picture.nullable(),
  },
  missingPictures: {
    part: 'reader',
    given: z.strictObject({
      set: shape.name,
      part: shape.name.nullable(),
      columns: shape.columnNames,
      since: shape.time,
      from: z.int().nonnegative(),
      limit: shape.range.limit,
    }),
    answer: z.object({ ids: shape.ids, next: z.number().nullable() }),
  },
  countPictures: {
    part: 'reader',
    given: z.strictObject({ set: shape.name }),
    answer: z.object({ here: z.number(), leftOut: z.number(), bytes: z.number() }),
  },
  listSets: {
    part: 'reader',
    given: z.strictObject({}),
    answer: z
      .array(
        z.object({
          name: shape.name,
          isKept: z.boolean(),
          isPulling: z.boolean(),
          completeAt: shape.time.nullable(),
          searchIndex: z.enum(['none', 'building', 'ready']),
        }),
      )
      .readonly(),
  },
  readModel: {
    part: 'reader',
    given: z.strictObject({ language: shape.name }),
    answer: z.object({ ...keptModel, directory: shape.json }).nullable(),
  },
  readModelSet: {
    part: 'reader',
    given: z.strictObject(modelSet),
    answer: z.object({ ...keptModel, detail: shape.json }).nullable(),
  },
  /** Null when no model was compiled in the language. Done in slices. */
  readSetReferences: {
    part: 'reader',
    given: z.strictObject(modelSet),
    answer: z
      .array(z.object({ set: shape.name, column: shape.name, label: z.string() }))
      .readonly()
      .nullable(),
  },
  /** Null when no model was compiled in the language. */
  searchModel: {
    part: 'reader',
    given: z.strictObject({
      language: shape.name,
      text: z.string().max(200),
      limit: z.int().min(1).max(200),
    }),
    answer: z
      .object({
        version: shape.name.nullable(),
        names: z
          .array(z.object({ set: shape.name, member: shape.name.nullable(), label: z.string() }))
          .readonly(),
      })
      .nullable(),
  },

  writeResultPage: {
    part: 'writer',
    given: z.strictObject({
      query: shape.queryName,
      set: shape.name,
      columns: shape.columns,
      run: shape.time,
      position: z.int().nonnegative(),
      rows: shape.rows,
      cursor: z.string().nullable(),
      receivedAt: shape.time,
    }),
    answer: nothing,
  },
  writeCount: {
    part: 'writer',
    given: z.strictObject({
      query: shape.queryName,
      rows: z.int().nonnegative(),
      at: shape.time,
    }),
    answer: nothing,
  },
  /** Marks results as used. */
  touchResults: {
    part: 'writer',
    given: z.strictObject({ queries: z.array(shape.queryName).readonly(), at: shape.time }),
    answer: nothing,
  },
  keepSet: {
    part: 'writer',
    given: z.strictObject({ set: shape.name, isKept: z.boolean() }),
    answer: nothing,
  },
  writeSyncPage: {
    part: 'writer',
    given: z.strictObject({
      ...sync,
      columns: shape.columns,
      rows: shape.rowsTexts,
      deletedIds: shape.ids,
      receivedAt: shape.time,
      completeAt: shape.time.optional(),
    }),
    answer: nothing,
  },
  /** Rows that are here and were asked for again; one commit. */
  renewRows: {
    part: 'writer',
    given: z.strictObject({
      set: shape.name,
      columns: shape.columnNames,
      rows: shape.rowsTexts,
      receivedAt: shape.time,
    }),
    answer: nothing,
  },
  /** What was noted of changes has been looked at. */
  forgetChanges: {
    part: 'writer',
    given: z.strictObject({
      set: shape.name,
      seen: z.int().nonnegative(),
      at: shape.time,
    }),
    answer: nothing,
  },
  startStaging: {
    part: 'writer',
    given: z.strictObject({ ...sync, columns: shape.columns }),
    answer: nothing,
  },
  writeStagedPage: {
    part: 'writer',
    given: z.strictObject({
      ...sync,
      columns: shape.columns,
      rows: shape.rowsTexts,
      receivedAt: shape.time,
    }),
    answer: nothing,
  },
  /** Done in slices; answered at the end. */
  publishStaging: {
    part: 'writer',
    given: z.strictObject({
      ...sync,
      at: shape.time,
      replacement: z.strictObject({ at: shape.time, isComparable: z.boolean() }).optional(),
    }),
    answer: nothing,
  },
  writePictures: {
    part: 'writer',
    given: z.strictObject({ set: shape.name, at: shape.time, pictures: placedPictures }),
    answer: nothing,
  },
  dropPictures: {
    part: 'writer',
    given: z.strictObject({ set: shape.name }),
    answer: nothing,
  },
  startSweep: { part: 'writer', given: z.strictObject(sync), answer: nothing },
  writeSweptIds: {
    part: 'writer',
    given: z.strictObject({ ...sync, ids: shape.ids }),
    answer: nothing,
  },
  finishSweep: {
    part: 'writer',
    given: z.strictObject({ ...sync, at: shape.time }),
    answer: nothing,
  },
  keepPart: {
    part: 'writer',
    given: z.strictObject({ ...part, isKept: z.boolean() }),
    answer: nothing,
  },
  /** Begins a pull or a sweep of a part. */
  startPartRun: {
    part: 'writer',
    given: z.strictObject({ ...syncOfPart, columns: shape.columns }),
    answer: nothing,
  },
  writePartPage: {
    part: 'writer',
    given: z.strictObject({
      ...syncOfPart,
      columns: shape.columns,
      rows: shape.rowsTexts,
      members: shape.ids,
      deletedIds: shape.ids,
      receivedAt: shape.time,
      isComparable: z.boolean(),
      completeAt: shape.time.optional(),
    }),
    answer: nothing,
  },
  writePartIds: {
    part: 'writer',
    given: z.strictObject({ ...syncOfPart, ids: shape.ids }),
    answer: nothing,
  },
  endPartRun: {
    part: 'writer',
    given: z.strictObject({
      ...syncOfPart,
      whole: z.strictObject({ meaning: z.string(), at: shape.time }).optional(),
    }),
    answer: nothing,
  },
  /** Done in slices; answered at the end. */
  prepareOrder: {
    part: 'writer',
    given: z.strictObject({ set: shape.name, column: shape.name, enumValues: shape.enumValues }),
    answer: nothing,
  },
  /** Done in slices; answered at the end. */
  buildSearchIndex: {
    part: 'writer',
    given: z.strictObject({ set: shape.name }),
    answer: nothing,
  },
  writeModel: {
    part: 'writer',
    given: z.strictObject({ ...keptModel, language: shape.name, directory: shape.json }),
    answer: nothing,
  },
  /** What is kept of the model is of no version from then on. */
  outdateModel: { part: 'writer', given: z.strictObject({}), answer: nothing },
  writeModelSet: {
    part: 'writer',
    given: z.strictObject({ ...keptModel, ...modelSet, detail: shape.json }),
    answer: nothing,
  },
  /** Takes the detailed model piece by piece, as the instance sends it. */
  compileModel: {
    part: 'writer',
    given: z.strictObject({
      language: shape.name,
      version: shape.name,
      receivedAt: shape.time,
      part: z.int().nonnegative(),
      text: z.string().max(modelPartLength),
      isLast: z.boolean(),
      oldNames: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
    }),
    answer: nothing,
  },
} as const;

/** All that can be asked. */
export type Operations = typeof operations;
/** The name of something that can be asked. */
export type OperationName = keyof Operations;
/** What an operation is given. */
export type Given<Name extends OperationName> = z.output<Operations[Name]['given']>;
/** What an operation answers, as it travels. */
export type Sent<Name extends OperationName> = z.input<Operations[Name]['answer']>;
/** What an operation answers. */
export type Answer<Name extends OperationName> = z.output<Operations[Name]['answer']>;

type OfPart<Part> = {
  [Name in OperationName]: Operations[Name]['part'] extends Part ? Name : never;
}[OperationName];

/** Operations on `state.db`. */
export type StateOperation = OfPart<'state'>;
/** Operations that read `cache.db`. */
export type ReaderOperation = OfPart<'reader'>;
/** Operations that write to `cache.db`, in the writer thread. */
export type WriterOperation = OfPart<'writer'>;

/** The schemas of each operation with the types they lead to, so that a name and what belongs to it stay together. */
export const schemas: {
  readonly [Name in OperationName]: {
    readonly given: z.ZodType<Given<Name>>;
    readonly answer: z.ZodType<Answer<Name>>;
  };
} = operations;

/** Whether a text names an operation. */
export function isOperation(text: string): text is OperationName {
  return Object.hasOwn(operations, text);
}

/** Whether an operation is one on `state.db`. */
export function isOnState(name: OperationName): name is StateOperation {
  return operations[name].part === 'state';
}

/** Whether an operation runs in the writer thread. */
export function isWriting(name: OperationName): name is WriterOperation {
  return operations[name].part === 'writer';
}
