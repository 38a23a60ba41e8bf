import { createHash } from 'node:crypto';
import { oldestValue, plainRow } from '../answers/copy-answers.ts';
import type { Language } from '../contract/languages.ts';
import type { RecordAnswer } from '../contract/records.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Row, RowsSource } from '../contract/rows.ts';
import type { Asking } from '../instance/asking.ts';
import type { Clock } from '../instance/clock.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { recordAddress } from '../instance/odata-query.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';
import { readAnswer } from '../query/answered-page.ts';
import type { Member } from '../query/member.ts';
import type { Ask } from '../query/row-stream.ts';
import { fieldsOf, isOwn, withFormColumns } from './form-columns.ts';

/** Names a record. */
export interface RecordName {
  readonly set: string;
  readonly id: string;
}

/** Answers with one row and all that people may see of it. */
export interface RecordAnswers {
  /**
   * - `copy`: what is known of the row here, be it only a few columns. `notKept` when it was never here.
   * - `instance`: all of it, which the copy then knows too. What this instance fails to work out is left out before the rest is.
   *
   * Besides the failures of getting the model and of asking: `notFound`, `noPermission`, `answerNotUnderstood`, and those of the copy.
   */
  fetch(record: RecordName, source: RowsSource, asking: Asking): Promise<Result<RecordAnswer>>;
}

/** What it takes to answer. */
export interface RecordAnswersOptions {
  /** One set of the model, from the instance if it has to be. */
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  /** One set of the model as it is kept here, however old; null when it is not. */
  readonly keptEntitySet: (name: string) => Promise<EntitySetModel | null>;
  readonly ask: Ask;
  readonly askLibrary: Library['ask'];
  readonly language: () => Language;
  readonly clock: Pick<Clock, 'now'>;
}

/** The name under which the copy has a record as an answer of its own, so that it goes when nobody looks at it any more. */
function answerName({ set, id }: RecordName): string {
  return createHash('sha256').update(`record ${set} ${id}`).digest('hex');
}

/** Every row is kept with these. As columns of their own they would be missing of all rows that were not looked at. */
const keptAnyway: ReadonlySet<string> = new Set(['Id', 'DisplayText']);

const notKept = failure({ code: 'notKept' });

/** Puts the parts together. */
export function createRecordAnswers(options: RecordAnswersOptions): RecordAnswers {
  const { entitySet, keptEntitySet, ask, askLibrary, language, clock } = options;

  async function fromCopy({ set, id }: RecordName, signal: AbortSignal) {
    const kept = await keptEntitySet(set);
    if (kept === null) return notKept;
    const { detail } = withFormColumns(kept);
    const columns = detail.columns.map(({ name }) => name);
    const answer = await askLibrary('readRow', { set, id, columns }, signal);
    if (!answer.ok) return failure(copyFailure(answer.error));
    if (answer.value === null) return notKept;
    return success<RecordAnswer>({
      set: detail,
      row: plainRow(columns)(answer.value),
      source: 'copy',
      receivedAt: oldestValue(answer.value),
    });
  }

  async function askFor(
    record: RecordName,
    model: EntitySetModel,
    fields: readonly Member[],
    asking: Asking,
  ): Promise<Result<Row>> {
    const address = recordAddress(model, record.id, fields, language());
    const answer = await ask(address, { ...asking, isSmall: true });
    if (!answer.ok) return answer;
    const page = await readAnswer({ value: [answer.value] }, fields);
    const row = page?.rows[0];
    return row === undefined
      ? failure({ code: 'answerNotUnderstood', detail: 'record' })
      : success({ ...row, id: record.id });
  }

  /** The copy is written behind the answer's back: nobody waits for the disk, and a disk that fails takes no record away. */
  function keep(record: RecordName, fields: readonly Member[], row: Row, receivedAt: number): void {
    const kept = fields.map(({ path }) => !keptAnyway.has(path));
    void askLibrary('writeResultPage', {
      query: answerName(record),
      set: record.set,
      columns: fields
        .filter((_, index) => kept[index])
        .map(({ column: { name, type } }) => ({ name, type })),
      run: receivedAt,
      position: 0,
      rows: [{ ...row, cells: row.cells.filter((_, index) => kept[index]) }],
      cursor: null,
      receivedAt,
    });
  }

  async function fromInstance(record: RecordName, asking: Asking) {
    const known = await entitySet(record.set);
    if (!known.ok) return known;
    const model = withFormColumns(known.value);
    const all = fieldsOf(model, model.detail.columns);
    let fields = all;
    let answer = await askFor(record, model, fields, asking);
    if (!answer.ok && answer.error.code === 'serverError' && !all.every(isOwn)) {
      fields = all.filter(isOwn);
      answer = await askFor(record, model, fields, asking);
    }
    if (!answer.ok) return answer;
    const receivedAt = clock.now();
    keep(record, fields, answer.value, receivedAt);
    return success<RecordAnswer>({
      set: model.detail,
      row: spread(answer.value, fields, all),
      source: 'instance',
      receivedAt,
    });
  }

  return {
    fetch: (record, source, asking) =>
      source === 'copy' ? fromCopy(record, asking.signal) : fromInstance(record, asking),
  };
}

/** A row with cells for some fields as one with places for all of them. */
function spread(row: Row, some: readonly Member[], all: readonly Member[]): Row {
  if (some === all) return row;
  const places = all.map((field) => some.indexOf(field));
  const absent = places.flatMap((place, index) => (place < 0 ? [index] : []));
  return { ...row, cells: places.map((place) => row.cells[place] ?? null), absent };
}
