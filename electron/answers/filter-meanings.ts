import type { FilterMeaning } from '../contract/filter-meaning.ts';
import { type Result, success } from '../contract/result.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { findMember } from '../query/member.ts';
import { neededModels } from '../query/needed-models.ts';
import { readExpression } from '../query/typed-expression.ts';
import { type AskingPerson, askerNow } from './asked-query.ts';

/**
 * Tells what somebody typed, or could type, into the filter of a column means now.
 * @returns one meaning for each text; failures are those of getting a model
 */
export async function explainFilters(
  {
    set,
    path,
    texts,
  }: { readonly set: string; readonly path: string; readonly texts: readonly string[] },
  entitySet: (name: string) => Promise<Result<EntitySetModel>>,
  person: AskingPerson,
): Promise<Result<readonly FilterMeaning[]>> {
  const needed = await neededModels(
    { set, columns: [], where: [[{ test: 'notEmpty', path }]], order: [] },
    entitySet,
  );
  if (!needed.ok) return needed;
  const member = findMember((name) => needed.value.get(name), set, path);
  const asker = await askerNow(person);
  return success(
    texts.map((term) =>
      member === undefined ? { wrong: 'noColumn', term } : readExpression(term, member, asker),
    ),
  );
}
