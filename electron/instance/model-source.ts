import type { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { EntitySetSummary } from '../contract/rows.ts';
import { type EntitySetModel, type Language, toEntitySet, toSummaries } from './model.ts';
import { compactModel, detailedEntitySet, technicalName } from './model-document.ts';
import { createRemembered } from './remembered.ts';

/** The instance's model in the language of the app, each part asked for once. */
export interface ModelSource {
  /** All sets that a person may open. `reload` forgets everything that is known first. */
  entitySets(reload: boolean): Promise<Result<readonly EntitySetSummary[]>>;
  /** One set with its columns; `notFound` when the instance has none of that name. */
  entitySet(name: string): Promise<Result<EntitySetModel>>;
}

/** What a model source is made with. */
export interface ModelSourceOptions {
  /** Domain API site of the instance, without a trailing slash. */
  readonly domainApi: string;
  /** Asks the instance for JSON at an absolute address. */
  readonly ask: (address: string) => Promise<Result<unknown>>;
  readonly language: () => Language;
}

/**
 * Reads the model from `{api}/domain/currentmodel`, which also knows what this instance alone has.
 *
 * Besides the failures of asking: `answerNotUnderstood` when what comes is no model.
 * @see ERP.net docs, domain-api/common-tasks/discover-model.md
 */
export function createModelSource({ domainApi, ask, language }: ModelSourceOptions): ModelSource {
  const lists = createRemembered<readonly EntitySetSummary[]>();
  const sets = createRemembered<EntitySetModel>();

  async function askFor<Schema extends z.ZodType, Value>(
    address: string,
    schema: Schema,
    read: (document: z.output<Schema>) => Value,
  ): Promise<Result<Value>> {
    const answer = await ask(address);
    if (!answer.ok) return answer;
    const document = schema.safeParse(answer.value);
    return document.success
      ? success(read(document.data))
      : failure({ code: 'answerNotUnderstood', detail: 'model' });
  }

  const addressOf = (path: string, culture: Language): string =>
    `${domainApi}/domain/currentmodel${path}?culture=${culture}`;

  return {
    async entitySets(reload) {
      if (reload) {
        lists.forget();
        sets.forget();
      }
      const culture = language();
      const address = addressOf('', culture);
      return lists.get(address, () =>
        askFor(address, compactModel, (headings) => toSummaries(headings, culture)),
      );
    },
    async entitySet(name) {
      if (!technicalName.test(name)) return failure({ code: 'notFound' });
      const address = addressOf(`/${name}`, language());
      return sets.get(address, () => askFor(address, detailedEntitySet, toEntitySet));
    },
  };
}
