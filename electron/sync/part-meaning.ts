import type { EntitySetModel } from '../instance/model.ts';
import type { ServerQuery } from '../instance/server-query.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import type { Lessons } from '../query/lessons.ts';
import { localQuery } from '../query/local-query.ts';
import { groupsTest, searchTest } from '../query/local-rows.ts';
import { findMember, type Member, type Models } from '../query/member.ts';
import type { PlainCondition, PlainQuery } from '../query/plain-query.ts';
import { planQuery } from '../query/planner.ts';
import type { SyncRecord } from './sync-record.ts';

/** A part whose words are resolved, and the models of the sets that it touches. */
export interface AskedPart {
  readonly plain: PlainQuery;
  readonly models: Models;
}

/** What a part means at a moment. */
export interface PartMeaning {
  readonly resolved: NonNullable<SyncRecord['meaning']>;
  /** What the instance is asked for: all of these together bring every row of the part, and maybe others. */
  readonly queries: readonly Pick<ServerQuery, 'terms' | 'search'>[];
  /** The instance can't tell the rows of the part from others. */
  readonly isWhole: boolean;
  /** Sets that have to be here, too, before it can be told here which rows belong to the part. */
  readonly others: readonly string[];
}

/** Says what a part means, and how it is asked for. @param lessons what the instance has refused */
export function partMeaning(
  { plain, models }: AskedPart,
  model: EntitySetModel,
  lessons: Pick<Lessons, 'isRefused'>,
): PartMeaning {
  const { set, where, search } = plain;
  const plan = planQuery(plain, { models, lessons, source: 'server' });
  const queries = (plan?.requests ?? []).map(({ query }) => ({
    terms: query.terms,
    search: query.search,
  }));
  const dependsOnOthers =
    search !== '' || where.flat().some((condition) => isOfOthers(condition, set, models));
  return {
    resolved: { where, search, dependsOnOthers },
    queries,
    isWhole:
      !model.detail.hasId ||
      queries.some(({ terms, search: words }) => terms.length === 0 && words === ''),
    others: [...new Set(localQuery(plain, models).fields.flatMap(({ sets }) => sets))],
  };
}

/** Whether a condition's outcome may change without a change of the row: it is about other rows, or about their texts. */
function isOfOthers(condition: PlainCondition, set: string, models: Models): boolean {
  const member = findMember(models, set, condition.path);
  if (member === undefined || member.names.length > 1 || member.facts.isCalculated) return true;
  return member.column.type === 'reference' && 'text' in condition;
}

/**
 * Tests here whether a row may be one of a part: it decides by the row's own values, and leaves out what other rows decide.
 * @param fields what the cells of the rows are
 */
export function partTest(
  { where, search }: PartMeaning['resolved'],
  fields: readonly Member[],
): (row: IdentifiedRow) => boolean {
  const own = new Set(fields.map(({ path }) => path));
  const groups = where.filter((group) => group.every(({ path }) => own.has(path)));
  const belongs = groupsTest(groups, fields);
  const isFound = searchTest(search, fields);
  return (row) => belongs(row) && isFound(row);
}
