import type { Row } from '../../../electron/contract/rows.ts';
import { createKeptAnswers } from '../../../electron/library/cache/kept-answers.ts';
import type { LocalAnswering } from '../../../electron/library/cache/local-query.ts';
import { writeResultPage } from '../../../electron/library/cache/results.ts';
import { orderInLanguage } from '../../../electron/library/cache/sort-columns.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../electron/library/cache/staging.ts';
import type { Connection } from '../../../electron/library/database/cipher.ts';
import { doAll } from '../../../electron/library/database/slices.ts';
import type { AnswerPage } from '../../../electron/query/answer-page.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import { createQueryRunner } from '../../../electron/query/query-runner.ts';
import { opened } from '../../electron/library/opened-account.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { succeeded } from './differential.ts';
import type { QueriedInstance } from './queried-instance.ts';

const asking = { urgency: 'visible', signal: new AbortController().signal } as const;
const receivedAt = 1_700_000_000_000;

/** Every row of a set with all its columns, as the app gets them from the instance. */
async function allRows(instance: QueriedInstance, set: string): Promise<readonly Row[]> {
  const { models } = instance;
  const runner = createQueryRunner({
    models,
    ask: (address) => instance.ask(address),
    lessons: createLessons(),
    language: () => 'en',
    clock: { now: () => receivedAt },
  });
  const columns = models(set)?.detail.columns.map(({ name }) => name) ?? [];
  const query = { set, columns, where: [], search: '', order: [] };
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: AnswerPage = succeeded(await runner.fetch(query, cursor, asking));
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return rows;
}

/** Keeps all rows of a set: by a full pull, or as the result of a query where they have no key. */
function keepRows(
  cache: Connection,
  { models }: QueriedInstance,
  set: string,
  rows: readonly Row[],
): void {
  const columns = (models(set)?.detail.columns ?? []).map(({ name, type }) => ({ name, type }));
  const keyed = rows.flatMap(({ id, title, cells }) => (id === null ? [] : [{ id, title, cells }]));
  if (keyed.length < rows.length) {
    const page = { query: set, set, columns, run: 1, position: 0, rows, cursor: null, receivedAt };
    writeResultPage(cache, page, 'en');
    return;
  }
  startStaging(cache, set, columns, '""');
  for (let from = 0; from < keyed.length; from += 100) {
    const page = keyed.slice(from, from + 100);
    writeStagedPage(cache, { set, columns, rows: page, receivedAt, sync: '""' }, 'en');
  }
  doAll(publishStaging(cache, set, receivedAt, '""'));
}

/** Copies a whole instance into a library of its own, on the disk, for one test. */
export async function copyInstance(instance: QueriedInstance): Promise<LocalAnswering> {
  const { cache } = opened(temporaryFolder());
  orderInLanguage(cache, 'en');
  for (const set of instance.sets) keepRows(cache, instance, set, await allRows(instance, set));
  const prepare = { order: () => undefined, search: () => undefined };
  return { connection: cache, language: 'en', answers: createKeptAnswers(), prepare };
}
