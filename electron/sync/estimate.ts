import type { Language } from '../contract/languages.ts';
import type { KeepingEstimate, KeepOffline, KeptPart } from '../contract/local-copy.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { type AskPage, askPage, largestPage, type Page, rowsWith } from './pages.ts';
import type { PartMeaning } from './part-meaning.ts';
import { estimatePictures } from './pictures.ts';
import { pulledSet } from './pulled-set.ts';

/** What an estimate is made with. */
export interface EstimateOptions {
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  /** What a part means now. */
  readonly meaning: (set: string, part: KeptPart) => Promise<Result<PartMeaning>>;
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
 * What keeping would take: a page of each set is asked for, as the pull would, with the number of its rows.
 * Besides the failures of asking: `badRequest` for a view, whose rows have no key, and for a part that means nothing.
 */
export async function estimateKeeping(
  options: EstimateOptions,
  { set, part, along, withPictures }: KeepOffline,
): Promise<Result<KeepingEstimate>> {
  const meant = part === undefined ? success(null) : await options.meaning(set, part);
  if (!meant.ok) return meant;
  const isWhole = meant.value === null || meant.value.isWhole;
  const own = isWhole ? null : meant.value;
  const sum = { rows: 0, bytes: 0, milliseconds: 0, isWhole };
  for (const name of new Set([set, ...along, ...(own?.others ?? [])])) {
    const one = await estimateSet(options, name, withPictures, name === set ? own : null);
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
  part: PartMeaning | null,
): Promise<Result<Omit<KeepingEstimate, 'isWhole'>>> {
  const model = await entitySet(name);
  if (!model.ok) return model;
  if (!model.value.detail.hasId) return failure({ code: 'badRequest', detail: 'noKey' });
  const set = pulledSet(model.value, language(), part);
  const sum = { rows: 0, bytes: 0, milliseconds: 0 };
  const sample: string[] = [];
  for (const address of set.pullAddresses()) {
    const asked = now();
    const page = await askPage(ask, address, rowsWith(set.fields));
    if (!page.ok) return page;
    const took = Math.max(0, now() - asked);
    const rows = page.value.total ?? page.value.rows.length;
    sum.rows += rows;
    sum.bytes += Math.ceil(rows * bytesOfRow(page.value));
    sum.milliseconds += took * Math.max(1, Math.ceil(rows / largestPage));
    sample.push(...page.value.rows.map(({ id }) => id));
  }
  if (!withPictures) return success(sum);
  const pictures = await estimatePictures(
    { model: model.value, language: language(), ask, now },
    { rows: sum.rows, sample },
  );
  if (!pictures.ok) return pictures;
  sum.bytes += pictures.value.bytes;
  sum.milliseconds += pictures.value.milliseconds;
  return success(sum);
}

/** On the average of a page. */
function bytesOfRow({ rows }: Page): number {
  const cells = rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row.cells)), 0);
  return rows.length === 0 ? 0 : (cells / rows.length) * searchedShare + bytesBesideCells;
}
