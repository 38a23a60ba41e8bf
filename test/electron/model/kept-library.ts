import type { Library } from '../../../electron/library/library.ts';
import {
  done,
  failed,
  type LibraryFailureCode,
  type Outcome,
} from '../../../electron/library/outcome.ts';
import {
  type Answer,
  type Given,
  type OperationName,
  schemas,
} from '../../../electron/library/process/operations.ts';
import { readerCommands } from '../../../electron/library/process/reader-commands.ts';
import { writerCommands } from '../../../electron/library/process/writer-commands.ts';
import { opened } from '../library/opened-account.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

/** The local copy's model, in the process of the test. */
export interface KeptLibrary {
  readonly ask: Library['ask'];
  /** Names of the operations that were asked for. */
  readonly asked: OperationName[];
  /** Lets everything fail from here on; null lets it work again. */
  readonly fail: (code: LibraryFailureCode | null) => void;
  /** Runs SQL on it, for what the app never does. */
  readonly exec: (sql: string) => void;
}

/** Opens an empty one. */
export function openKeptLibrary(): KeptLibrary {
  const { cache } = opened(temporaryFolder());
  const asked: OperationName[] = [];
  let failing: LibraryFailureCode | null = null;

  function answer(name: OperationName, given: unknown): unknown {
    if (name === 'readModel')
      return readerCommands.readModel(cache, schemas.readModel.given.parse(given));
    if (name === 'readModelSet')
      return readerCommands.readModelSet(cache, schemas.readModelSet.given.parse(given));
    const writing = { connection: cache, language: 'bg' };
    if (name === 'writeModel')
      return writerCommands.writeModel(writing, schemas.writeModel.given.parse(given));
    if (name === 'outdateModel') return writerCommands.outdateModel(writing, {});
    if (name === 'writeModelSet')
      return writerCommands.writeModelSet(writing, schemas.writeModelSet.given.parse(given));
    throw new Error(`The model has no use for ${name}.`);
  }

  async function ask<Name extends OperationName>(
    name: Name,
    given: Given<Name>,
  ): Promise<Outcome<Answer<Name>>> {
    asked.push(name);
    await Promise.resolve();
    if (failing !== null) return failed(failing);
    return done(schemas[name].answer.parse(answer(name, given)));
  }

  return {
    ask,
    asked,
    fail: (code) => {
      failing = code;
    },
    exec: (sql) => {
      cache.exec(sql);
    },
  };
}
