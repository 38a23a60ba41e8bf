import type { Row } from '../contract/rows.ts';
import { groupsTest, inOrder, searchTest } from './local-rows.ts';
import type { Plan } from './plan.ts';

/**
 * Answers the local part of a plan from rows at hand. This is what an answer of the local copy must equal, however it is
 * computed there.
 * @param rows with one cell for each of the plan's fields
 */
export function localAnswer(plan: Plan, rows: readonly Row[], language: string): readonly Row[] {
  const { fields, local } = plan;
  const belongs = groupsTest(local.where, fields);
  const isFound = searchTest(local.search, fields);
  const found = rows.filter((row) => belongs(row) && isFound(row));
  return local.order.length === 0 ? found : inOrder(found, local.order, fields, language);
}
