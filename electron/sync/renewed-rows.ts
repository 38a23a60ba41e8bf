import { type Result, success } from '../contract/result.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { type AskPage, eachPage, inMessages, rowsWith } from './pages.ts';
import { pulledSet } from './pulled-set.ts';
import type { JobTools } from './set-job.ts';

/**
 * Asks for some rows of a kept set with all their columns, and keeps them in place of what is here. Nothing is done where the set
 * does not find rows by their ids, or where its rows are of another shape, because a pull has to come first.
 *
 * @param wanted `shape` is that of the rows that are here
 * @returns whether rows have come
 */
export async function renewRows(
  { store, entitySet, language, now }: Pick<JobTools, 'store' | 'entitySet' | 'language' | 'now'>,
  wanted: { readonly set: string; readonly shape: string | null; readonly ids: readonly string[] },
  ask: AskPage,
): Promise<Result<boolean>> {
  const model = await entitySet(wanted.set);
  if (!model.ok) return model;
  const set = pulledSet(model.value, language());
  const address = set.idsAddress(wanted.ids);
  if (address === null || set.shape !== wanted.shape) return success(false);
  const rows: IdentifiedRow[] = [];
  const read = await eachPage(ask, { address, read: rowsWith(set.fields) }, (page) => {
    rows.push(...page.rows);
    return Promise.resolve(success(null));
  });
  if (!read.ok) return read;
  const columns = set.columns.map(({ name }) => name);
  const kept = await inMessages(rows, (some) =>
    store('renewRows', { set: set.name, columns, rows: some, receivedAt: now() }),
  );
  return kept.ok ? success(rows.length > 0) : kept;
}
