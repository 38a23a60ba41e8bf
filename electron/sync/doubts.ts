import { type Result, success } from '../contract/result.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { eachPage, rowsWith } from './pages.ts';
import type { Run } from './run.ts';
import { recordText, type SyncRecord } from './sync-record.ts';

/** More rows than these are not asked for by their ids. */
const mostDoubts = 200;
/** Ids in one address. */
const inAddress = 40;

/**
 * Asks for the rows about which a sweep and the copy say different things. Of those that the sweep has not seen the ones that
 * come have only left the part, and stay for other questions; the others are deleted. What is missing here comes so.
 * @returns false when these are too many, or the instance can't be asked for them: then only a pull tells
 */
export async function settleDoubts(run: Run, record: SyncRecord): Promise<Result<boolean>> {
  const { rows, now } = run;
  const doubts = await rows.doubts(mostDoubts);
  if (!doubts.ok) return doubts;
  const { unseen, missing } = doubts.value;
  const ids = [...unseen, ...missing];
  if (ids.length === 0) return success(true);
  if (unseen.length === mostDoubts || missing.length === mostDoubts) return success(false);
  for (let from = 0; from < ids.length; from += inAddress) {
    const some = ids.slice(from, from + inAddress);
    const read = await readByIds(run, some);
    if (!read.ok) return read;
    if (read.value === null) return success(false);
    const found = new Set(read.value.map(({ id }) => id));
    const settled = await rows.settle(
      { rows: read.value, receivedAt: now() },
      missing,
      some.filter((id) => !found.has(id)),
      recordText(record),
    );
    if (!settled.ok) return settled;
  }
  return success(true);
}

/** The rows with some ids, as far as there are such; null when the instance doesn't find rows by their ids. */
async function readByIds(
  { set, ask }: Run,
  ids: readonly string[],
): Promise<Result<readonly IdentifiedRow[] | null>> {
  const address = set.idsAddress(ids);
  if (address === null) return success(null);
  const found: IdentifiedRow[] = [];
  const read = await eachPage(ask, { address, read: rowsWith(set.fields) }, ({ rows }) => {
    found.push(...rows);
    return Promise.resolve(success(null));
  });
  if (read.ok) return success(found);
  return read.error.code === 'serverError' ? success(null) : read;
}
