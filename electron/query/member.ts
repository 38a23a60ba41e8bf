import type { Column } from '../contract/rows.ts';
import type { MemberFacts } from '../instance/member-facts.ts';
import type { EntitySetModel } from '../instance/model.ts';

/** The models of the sets that a query touches; undefined for one that is not known. */
export type Models = (set: string) => EntitySetModel | undefined;

/** What is known of cells, as far as it takes to order them. */
export interface CellKind {
  readonly column: Pick<Column, 'type'>;
  readonly facts: Pick<MemberFacts, 'enumValues'>;
}

/** What is known of cells, as far as it takes to test them, to order them and to add them up. */
export interface Field extends CellKind {
  readonly path: string;
  /** The names of the path; the last one is the column's. */
  readonly names: readonly string[];
  readonly column: Pick<Column, 'name' | 'type'>;
}

/** What a path leads to. */
export interface Member extends Field {
  readonly column: Column;
  readonly facts: MemberFacts;
  /** The server filters by it: every reference on the way may be followed. */
  readonly canBeReached: boolean;
}

/** Follows a path from a set; undefined when it leads nowhere. */
export function findMember(models: Models, set: string, path: string): Member | undefined {
  const names = path.split('/');
  let model = models(set);
  let canBeReached = true;
  for (const [index, name] of names.entries()) {
    const column = model?.detail.columns.find((each) => each.name === name);
    const facts = model?.members.get(name);
    if (column === undefined || facts === undefined) return undefined;
    if (index === names.length - 1) return { path, names, column, facts, canBeReached };
    canBeReached &&= facts.leadsOn;
    model = column.referencedSet === undefined ? undefined : models(column.referencedSet);
  }
  return undefined;
}
