import type { Answer } from '../library/process/operations.ts';
import type { LocalQuery } from '../query/local-query.ts';
import { groupsTest } from '../query/local-rows.ts';
import type { Field } from '../query/member.ts';

/** A row of a kept answer. */
type KeptRow = NonNullable<Answer<'readResult'>>['rows'][number];

/** What a kept answer is read with: what it shows, then what else decides which rows belong to it. */
export function decidingColumns({ columns, where }: LocalQuery): readonly string[] {
  return [...new Set([...columns, ...where.flat().map(({ path }) => path)])];
}

/**
 * Which rows of a kept answer may still be shown as such: another question may have brought newer values of a row since, with
 * which it does not belong to the answer any more. Only newer values are tested, because the server's own word on the others
 * counts for more than what its filters are taken to mean here.
 *
 * @param names the columns that the rows were read with
 * @param receivedAt when the newest page of the answer came, in milliseconds since 1970
 */
export function stillFitting(
  { where, fields }: LocalQuery,
  names: readonly string[],
  receivedAt: number,
): (row: KeptRow) => boolean {
  const byPath = new Map<string, Field>(fields.map((field) => [field.path, field]));
  const cells = names.flatMap((name) => byPath.get(name) ?? []);
  const tests = where.map((group) => ({
    paths: group.map(({ path }) => path),
    holds: groupsTest([group], cells),
  }));
  return (row) => {
    const { seenAt, older = {}, unknown = [] } = row;
    const isNewer = (path: string): boolean =>
      !unknown.includes(path) && (older[path] ?? seenAt) > receivedAt;
    return tests.every(({ paths, holds }) => !paths.every(isNewer) || holds(row));
  };
}

/** A row read with {@link decidingColumns}, without what only decides. @param columns what the answer shows */
export function withoutDeciding(columns: readonly string[]): (row: KeptRow) => KeptRow {
  const isShown = (column: string): boolean => columns.includes(column);
  return ({ cells, older = {}, unknown = [], ...row }) => ({
    ...{ ...row, cells: cells.slice(0, columns.length), unknown: unknown.filter(isShown) },
    older: Object.fromEntries(Object.entries(older).filter(([column]) => isShown(column))),
  });
}
