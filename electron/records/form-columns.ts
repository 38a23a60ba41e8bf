import type { Column } from '../contract/rows.ts';
import type { EntitySetModel } from '../instance/model.ts';
import type { Member } from '../query/member.ts';

/**
 * What costs the server far more than it tells a person.
 * @see ERP.net docs, domain-api/data-sync/object-version.md
 */
const dear: ReadonlySet<string> = new Set(['ObjectVersion']);

/** A set as its form shows it: with all columns but those that cost the instance a lot. */
export function withFormColumns(model: EntitySetModel): EntitySetModel {
  const columns = model.detail.columns.filter(({ name }) => !dear.has(name));
  return { ...model, detail: { ...model.detail, columns } };
}

/** Columns of a set as fields that an answer is read by. */
export function fieldsOf(
  { members }: EntitySetModel,
  columns: readonly Column[],
): readonly Member[] {
  return columns.flatMap((column) => {
    const facts = members.get(column.name);
    const path = column.name;
    return facts === undefined ? [] : [{ path, names: [path], column, facts, canBeReached: true }];
  });
}

/** What a row has by itself: neither worked out by the server for each answer, nor added by this instance. */
export function isOwn({ column, facts }: Member): boolean {
  return !facts.isCalculated && column.type !== 'custom';
}
