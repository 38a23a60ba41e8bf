import type { LocalReason } from '../contract/query.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { type Lessons, orderFeature, searchFeature } from './lessons.ts';
import { findMember, type Member, type Models } from './member.ts';
import type { PlainCondition, PlainGroup, PlainQuery } from './plain-query.ts';
import type { LocalPart, Plan, PlannedPart } from './plan.ts';
import { type PlacedGroups, placeGroups } from './planned-groups.ts';
import { searchedColumns } from './searched-columns.ts';

/** What a plan is made by. */
export interface Planning {
  readonly models: Models;
  readonly lessons: Pick<Lessons, 'isRefused'>;
  /** Offline the local copy answers, online the server does what it can. */
  readonly source: Plan['source'];
}

function placeOrder(
  { set, order }: PlainQuery,
  { models, lessons, source }: Planning,
): readonly (LocalReason | null)[] {
  if (source === 'copy') return order.map(() => 'localCopy');
  const reasons = order.map(({ column }): LocalReason | null => {
    const member = findMember(models, set, column);
    if (member?.facts.isCalculated === true) return 'calculated';
    // `$orderby` is documented for attributes of the set itself, and not for what its references lead to.
    const isOrderable = member?.names.length === 1 && member.column.orderable;
    if (!isOrderable) return 'notOrderable';
    return lessons.isRefused(set, orderFeature(column)) ? 'refused' : null;
  });
  // Rows of equal values are ordered by the next column, so all of it is done in one place.
  return reasons.every((reason) => reason === null)
    ? reasons
    : reasons.map((reason) => reason ?? 'withOthers');
}

function placeSearch({ set }: PlainQuery, { lessons, source }: Planning): LocalReason | null {
  if (source === 'copy') return 'localCopy';
  return lessons.isRefused(set, searchFeature) ? 'refused' : null;
}

function placeFilter(model: EntitySetModel, query: PlainQuery, planning: Planning): PlacedGroups {
  if (planning.source === 'copy') {
    const reasons = new Map(
      query.where.map((group) => [group, group.map((): LocalReason => 'localCopy')]),
    );
    return { alternatives: [], reasons };
  }
  return placeGroups(query.where, {
    models: planning.models,
    set: query.set,
    hasId: model.detail.hasId,
    isRefused: (feature) => planning.lessons.isRefused(query.set, feature),
  });
}

function partsOf(
  query: PlainQuery,
  reasons: PlacedGroups['reasons'],
  order: readonly (LocalReason | null)[],
  search: LocalReason | null,
): PlannedPart[] {
  return [
    ...query.where.flatMap((group, index) =>
      group.map(({ path }, at): PlannedPart => {
        const reason = reasons.get(group)?.[at] ?? null;
        return { part: 'condition', group: index, path, reason };
      }),
    ),
    ...query.order.map(
      ({ column }, at): PlannedPart => ({ part: 'order', column, reason: order[at] ?? null }),
    ),
    ...(query.search === '' ? [] : [{ part: 'search', reason: search } as const]),
  ];
}

function fieldsOf(paths: readonly string[], set: string, models: Models): Member[] {
  return [...new Set(paths)].flatMap((path) => findMember(models, set, path) ?? []);
}

function pathsOf(conditions: readonly PlainCondition[]): string[] {
  return conditions.map(({ path }) => path);
}

/** What runs here. */
function localPart(
  query: PlainQuery,
  reasons: PlacedGroups['reasons'],
  order: readonly (LocalReason | null)[],
  search: LocalReason | null,
): LocalPart {
  return {
    where: query.where.filter((group: PlainGroup) => reasons.has(group)),
    search: search === null ? '' : query.search,
    order: order.every((reason) => reason === null) ? [] : query.order,
  };
}

/**
 * Splits a query between the server and this computer, by what the model promises, what the type of each column allows,
 * and what the instance refused before. Nothing is asked for that ERP.net's documentation does not allow.
 * @returns undefined when the set is not known
 */
export function planQuery(query: PlainQuery, planning: Planning): Plan | undefined {
  const { models, source } = planning;
  const model = models(query.set);
  if (model === undefined) return undefined;
  const { alternatives, reasons } = placeFilter(model, query, planning);
  const orderReasons = placeOrder(query, planning);
  const searchReason = query.search === '' ? null : placeSearch(query, planning);
  const local = localPart(query, reasons, orderReasons, searchReason);
  const serverOrder = local.order.length === 0 ? query.order : [];
  const isMergedByOrder = alternatives.length > 1 && serverOrder.length > 0;
  const fields = fieldsOf(
    [
      ...query.columns,
      ...pathsOf(local.where.flat()),
      ...alternatives.flatMap(({ check }) => pathsOf(check)),
      ...local.order.map(({ column }) => column),
      ...(isMergedByOrder ? serverOrder.map(({ column }) => column) : []),
      ...(local.search === '' ? [] : searchedColumns(model.detail.columns)),
    ],
    query.set,
    models,
  );
  const requests = alternatives.map(({ terms, check }) => ({
    check,
    query: {
      model,
      fields: fields.map(({ names }) => names),
      terms,
      search: searchReason === null ? query.search : '',
      order: serverOrder,
    },
  }));
  const parts = partsOf(query, reasons, orderReasons, searchReason);
  return { query, fields, source, requests, isMergedByOrder, local, parts };
}
