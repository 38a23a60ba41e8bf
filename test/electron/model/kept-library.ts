import { createModelCompiler } from '../../../electron/library/cache/model-compiler.ts';
import { searchModel } from '../../../electron/library/cache/model-search.ts';
import {
  outdateModel,
  readModel,
  readModelSet,
  writeModel,
  writeModelSet,
} from '../../../electron/library/cache/models.ts';
import { guarded } from '../../../electron/library/database/fault.ts';
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
import { readValue, writeValue } from '../../../electron/library/state/state-values.ts';
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
  const { cache, state } = opened(temporaryFolder());
  const compiler = createModelCompiler(cache);
  const asked: OperationName[] = [];
  let failing: LibraryFailureCode | null = null;

  function answer(name: OperationName, given: unknown): unknown {
    if (name === 'readModel') {
      return readModel(cache, schemas.readModel.given.parse(given).language);
    }
    if (name === 'readModelSet') {
      return readModelSet(cache, schemas.readModelSet.given.parse(given));
    }
    if (name === 'searchModel') {
      return searchModel(cache, schemas.searchModel.given.parse(given));
    }
    if (name === 'readState') {
      return readValue(state, schemas.readState.given.parse(given).name);
    }
    if (name === 'writeState') {
      const value = schemas.writeState.given.parse(given);
      writeValue(state, value.name, value.json, 0);
    } else if (name === 'compileModel') compiler.take(schemas.compileModel.given.parse(given));
    else if (name === 'writeModel') writeModel(cache, schemas.writeModel.given.parse(given));
    else if (name === 'outdateModel') outdateModel(cache);
    else if (name === 'writeModelSet') {
      writeModelSet(cache, schemas.writeModelSet.given.parse(given));
    } else throw new Error(`The model has no use for ${name}.`);
    return null;
  }

  async function ask<Name extends OperationName>(
    name: Name,
    given: Given<Name>,
  ): Promise<Outcome<Answer<Name>>> {
    asked.push(name);
    await Promise.resolve();
    if (failing !== null) return failed(failing);
    const outcome = guarded(() => answer(name, given));
    return outcome.ok ? done(schemas[name].answer.parse(outcome.value)) : outcome;
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
