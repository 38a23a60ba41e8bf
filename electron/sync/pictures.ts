import type { Language } from '../contract/languages.ts';
import { type Result, success } from '../contract/result.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { serverAddress } from '../instance/odata-query.ts';
import type { Literal } from '../instance/server-query.ts';
import type { PlacedPicture } from '../library/cache/pictures.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import type { Member } from '../query/member.ts';
import { type AskPage, askPage, eachPage, rowsWith } from './pages.ts';
import { pictureKind } from './picture-kind.ts';
import type { Store } from './store.ts';

/** How much is kept of pictures. */
export interface PictureLimits {
  /** Bytes of one; a larger one is left out. */
  readonly each: number;
  /** Bytes of all pictures of an account; when there are as many no more are asked for. */
  readonly total: number;
}

/** A picture of two megabytes fills a screen; half a gigabyte of them is what a person may keep without thinking of it. */
export const usualLimits: PictureLimits = { each: 2_000_000, total: 500_000_000 };

/** Rows whose pictures are asked for at once. Where these are too large for one answer, it is done in halves. */
const rowsAtOnce = 10;
/** A picture may change without its row telling, so that after so long it is asked for again, in milliseconds. */
const renewalMs = 7 * 24 * 60 * 60_000;

/** What pictures are kept with. */
export interface PictureRun {
  readonly model: EntitySetModel;
  /** The part of the set whose pictures are kept; null for all rows. */
  readonly part: string | null;
  readonly language: Language;
  readonly ask: AskPage;
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly limits: PictureLimits;
  /** Told after each few pictures. */
  readonly note: () => Promise<Result<null>>;
}

/**
 * Asks for the pictures that are missing of rows that are here, a few rows at a time, because nobody knows how large they are.
 * What was interrupted goes on with those that are still missing.
 */
export async function keepPictures(run: PictureRun): Promise<Result<null>> {
  const { model, part, store, now, limits, note } = run;
  const { name: set, pictures = [] } = model.detail;
  if (pictures.length === 0) return success(null);
  const columns = pictures.map(({ name }) => name);
  for (let from: number | null = 0; from !== null; ) {
    const counts = await store('countPictures', { set });
    if (!counts.ok) return counts;
    if (counts.value.bytes >= limits.total) return success(null);
    const missing: Awaited<ReturnType<typeof lookForMissing>> = await lookForMissing(from);
    if (!missing.ok) return missing;
    const { ids, next } = missing.value;
    const kept = ids.length === 0 ? success(null) : await fetchPictures(run, columns, ids);
    if (!kept.ok) return kept;
    const noted = ids.length === 0 ? kept : await note();
    if (!noted.ok) return noted;
    from = next;
  }
  return success(null);

  function lookForMissing(from: number) {
    const since = Math.max(0, now() - renewalMs);
    return store('missingPictures', { set, part, columns, since, from, limit: rowsAtOnce });
  }
}

/**
 * What the pictures of rows would take, by those of a few of them.
 *
 * @param sample ids of rows
 */
export async function estimatePictures(
  run: Pick<PictureRun, 'model' | 'language' | 'ask' | 'now'>,
  { rows, sample }: { readonly rows: number; readonly sample: readonly string[] },
): Promise<Result<{ readonly bytes: number; readonly milliseconds: number }>> {
  const columns = (run.model.detail.pictures ?? []).map(({ name }) => name);
  const ids = sample.slice(0, rowsAtOnce);
  if (columns.length === 0 || ids.length === 0) return success({ bytes: 0, milliseconds: 0 });
  const asked = run.now();
  const page = await askPage(
    run.ask,
    picturesAddress(run, columns, ids),
    rowsWith(columns.map(fieldOf)),
  );
  if (!page.ok && page.error.code !== 'answerTooLarge') return page;
  const took = Math.max(0, run.now() - asked);
  const found = page.ok ? placed(page.value.rows, columns, ids, usualLimits) : [];
  // What did not fit into one answer is large, but not larger than what is kept of each.
  const bytes = page.ok
    ? found.reduce((sum, { state, size }) => sum + (state === 'here' ? size : 0), 0)
    : ids.length * usualLimits.each;
  const share = rows / ids.length;
  return success({
    bytes: Math.min(Math.ceil(bytes * share), usualLimits.total),
    milliseconds: took * Math.ceil(rows / rowsAtOnce),
  });
}

