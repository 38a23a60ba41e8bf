import type { ChosenRecord, StructuredQuery } from '../contract/query.ts';
import { type Result, success } from '../contract/result.ts';
import type { EntitySetModel } from '../instance/model.ts';
import type { Models } from '../query/member.ts';
import { neededModels } from '../query/needed-models.ts';
import type { PlainQuery } from '../query/plain-query.ts';
import { resolveQuery } from '../query/resolve-query.ts';
import type { TimeZone } from '../query/time-zone.ts';
import type { Asker } from '../query/typed-expression.ts';
import { writingHabits } from '../query/writing-habits.ts';

/** A query as it was meant when it was asked, and the models of the sets that it touches. */
export interface AskedQuery {
  readonly plain: PlainQuery;
  readonly models: Models;
  /** The same models, by set. */
  readonly touched: ReadonlyMap<string, EntitySetModel>;
}

/** Who asks, and when. */
export interface AskingPerson {
  readonly now: () => number;
  /** The one that the person is in now. */
  readonly timeZone: () => TimeZone;
  /** BCP 47: how the person writes numbers and days. */
  readonly locale: () => string;
  /** The user as a record of the instance. */
  readonly me: ChosenRecord;
  /** What the person works in, as they told it last, by entity set. */
  readonly current: () => Promise<ReadonlyMap<string, ChosenRecord>>;
}

/** Who asks, as of now. */
export async function askerNow(person: AskingPerson): Promise<Asker> {
  const current = await person.current();
  const timeZone = person.timeZone();
  return {
    today: timeZone.dayAt(person.now()),
    timeZone,
    habits: writingHabits(person.locale()),
    me: person.me,
    current,
  };
}

/**
 * Puts today's dates and this user in the place of words, and checks the query against the model.
 * Failures: those of getting a model, and of {@link resolveQuery}.
 */
export async function understand(
  query: StructuredQuery,
  entitySet: (name: string) => Promise<Result<EntitySetModel>>,
  person: AskingPerson,
): Promise<Result<AskedQuery>> {
  const needed = await neededModels(query, entitySet);
  if (!needed.ok) return needed;
  // A question from before an upgrade may call its set by the name that it had then; what is here has the name of now.
  const set = needed.value.get(query.set)?.detail.name ?? query.set;
  const touched = new Map(
    [...needed.value].map(([name, model]) => [name === query.set ? set : name, model]),
  );
  const models: Models = (name) => touched.get(name);
  const plain = resolveQuery({ ...query, set }, models, await askerNow(person));
  return plain.ok ? success({ plain: plain.value, models, touched }) : plain;
}
