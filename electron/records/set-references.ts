import type { Language } from '../contract/languages.ts';
import type { SetReference } from '../contract/records.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { EntitySetSummary } from '../contract/rows.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';

/** Knows which sets point to a set. */
export interface SetReferences {
  /**
   * The references of all sets that lead to a set, in the order of the list of navigators. The whole model is read for it if it
   * never was: up to 54 MB, once.
   *
   * Besides the failures of reading the model: those of the local copy.
   */
  to(set: string, signal: AbortSignal): Promise<Result<readonly SetReference[]>>;
}

/** What it takes to know. */
export interface SetReferencesOptions {
  readonly askLibrary: Library['ask'];
  /** The sets that a person may open, in the order of their language. */
  readonly entitySets: () => Promise<Result<readonly EntitySetSummary[]>>;
  /** Reads the whole model into the local copy. */
  readonly compile: (signal: AbortSignal) => Promise<Result<null>>;
  readonly language: () => Language;
}

/** Puts the parts together. */
export function createSetReferences(options: SetReferencesOptions): SetReferences {
  const { askLibrary, entitySets, compile, language } = options;

  async function kept(set: string, signal: AbortSignal) {
    const answer = await askLibrary('readSetReferences', { language: language(), set }, signal);
    return answer.ok ? success(answer.value) : failure(copyFailure(answer.error));
  }

  return {
    async to(set, signal) {
      let references = await kept(set, signal);
      if (references.ok && references.value === null) {
        const compiled = await compile(signal);
        if (!compiled.ok) return compiled;
        references = await kept(set, signal);
      }
      if (!references.ok) return references;
      // The language has changed while the model was read in another one.
      if (references.value === null) return failure({ code: 'cancelled' });
      const sets = await entitySets();
      if (!sets.ok) return sets;
      const bySet = Map.groupBy(references.value, (reference) => reference.set);
      // Sets that nobody may open are not in the list.
      return success(
        sets.value.flatMap(({ name, label, module }) =>
          (bySet.get(name) ?? []).map(({ column, label: columnLabel }) => ({
            ...{ set: name, label, module, column, columnLabel },
          })),
        ),
      );
    },
  };
}
