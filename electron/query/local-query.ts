import type { OrderItem } from '../contract/query.ts';
import { noLessons } from './lessons.ts';
import { type Field, findMember, type Member, type Models } from './member.ts';
import type { PlainGroup, PlainQuery } from './plain-query.ts';
import { planQuery } from './planner.ts';

/** A field of a local query: plain JSON, so that it can be sent to the process of the local copy. */
export interface LocalField extends Field {
  /** For each name of the path but the last: the set that this reference leads to. */
  readonly sets: readonly string[];
}

/** A part of a set that is kept offline, and what it means. */
export interface PartMark {
  readonly part: string;
  readonly meaning: string;
}

/** A query together with what the local copy must know of the model in order to answer it. */
export interface LocalQuery {
  readonly set: string;
  /** What rows carry, in this order. */
  readonly columns: readonly string[];
  /** Every column or path that the conditions, the search, the order and the columns touch, each once. */
  readonly fields: readonly LocalField[];
  readonly where: readonly PlainGroup[];
  readonly search: string;
  readonly order: readonly OrderItem[];
  /** A kept part of the set to which all rows of the answer belong: where it is whole, no other rows are looked at. */
  readonly within?: PartMark | undefined;
}

/** The sets that lie on the way of a path. */
function setsOnTheWay({ names }: Member, set: string, models: Models): readonly string[] {
  const sets: string[] = [];
  for (const [index] of names.slice(1).entries()) {
    const reference = findMember(models, sets.at(-1) ?? set, names[index] ?? '');
    sets.push(reference?.column.referencedSet ?? '');
  }
  return sets;
}

/** Makes of a query what the local copy is asked: the same fields that a plan for it has. */
export function localQuery(query: PlainQuery, models: Models): LocalQuery {
  const { set, columns, where, search, order } = query;
  const plan = planQuery(query, {
    models,
    lessons: noLessons,
    source: 'copy',
  });
  const fields = (plan?.fields ?? []).map((member): LocalField => {
    const { path, names, column, facts } = member;
    return {
      path,
      names,
      column: { name: column.name, type: column.type },
      facts: { enumValues: facts.enumValues },
      sets: setsOnTheWay(member, set, models),
    };
  });
  return { set, columns, fields, where, search, order };
}
