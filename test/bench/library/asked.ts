import { createKeptAnswers } from '../../../electron/library/cache/kept-answers.ts';
import {
  type LocalAnswering,
  type LocalPage,
  type LocalTotals,
  queryRows,
  queryTotals,
} from '../../../electron/library/cache/local-query.ts';
import type { Connection } from '../../../electron/library/database/cipher.ts';
import { doAll } from '../../../electron/library/database/slices.ts';
import type { LocalQuery } from '../../../electron/query/local-query.ts';
import { columns, names, set } from './orders.ts';

/** A query for all orders with all their columns, but for what is said otherwise. */
export function ordersQuery(change: Partial<LocalQuery>): LocalQuery {
  const fields = columns.map(({ name, type }) => ({
    path: name,
    names: [name],
    column: { name, type },
    facts: { enumValues: ['New', 'Planned', 'Released', 'Closed'] },
    sets: [],
  }));
  return { set, columns: names, fields, where: [], search: '', order: [], ...change };
}

function answering(connection: Connection): LocalAnswering {
  const prepare = { order: () => undefined, search: () => undefined };
  return { connection, language: 'bg', answers: createKeptAnswers(), prepare };
}

/** Asks a copy what columns come to over all orders. */
export function askedTotals(connection: Connection, columns: readonly string[]): LocalTotals {
  const given = { query: ordersQuery({}), columns };
  const totals = doAll(queryTotals(answering(connection), given));
  if (totals === null) throw new Error('Nothing is here.');
  return totals;
}

/** Asks a copy for a page of 100, with nothing remembered of what it was asked before. */
export function askedPage(
  connection: Connection,
  change: Partial<LocalQuery>,
  offset = 0,
): LocalPage {
  const given = { query: ordersQuery(change), offset, limit: 100 };
  const page = doAll(queryRows(answering(connection), given));
  if (page === null) throw new Error('Nothing is here.');
  return page;
}
