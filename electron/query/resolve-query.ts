import type { Condition, StructuredQuery } from '../contract/query.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { searchPhrase } from '../instance/odata-query.ts';
import { canonicalQuery } from './canonical-query.ts';
import { fits } from './condition-fit.ts';
import { findMember, type Models } from './member.ts';
import type { PlainCondition, PlainQuery } from './plain-query.ts';
import { type Asker, readExpression } from './typed-expression.ts';

function resolveCondition(
  condition: Condition,
  set: string,
  models: Models,
  asker: Asker,
): readonly PlainCondition[] | undefined {
  const member = findMember(models, set, condition.path);
  if (member === undefined) return undefined;
  if (condition.test !== 'expression') return fits(member, condition) ? [condition] : undefined;
  const meaning = readExpression(condition.text, member, asker);
  return 'conditions' in meaning ? meaning.conditions : undefined;
}

function isPlain(condition: Condition): condition is PlainCondition {
  return condition.test !== 'expression';
}

/**
 * Puts what the words of a query mean now, for this user, in their place, and checks it against the model.
 * @returns the canonical form, or `badRequest` with what is wrong: `columns`, `order`, or the path of a condition that
 * leads nowhere or means nothing for its column.
 */
export function resolveQuery(
  query: StructuredQuery,
  models: Models,
  asker: Asker,
): Result<PlainQuery> {
  const isColumn = (name: string): boolean => findMember(models, query.set, name) !== undefined;
  if (!query.columns.every(isColumn)) return failure({ code: 'badRequest', detail: 'columns' });
  if (!query.order.every(({ column }) => isColumn(column))) {
    return failure({ code: 'badRequest', detail: 'order' });
  }
  const where: PlainCondition[][] = [];
  for (const group of query.where) {
    const resolved: PlainCondition[] = [];
    for (const condition of group) {
      const plain = resolveCondition(condition, query.set, models, asker);
      if (plain === undefined) return failure({ code: 'badRequest', detail: condition.path });
      resolved.push(...plain);
    }
    where.push(resolved);
  }
  const canonical = canonicalQuery({ ...query, where });
  return success({
    ...canonical,
    where: canonical.where.map((group) => group.filter(isPlain)),
    // Offline the same is looked for as online.
    search: searchPhrase(canonical.search).slice(1, -1),
  });
}
