import { createKeptAnswers } from '../../../../electron/library/cache/kept-answers.ts';
import { type LocalAnswering, queryRows } from '../../../../electron/library/cache/local-query.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { type Answer, schemas } from '../../../../electron/library/process/operations.ts';
import type { LocalField, LocalQuery } from '../../../../electron/query/local-query.ts';
import { columns, names, set } from './sample-rows.ts';

/** The sample columns as a query knows them. */
export const fields: readonly LocalField[] = columns.map(({ name, type }) => ({
  path: name,
  names: [name],
  column: { name, type },
  facts: { enumValues: [] },
  sets: [],
}));

/** A query for all sample rows with all their columns, but for what is said otherwise. */
export function sampleQuery(change: Partial<LocalQuery> = {}): LocalQuery {
  return { set, columns: names, fields, where: [], search: '', order: [], ...change };
}

/** What answers queries over a connection, and the indexes that it would have had made. */
export function sampleAnswering(connection: Connection): LocalAnswering & {
  readonly wanted: readonly string[];
} {
  const wanted: string[] = [];
  return {
    connection,
    language: 'bg',
    answers: createKeptAnswers(),
    prepare: {
      order: ({ column }) => wanted.push(column),
      search: (name) => wanted.push(name),
    },
    wanted,
  };
}

/** A page as the main process gets it. */
export function arrived(page: unknown): NonNullable<Answer<'queryRows'>> {
  const answer = schemas.queryRows.answer.parse(page);
  if (answer === null) throw new Error('Nothing is here.');
  return answer;
}

/** One page of a query that something is there for, answered at once. */
export function pageOf(
  connection: Connection,
  change: Partial<LocalQuery> = {},
  offset = 0,
  limit = 100,
) {
  const answering = sampleAnswering(connection);
  return arrived(doAll(queryRows(answering, { query: sampleQuery(change), offset, limit })));
}
