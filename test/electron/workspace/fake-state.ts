import type { Library } from '../../../electron/library/library.ts';
import { done, failed, type LibraryFailureCode } from '../../../electron/library/outcome.ts';
import {
  type Given,
  type OperationName,
  schemas,
} from '../../../electron/library/process/operations.ts';

/** The small state of a local copy, in memory. */
export interface FakeState {
  readonly ask: Library['ask'];
  readonly values: Map<string, string>;
  /** Lets everything fail from here on; null lets it work again. */
  readonly fail: (code: LibraryFailureCode | null) => void;
}

/** An empty state. */
export function createFakeState(): FakeState {
  const values = new Map<string, string>();
  let failing: LibraryFailureCode | null = null;

  function answer(name: OperationName, given: unknown): unknown {
    if (name === 'readState') {
      const json = values.get(schemas.readState.given.parse(given).name);
      return json === undefined ? null : { json, writtenAt: 0 };
    }
    if (name !== 'writeState') throw new Error(`The state has no use for ${name}.`);
    const { name: key, json } = schemas.writeState.given.parse(given);
    values.set(key, json);
    return null;
  }

  return {
    values,
    fail: (code) => {
      failing = code;
    },
    async ask<Name extends OperationName>(name: Name, given: Given<Name>) {
      await Promise.resolve();
      if (failing !== null) return failed(failing);
      return done(schemas[name].answer.parse(answer(name, given)));
    },
  };
}
