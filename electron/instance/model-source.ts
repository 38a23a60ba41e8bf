import type { z } from 'zod';
import type { Failure } from '../contract/failure.ts';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { EntitySetSummary } from '../contract/rows.ts';
import type { TakeText } from './http.ts';
import { createMetadataModel } from './metadata-model.ts';
import { type EntitySetModel, toEntitySet, toSummaries } from './model.ts';
import {
  compactModel,
  type DetailedEntitySet,
  detailedEntitySet,
  type EntitySetHeading,
  technicalName,
} from './model-document.ts';
import { createRemembered } from './remembered.ts';
import { createRenames } from './renames.ts';

/** The instance's model in the language of the app, each part asked for once. */
export interface ModelSource {
  /** All sets that a person may open. `reload` forgets everything that is known first. */
  entitySets(reload: boolean): Promise<Result<readonly EntitySetSummary[]>>;
  /**
   * One set with its columns; `notFound` when the instance has none of that name. A set that was renamed is found by its old
   * name, too, and has its new one: tabs and kept sets from before an upgrade go on.
   */
  entitySet(name: string): Promise<Result<EntitySetModel>>;
}

/** The model as the instance itself tells it, also as a whole. */
export interface InstanceModel extends ModelSource {
  /** Names that sets had before, by what they are called now. */
  oldNames(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** All sets with their members in a language: an array of what `currentmodel` says of each, as text in pieces. */
  stream(language: Language, take: TakeText, signal: AbortSignal): Promise<Result<null>>;
}

/** What a model source is made with. */
export interface ModelSourceOptions {
  /** Domain API site of the instance, without a trailing slash. */
  readonly domainApi: string;
  /** Asks the instance for JSON at an address that is absolute, or relative to the OData service root. */
  readonly ask: (address: string) => Promise<Result<unknown>>;
  /** Asks the instance for the text of its `$metadata`. */
  readonly askForMetadata: () => Promise<Result<string>>;
  /** Asks the instance for JSON at an absolute address, as text in pieces, behind what somebody looks at. */
  readonly streamDetails: (
    address: string,
    take: TakeText,
    signal: AbortSignal,
  ) => Promise<Result<null>>;
  readonly language: () => Language;
}

/** What an instance answers for an address that it does not know: ERP.net says 500 to many a bad request. */
function mayBeUnknown({ code }: Failure): boolean {
  return code === 'notFound' || code === 'serverError';
}

/**
 * Reads the model from `{api}/domain/currentmodel`, which also knows what this instance alone has; and from `$metadata`, which
 * knows much less, on instances that are too old for it.
 *
 * Besides the failures of asking: `answerNotUnderstood` when what comes is no model.
 * @see ERP.net docs, domain-api/common-tasks/discover-model.md
 */
export function createModelSource(options: ModelSourceOptions): InstanceModel {
  const { domainApi, ask, language } = options;
  const headings = createRemembered<readonly EntitySetHeading[]>();
  const sets = createRemembered<EntitySetModel>();
  const renames = createRenames(ask);
  const metadata = createMetadataModel(options.askForMetadata);
  /** The list has been asked for, and the instance knows of none. */
  let hasMetadataOnly = false;

  async function askFor<Schema extends z.ZodType>(
    path: string,
    culture: Language,
    schema: Schema,
  ): Promise<Result<z.output<Schema>>> {
    const answer = await ask(`${domainApi}/domain/currentmodel${path}?culture=${culture}`);
    if (!answer.ok) return answer;
    const document = schema.safeParse(answer.value);
    return document.success
      ? success(document.data)
      : failure({ code: 'answerNotUnderstood', detail: 'model' });
  }

  async function askForHeadings(culture: Language): Promise<Result<readonly EntitySetHeading[]>> {
    const answer = await askFor('', culture, compactModel);
    if (answer.ok || !mayBeUnknown(answer.error)) return answer;
    // A server that only stumbled knows its model when it is asked again.
    const again =
      answer.error.code === 'notFound' ? answer : await askFor('', culture, compactModel);
    if (again.ok || !mayBeUnknown(again.error)) return again;
    const found = await metadata.headings();
    hasMetadataOnly = found.ok;
    return found.ok ? found : answer;
  }

  /** What is said of a set by exactly this name. */
  async function askForNamed(name: string, culture: Language): Promise<Result<DetailedEntitySet>> {
    if (hasMetadataOnly) return metadata.entitySet(name);
    const answer = await askFor(`/${name}`, culture, detailedEntitySet);
    if (answer.ok || !mayBeUnknown(answer.error)) return answer;
    // A set that is unknown and a model that is unknown look the same; the list tells them apart.
    await headings.get(culture, () => askForHeadings(culture));
    return hasMetadataOnly ? metadata.entitySet(name) : answer;
  }

  async function askForSet(name: string, culture: Language): Promise<Result<DetailedEntitySet>> {
    const answer = await askForNamed(name, culture);
    if (answer.ok || !mayBeUnknown(answer.error)) return answer;
    const known = await headings.get(culture, () => askForHeadings(culture));
    if (!known.ok || known.value.some((heading) => heading.Name === name)) return answer;
    const current = await renames.currentName(name);
    return current === name ? failure({ code: 'notFound' }) : askForNamed(current, culture);
  }

  return {
    async entitySets(reload) {
      if (reload) {
        headings.forget();
        sets.forget();
        metadata.forget();
        hasMetadataOnly = false;
      }
      const culture = language();
      const known = await headings.get(culture, () => askForHeadings(culture));
      return known.ok ? success(toSummaries(known.value, culture)) : known;
    },
    async entitySet(name) {
      if (!technicalName.test(name)) return failure({ code: 'notFound' });
      const culture = language();
      return sets.get(`${culture} ${name}`, async () => {
        const set = await askForSet(name, culture);
        return set.ok ? success(toEntitySet(set.value)) : set;
      });
    },
    oldNames: () => renames.oldNames(),
    async stream(culture, take, signal) {
      const known = await headings.get(culture, () => askForHeadings(culture));
      if (!known.ok) return known;
      if (hasMetadataOnly) return metadata.stream(take);
      const address = `${domainApi}/domain/currentmodel?details=true&culture=${culture}`;
      return options.streamDetails(address, take, signal);
    },
  };
}
