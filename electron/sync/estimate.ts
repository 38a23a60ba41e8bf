import type { KeepingEstimate, KeepOffline } from '../contract/local-copy.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { EntitySetModel, Language } from '../instance/model.ts';
import { type AskPage, askPage, type Page } from './pages.ts';
import { pageSize, pulledSet } from './pulled-set.ts';

/** What an estimate is made with. */
export interface EstimateOptions {
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  readonly ask: AskPage;
  readonly language: () => Language;
  readonly now: () => number;
}

/**
 * What a row takes on the disk beside the JSON of its cells, in bytes: its id twice, its age, and the pages of the database
 * that are not full.
 */
const bytesBesideCells = 150;
/** The text that is searched is kept folded beside the cells, and indexed. */
const searchedShare = 1.5;

/**
 * What keeping sets would take: one page of each is asked for, as the pull would, with the number of its rows.
 * Besides the failures of asking: `badRequest` for a view, whose rows have no key.
 */
export async function estimateKeeping(
  options: EstimateOptions,
  { set, along, withPictures }: KeepOffline,
): Promise<Result<KeepingEstimate>> {
  const sum = { rows: 0, bytes: 0, milliseconds: 0, isWhole: true };
  for (const name of new Set([set, ...along])) {
    const one = await estimateSet(options, name, withPictures);
    if (!one.ok) return one;
    sum.rows += one.value.rows;
    sum.bytes += one.value.bytes;
    sum.milliseconds += one.value.milliseconds;
  }
  return success(sum);
}

async function estimateSet(
  { entitySet, ask, language, now }: EstimateOptions,
  name: string,
  withPictures: boolean,
): Promise<Result<KeepingEstimate>> {
  const model = await entitySet(name);
  if (!model.ok) return model;
  if (!model.value.detail.hasId) return failure({ code: 'badRequest', detail: 'noKey' });
  const set = pulledSet(model.value, language(), withPictures);
  const asked = now();
  const page = await askPage(ask, set.pullAddress(), set.fields);
  if (!page.ok) return page;
  const took = Math.max(0, now() - asked);
  const rows = page.value.total ?? page.value.rows.length;
  const bytes = Math.ceil(rows * bytesOfRow(page.value));
  const milliseconds = took * Math.max(1, Math.ceil(rows / pageSize));
  return success({ rows, bytes, milliseconds, isWhole: true });
}

/** On the average of a page. */
function bytesOfRow({ rows }: Page): number {
  const cells = rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row.cells)), 0);
  return rows.length === 0 ? 0 : (cells / rows.length) * searchedShare + bytesBesideCells;
}
