import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { Column, Row, RowsPage, RowsQuery } from '../contract/rows.ts';
import type { Clock } from './clock.ts';
import type { Cursors } from './cursors.ts';
import type { EntitySetModel, Language } from './model.ts';
import { rowsAddress } from './odata-query.ts';
import type { Urgency } from './queued-request.ts';
import { parseCell, parseEntityId } from './values.ts';

/** Rows of one page: small enough to come quickly, and what one message to the window may carry. */
const pageSize = 100;

/** How a question waits for its turn. */
export interface Asking {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
}

/** Reads rows of one instance. */
export interface RowsSource {
  /**
   * The first page of a query, or the one that `cursor` stands for.
   *
   * Besides the failures of asking: `badRequest` for columns that the set does not have, `cursorExpired`, and
   * `answerNotUnderstood` for a page of another shape. A page that did not come whole is never a short page.
   */
  fetchRows(query: RowsQuery, cursor: string | null, asking: Asking): Promise<Result<RowsPage>>;
  /** How many rows the query has, all pages together. */
  countRows(query: RowsQuery, signal: AbortSignal): Promise<Result<{ readonly count: number }>>;
}

/** What a rows source is made with. */
export interface RowsSourceOptions {
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  /** Asks the instance for JSON; `address` is absolute, or relative to the OData service root. */
  readonly ask: (address: string, asking: Asking) => Promise<Result<unknown>>;
  readonly cursors: Cursors;
  readonly clock: Pick<Clock, 'now'>;
  readonly language: () => Language;
}

const page = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.nextLink': z.string().min(1).optional(),
});

const countedPage = z.object({ '@odata.count': z.number().int().nonnegative() });

const misunderstood = failure({ code: 'answerNotUnderstood', detail: 'page' });

/** Reads rows page by page, by following `@odata.nextLink` as it is. */
export function createRowsSource(options: RowsSourceOptions): RowsSource {
  const { entitySet, ask, cursors, clock, language } = options;

  function pageAddress(
    model: EntitySetModel,
    query: RowsQuery,
    cursor: string | null,
  ): Result<string> {
    const first = rowsAddress(model, query, { culture: language(), top: pageSize });
    if (!first.ok || cursor === null) return first;
    const entry = cursors.find(cursor);
    return entry?.query === queryKey(query)
      ? success(entry.nextLink)
      : failure({ code: 'cursorExpired' });
  }

  return {
    async fetchRows(query, cursor, asking) {
      const model = await entitySet(query.set);
      if (!model.ok) return model;
      const address = pageAddress(model.value, query, cursor);
      if (!address.ok) return address;
      const answer = await ask(address.value, asking);
      if (!answer.ok) return answer;
      const parsed = page.safeParse(answer.value);
      if (!parsed.success) return misunderstood;

      const nextLink = parsed.data['@odata.nextLink'];
      // A page that leads to itself would be paged for ever.
      if (nextLink === address.value) return misunderstood;
      const columns = pickColumns(model.value, query.columns);
      return success({
        rows: parsed.data.value.map((row) => toRow(row, columns)),
        cursor: nextLink === undefined ? null : cursors.keep({ nextLink, query: queryKey(query) }),
        receivedAt: clock.now(),
      });
    },

    async countRows(query, signal) {
      const model = await entitySet(query.set);
      if (!model.ok) return model;
      // `$count=true` beside a page of one row: unlike `Set/$count` it is documented to take the other options.
      const counted = { ...query, columns: query.columns.slice(0, 1), order: null };
      const address = rowsAddress(model.value, counted, {
        culture: language(),
        top: 1,
        count: true,
      });
      if (!address.ok) return address;
      // Nobody waits for a count: it comes after the rows that people look at.
      const answer = await ask(address.value, { urgency: 'prefetch', signal });
      if (!answer.ok) return answer;
      const parsed = countedPage.safeParse(answer.value);
      return parsed.success ? success({ count: parsed.data['@odata.count'] }) : misunderstood;
    },
  };
}

function queryKey(query: RowsQuery): string {
  return JSON.stringify([query.set, query.columns, query.search, query.order]);
}

function pickColumns({ detail }: EntitySetModel, names: readonly string[]): readonly Column[] {
  const byName = new Map(detail.columns.map((column) => [column.name, column]));
  return names.flatMap((name) => byName.get(name) ?? []);
}

function toRow(row: Readonly<Record<string, unknown>>, columns: readonly Column[]): Row {
  const { '@odata.id': address, Id, DisplayText } = row;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const fromAddress = typeof address === 'string' ? parseEntityId(address)?.id : undefined;
  return {
    id: fromAddress ?? text(Id),
    title: text(DisplayText),
    cells: columns.map((column) => parseCell(column, row[column.name])),
  };
}
