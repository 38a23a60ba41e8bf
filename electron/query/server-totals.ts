import { z } from 'zod';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Totals, WantedTotal } from '../contract/rows.ts';
import type { Asking } from '../instance/asking.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { groupedAddress } from '../instance/odata-apply.ts';
import { serverAddress } from '../instance/odata-query.ts';
import type { ServerQuery } from '../instance/server-query.ts';
import { isNumeric } from './condition-fit.ts';
import { createGroupTally, type Group, type GroupTally, rowsOf } from './group-totals.ts';
import { type Lessons, totalFeature } from './lessons.ts';
import { findMember, type Member, type Models } from './member.ts';
import { createPageTrail } from './page-trail.ts';
import type { PlainQuery } from './plain-query.ts';
import { planQuery } from './planner.ts';
import type { Ask } from './row-stream.ts';

/** What the server added up. */
export interface ServerTotals {
  /** Parallel to the columns that were asked for; null for what the server can't add up. */
  readonly columns: readonly (Totals | null)[];
  /** All rows of the query; 0 where nothing was added up. */
  readonly rows: number;
}

/** What is to be added up. */
export interface WantedTotals {
  readonly query: PlainQuery;
  readonly columns: readonly string[];
  readonly wanted: readonly WantedTotal[];
}

/** What the server is asked with. */
export interface TotalsOptions {
  readonly models: Models;
  readonly lessons: Lessons;
  readonly ask: Ask;
  readonly language: Language;
}

const answered = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.nextLink': z.string().min(1).optional(),
});

/**
 * The one request whose every row belongs to the answer; undefined where rows are left out here, or come in several requests.
 * How a search goes together with groups is not documented.
 */
function wholeRequest(
  query: PlainQuery,
  { models, lessons }: TotalsOptions,
): ServerQuery | undefined {
  const plan = planQuery({ ...query, order: [] }, { models, lessons, source: 'server' });
  const [request, ...others] = plan?.requests ?? [];
  const isWhole = others.length === 0 && plan?.local.where.length === 0 && query.search === '';
  return isWhole && request?.check.length === 0 ? request.query : undefined;
}

/**
 * A dimension with few values, because only groups are documented: what is true or false, an enum, else the company or the
 * currency; null where the set has none, and all rows are asked for as one group.
 */
function groupKey({ detail, members }: EntitySetModel): string | null {
  const own = detail.columns.filter(({ name }) => members.get(name)?.isCalculated === false);
  const few = own.find(({ type }) => type === 'boolean') ?? own.find(({ type }) => type === 'enum');
  const shared = own.find(
    ({ name }) => members.get(name)?.leadsOn === true && /^EnterpriseCompany$|Currency$/.test(name),
  );
  return few?.name ?? shared?.name ?? null;
}

/** Numbers of the set itself: paths, calculated and custom attributes are not documented to be added up. */
function isAddedUp({ names, column, facts }: Member): boolean {
  return names.length === 1 && isNumeric(column.type) && !facts.isCalculated;
}

/** Pages of groups: of a key with few values there are never so many groups, unless pages lead on without an end. */
const mostPages = 100;

/** Asks for groups of rows, however many there are. */
async function groupsOf(
  { model, terms }: ServerQuery,
  members: readonly Member[],
  wanted: WantedTotal,
  { ask, language }: TotalsOptions,
  asking: Asking,
): Promise<Result<readonly Group[]>> {
  const columns = members.map(({ column }) => column.name);
  const grouped = { set: model.detail.name, terms, key: groupKey(model), columns, wanted };
  const groups: Group[] = [];
  const first = groupedAddress(grouped, language);
  const trail = createPageTrail(first);
  let address: string | null = first;
  for (let pages = 0; address !== null; pages += 1) {
    const answer = await ask(address, asking);
    if (!answer.ok) return answer;
    const page = answered.safeParse(answer.value).data;
    const nextLink = page?.['@odata.nextLink'] ?? null;
    const leadsOn = trail.leadsOn({ isEmpty: page?.value.length === 0, nextLink });
    if (page === undefined || !leadsOn || pages === mostPages) {
      return failure({ code: 'answerNotUnderstood', detail: 'page' });
    }
    groups.push(...page.value);
    address = nextLink;
  }
  return success(groups);
}

/**
 * Finds out which columns the instance refuses to add up, after it answered with an error; it must answer without any of them,
 * or else nothing is learned.
 */
async function refusedColumns(
  request: ServerQuery,
  members: readonly Member[],
  wanted: WantedTotal,
  options: TotalsOptions,
  asking: Asking,
): Promise<readonly Member[]> {
  const { ask, language } = options;
  const bare = { ...request, fields: [], order: [] };
  const plain = await ask(serverAddress(bare, new Set(), { culture: language, top: 1 }), asking);
  if (!plain.ok) return [];
  const refused: Member[] = [];
  for (const member of members) {
    const alone = await groupsOf(request, [member], wanted, options, asking);
    if (!alone.ok && alone.error.code === 'serverError') refused.push(member);
  }
  return refused;
}

/**
 * Has the server add up columns over all rows of a query, with a request for each total that is wanted: ERP.net takes each
 * property once. What the instance refuses is learned by column, and not asked for again.
 *
 * @see ERP.net docs, domain-api/querying-data/grouping.md
 */
export async function serverTotals(
  { query, columns, wanted }: WantedTotals,
  options: TotalsOptions,
  asking: Asking,
): Promise<Result<ServerTotals>> {
  const { models, lessons } = options;
  const tallies = new Map<string, GroupTally>();
  const request = wholeRequest(query, options);
  const members = columns.flatMap((path) => findMember(models, query.set, path) ?? []);
  let rows = 0;

  const offered = (total: WantedTotal): readonly Member[] =>
    members.filter(
      (member) =>
        isAddedUp(member) && !lessons.isRefused(query.set, totalFeature(total, member.path)),
    );

  async function add(from: ServerQuery, total: WantedTotal): Promise<Result<null>> {
    const asked = offered(total);
    if (asked.length === 0) return success(null);
    const groups = await groupsOf(from, asked, total, options, asking);
    if (!groups.ok) {
      if (groups.error.code !== 'serverError') return groups;
      const refused = await refusedColumns(from, asked, total, options, asking);
      if (refused.length === 0) return groups;
      lessons.learn(
        query.set,
        refused.map(({ path }) => totalFeature(total, path)),
      );
      return add(from, total);
    }
    rows = groups.value.reduce((sum, group) => sum + rowsOf(group), 0);
    for (const [place, member] of asked.entries()) {
      const tally = tallies.get(member.path) ?? createGroupTally(member);
      tally.add(groups.value, place, total);
      tallies.set(member.path, tally);
    }
    return success(null);
  }

  if (request !== undefined) {
    for (const total of wanted) {
      const added = await add(request, total);
      if (!added.ok) return added;
    }
  }
  return success({ columns: columns.map((path) => tallies.get(path)?.totals() ?? null), rows });
}
