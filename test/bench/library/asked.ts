import { createKeptAnswers } from '../../../electron/library/cache/kept-answers.ts';
import { type LocalPage, queryRows } from '../../../electron/library/cache/local-query.ts';
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

/** Asks a copy for a page of 100, with nothing remembered of what it was asked before. */
export function askedPage(
  connection: Connection,
  change: Partial<LocalQuery>,
  offset = 0,
): LocalPage {
  const prepare = { order: () => undefined, search: () => undefined };
  const answering = { connection, language: 'bg', answers: createKeptAnswers(), prepare };
  const page = doAll(queryRows(answering, { query: ordersQuery(change), offset, limit: 100 }));
  if (page === null) throw new Error('Nothing is here.');
  return page;
}
