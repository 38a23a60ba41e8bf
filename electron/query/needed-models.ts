import type { StructuredQuery } from '../contract/query.ts';
import { type Result, success } from '../contract/result.ts';
import type { EntitySetModel } from '../instance/model.ts';

/**
 * Gets the models of all sets that a query touches, by name: its own, and those that its paths lead through.
 * @param entitySet one set with its columns; each is asked for once
 */
export async function neededModels(
  query: Pick<StructuredQuery, 'set' | 'columns' | 'where' | 'order'>,
  entitySet: (name: string) => Promise<Result<EntitySetModel>>,
): Promise<Result<ReadonlyMap<string, EntitySetModel>>> {
  const known = new Map<string, EntitySetModel>();

  async function know(set: string): Promise<Result<EntitySetModel>> {
    const model = known.get(set);
    if (model !== undefined) return success(model);
    const asked = await entitySet(set);
    if (asked.ok) known.set(set, asked.value);
    return asked;
  }

  const own = await know(query.set);
  if (!own.ok) return own;
  const paths = [
    ...query.columns,
    ...query.where.flat().map(({ path }) => path),
    ...query.order.map(({ column }) => column),
  ];
  for (const path of paths) {
    let model = own.value;
    for (const name of path.split('/').slice(0, -1)) {
      const column = model.detail.columns.find((each) => each.name === name);
      // A path that leads nowhere is refused where the query is resolved.
      if (column?.referencedSet === undefined) break;
      const next = await know(column.referencedSet);
      if (!next.ok) return next;
      model = next.value;
    }
  }
  return success(known);
}
