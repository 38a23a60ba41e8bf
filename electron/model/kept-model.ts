import type { Language } from '../contract/languages.ts';
import { languages } from '../contract/languages.ts';
import { failure, type Result } from '../contract/result.ts';
import type { EntitySetSummary } from '../contract/rows.ts';
import type { Clock } from '../instance/clock.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { technicalName } from '../instance/model-document.ts';
import type { InstanceModel, ModelSource } from '../instance/model-source.ts';
import type { Library } from '../library/library.ts';
import { createKeptPart, type Kept, type KeptPart } from './kept-part.ts';
import { createMemberSearch, type MemberSearch } from './member-search.ts';
import { directoryFromJson, directoryToJson, setFromJson, setToJson } from './model-json.ts';
import { createOtherNames, type OtherNames } from './other-names.ts';

/** The model as the local copy keeps it, and as the instance tells it. */
export interface KeptModel extends ModelSource, MemberSearch, OtherNames {
  /** A set that is kept, in the language of the app if it can be, of whatever version; the instance is not asked. Null when none is. */
  keptEntitySet(name: string): Promise<EntitySetModel | null>;
}

/** What a kept model is made with. */
export interface KeptModelOptions {
  /** The instance itself. */
  readonly source: InstanceModel;
  readonly askLibrary: Library['ask'];
  /** Of the instance, as it said when somebody last signed in; empty when it does not say. */
  readonly version: string;
  readonly language: () => Language;
  readonly clock: Clock;
}

/** The model in one language. There is one list. */
interface Parts {
  readonly lists: KeptPart<readonly EntitySetSummary[]>;
  readonly sets: KeptPart<EntitySetModel>;
}

const theList = '';

/** What is kept in a language; else what is kept in another one, as outdated: without a network its labels do. */
async function readFirst<Value>(
  culture: Language,
  readIn: (language: Language) => Promise<Kept<Value> | null>,
): Promise<Kept<Value> | null> {
  const own = await readIn(culture);
  if (own !== null) return own;
  for (const other of languages) {
    const kept = other === culture ? null : await readIn(other);
    if (kept !== null) return { ...kept, version: null };
  }
  return null;
}

/** What the local copy calls the version of an instance that does not tell it. */
const unknownVersion = 'unknown';

/** An instance gets attributes of its own without an upgrade; so what came longer ago, in milliseconds, is outdated too. */
const mostAgeMs = 7 * 24 * 60 * 60 * 1000;

/**
 * The model out of the local copy first: an instance tells the same until it is upgraded or somebody asks to reload, and what
 * it told is here without a network.
 *
 * - What is kept of the instance's version answers, and the instance is not asked.
 * - What is outdated (of another version or language, from before the last reload, or a week old) answers when the instance gives no answer
 *   of its own, or none within three seconds; an answer that comes later is kept for the next time.
 * - What is not kept is asked for and kept. A local copy that fails takes nothing away.
 *
 * Failures are those of the source.
 */
export function createKeptModel(options: KeptModelOptions): KeptModel {
  const { source, askLibrary, language, clock } = options;
  const version = options.version || unknownVersion;
  const parts = new Map<Language, Parts>();

  /** The source speaks the language of the app at the moment when it is asked. */
  async function askIn<Value>(
    culture: Language,
    ask: () => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    return language() === culture ? ask() : failure({ code: 'cancelled' });
  }

  function aged<Value>(
    value: Value | null,
    kept: { readonly version: string | null; readonly receivedAt: number },
  ): Kept<Value> | null {
    if (value === null) return null;
    const isOld = clock.now() - kept.receivedAt > mostAgeMs;
    return { value, version: isOld ? null : kept.version };
  }

  function makeParts(culture: Language): Parts {
    const lists = createKeptPart<readonly EntitySetSummary[]>({
      ...{ version, clock },
      read: () =>
        readFirst(culture, async (each) => {
          const kept = await askLibrary('readModel', { language: each });
          if (!kept.ok || kept.value === null) return null;
          return aged(directoryFromJson(kept.value.directory), kept.value);
        }),
      ask: (_, isRenewal) => askIn(culture, () => source.entitySets(isRenewal)),
      write(_, sets) {
        const kept = { language: culture, version, receivedAt: clock.now() };
        void askLibrary('writeModel', { ...kept, directory: directoryToJson(sets) });
      },
    });
    const sets = createKeptPart<EntitySetModel>({
      ...{ version, clock },
      read: (set) =>
        readFirst(culture, async (each) => {
          const kept = await askLibrary('readModelSet', { language: each, set });
          if (!kept.ok || kept.value === null) return null;
          return aged(setFromJson(kept.value.detail), kept.value);
        }),
      ask: (name) => askIn(culture, () => source.entitySet(name)),
      write(set, model) {
        const kept = { language: culture, version, set, receivedAt: clock.now() };
        void askLibrary('writeModelSet', { ...kept, detail: setToJson(model) });
      },
    });
    return { lists, sets };
  }

  function partsIn(culture: Language): Parts {
    const made = parts.get(culture) ?? makeParts(culture);
    parts.set(culture, made);
    return made;
  }

  /** Asks in the language of the app, and again should it change meanwhile. */
  async function inLanguage<Value>(
    ask: (parts: Parts) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const culture = language();
    const answer = await ask(partsIn(culture));
    return language() === culture ? answer : inLanguage(ask);
  }

  return {
    async entitySets(reload) {
      if (!reload) return inLanguage(({ lists }) => lists.get(theList));
      for (const { lists, sets } of parts.values()) {
        lists.outdate();
        sets.outdate();
      }
      void askLibrary('outdateModel', {});
      return inLanguage(({ lists }) => lists.renew(theList));
    },
    async entitySet(name) {
      if (!technicalName.test(name)) return failure({ code: 'notFound' });
      return inLanguage(({ sets }) => sets.get(name));
    },
    async keptEntitySet(name) {
      return technicalName.test(name) ? partsIn(language()).sets.kept(name) : null;
    },
    ...createMemberSearch({ source, askLibrary, version, language, clock }),
    ...createOtherNames({ source, askLibrary, version, language }),
  };
}