/** Drops the pictures of sets but for those whose pictures are wished. */
export async function dropUnwishedPictures(
  store: Store,
  sets: readonly string[],
  wished: readonly string[],
): Promise<Result<null>> {
  for (const set of new Set(sets)) {
    const dropped = wished.includes(set) ? success(null) : await store('dropPictures', { set });
    if (!dropped.ok) return dropped;
  }
  return success(null);
}

async function fetchPictures(
  run: PictureRun,
  columns: readonly string[],
  ids: readonly string[],
): Promise<Result<null>> {
  const picturesRead = rowsWith(columns.map(fieldOf));
  const rows: IdentifiedRow[] = [];
  const address = picturesAddress(run, columns, ids);
  const read = await eachPage(run.ask, { address, read: picturesRead }, (page) => {
    rows.push(...page.rows);
    return Promise.resolve(success(null));
  });
  if (read.ok) return writeAll(run, placed(rows, columns, ids, run.limits));
  if (read.error.code !== 'answerTooLarge') return read;
  if (ids.length === 1) return writeAll(run, leftOut(columns, ids));
  const middle = Math.ceil(ids.length / 2);
  const first = await fetchPictures(run, columns, ids.slice(0, middle));
  return first.ok ? fetchPictures(run, columns, ids.slice(middle)) : first;
}

function picturesAddress(
  { model, language }: Pick<PictureRun, 'model' | 'language'>,
  columns: readonly string[],
  ids: readonly string[],
): string {
  const values = ids.map((guid): Literal => ({ kind: 'guid', guid }));
  return serverAddress(
    {
      model: { ...model, rowAttributes: ['Id'] },
      fields: columns.map((name) => [name]),
      terms: [{ names: ['Id'], isMeasure: false, test: 'in', values }],
      search: '',
      order: [],
    },
    new Set(),
    { culture: language, top: ids.length },
  );
}

/** A picture comes as the text of its bytes; nothing can be asked of it but that. */
function fieldOf(name: string): Member {
  return {
    ...{ path: name, names: [name], canBeReached: false },
    column: { name, label: name, type: 'binary', orderable: false, shownByDefault: false },
    facts: { filters: new Set(), isCalculated: false, leadsOn: false, enumValues: [] },
  };
}

/** The pictures of all rows that were asked for; one of a row that did not come is none. */
function placed(
  rows: readonly IdentifiedRow[],
  columns: readonly string[],
  ids: readonly string[],
  limits: PictureLimits,
): readonly PlacedPicture[] {
  const byId = new Map(rows.map((row) => [row.id.toLowerCase(), row]));
  return ids.flatMap((id) =>
    columns.map((column, index) => ({
      ...{ id, column },
      ...readPicture(byId.get(id.toLowerCase())?.cells[index] ?? null, limits),
    })),
  );
}

type Read = Omit<PlacedPicture, 'id' | 'column'>;

function readPicture(cell: unknown, limits: PictureLimits): Read {
  if (typeof cell !== 'string' || cell === '') {
    return { state: 'none', kind: null, size: 0, base64: null };
  }
  const bytes = Buffer.from(cell, 'base64');
  const size = bytes.length;
  if (size > limits.each) return { state: 'tooLarge', kind: null, size, base64: null };
  const kind = pictureKind(bytes);
  if (kind === null) return { state: 'unreadable', kind, size, base64: null };
  return { state: 'here', kind, size, base64: bytes.toString('base64') };
}

function leftOut(columns: readonly string[], ids: readonly string[]): readonly PlacedPicture[] {
  return ids.flatMap((id) =>
    columns.map((column) => ({
      ...{ id, column, state: 'tooLarge', kind: null, size: 0, base64: null },
    })),
  ) satisfies readonly PlacedPicture[];
}

/** Each in a message of its own: a message holds up whoever waits behind it. */
async function writeAll(
  { model, store, now }: PictureRun,
  pictures: readonly PlacedPicture[],
): Promise<Result<null>> {
  for (const picture of pictures) {
    const written = await store('writePictures', {
      ...{ set: model.detail.name, at: now(), pictures: [picture] },
    });
    if (!written.ok) return written;
  }
  return success(null);
}
