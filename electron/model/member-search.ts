import type { Language } from '../contract/languages.ts';
import type { FoundMembers } from '../contract/model-search.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Clock } from '../instance/clock.ts';
import type { InstanceModel } from '../instance/model-source.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';
import { compileModel } from './model-compilation.ts';

/** Search over the whole model, of which the local copy keeps an index. */
export interface MemberSearch {
  /**
   * Searches the names of all sets and members, localized and technical; `notKept` before {@link compile}, and the failures of
   * the local copy.
   * @param limit how many to find at most, up to 200
   */
  search(text: string, limit: number): Promise<Result<FoundMembers>>;
  /**
   * Gets the whole model in detail, for the search and for all sets offline: up to 54 MB, so only when somebody wants it. One
   * at a time; whoever comes second waits for the first.
   */
  compile(signal: AbortSignal): Promise<Result<null>>;
}

/** What a search is made with. */
export interface MemberSearchOptions {
  readonly source: Pick<InstanceModel, 'oldNames' | 'stream'>;
  readonly askLibrary: Library['ask'];
  /** Of the instance. */
  readonly version: string;
  readonly language: () => Language;
  readonly clock: Pick<Clock, 'now'>;
}

/** Makes the search in the language of the app; nothing is asked by that. */
export function createMemberSearch(options: MemberSearchOptions): MemberSearch {
  const { source, askLibrary, version, language, clock } = options;
  let compiling: Promise<Result<null>> | null = null;

  async function compileIn(culture: Language, signal: AbortSignal): Promise<Result<null>> {
    const receivedAt = clock.now();
    const oldNames = await source.oldNames();
    return compileModel(askLibrary, { language: culture, version, receivedAt, oldNames }, (take) =>
      source.stream(culture, take, signal),
    );
  }

  return {
    async search(text, limit) {
      const found = await askLibrary('searchModel', { language: language(), text, limit });
      if (!found.ok) return failure(copyFailure(found.error));
      if (found.value === null) return failure({ code: 'notKept' });
      const { names, version: searched } = found.value;
      return success({ names, isCurrent: searched === version });
    },
    async compile(signal) {
      compiling ??= compileIn(language(), signal).finally(() => {
        compiling = null;
      });
      return compiling;
    },
  };
}
