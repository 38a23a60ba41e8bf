import { setImmediate as othersTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { CellValue, Row } from '../contract/rows.ts';
import { isObject, parseCell, parseEntityId } from '../instance/values.ts';
import type { Member } from './member.ts';

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().min(1).optional(),
});

/** Rows as the server sent them, and where the next ones are. */
export interface AnsweredPage {
  readonly rows: readonly Row[];
  readonly nextLink: string | null;
}

/** A member of what a member holds, on and on; undefined where there is nothing. */
function valueAt(row: unknown, names: readonly string[]): unknown {
  let value = row;
  for (const name of names) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function cellOf(row: unknown, { names, column }: Member): CellValue {
  return parseCell(column, valueAt(row, names));
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads a row, with one cell for each field; undefined for anything else. */
export function readRow(row: unknown, fields: readonly Member[]): Row | undefined {
  if (!isObject(row)) return undefined;
  const address = text(valueAt(row, ['@odata.id']));
  const id = address === null ? undefined : parseEntityId(address)?.id;
  return {
    id: id ?? text(valueAt(row, ['Id'])),
    title: text(valueAt(row, ['DisplayText'])),
    cells: fields.map((field) => cellOf(row, field)),
  };
}

/** Where the rows behind a page are, null at the end; undefined when it is no page. */
export function nextLinkIn(answer: unknown): string | null | undefined {
  const parsed = page.safeParse(answer).data;
  return parsed && (parsed['@odata.nextLink'] ?? null);
}

/** Rows that are read at a stretch, before others have their turn. */
const rowsInSlice = 100;

/**
 * Reads a page of rows, with one cell for each field.
 * @returns undefined when the answer has another shape
 * @see ERP.net docs, domain-api/querying-data/paging.md
 */
export async function readAnswer(
  answer: unknown,
  fields: readonly Member[],
): Promise<AnsweredPage | undefined> {
  const parsed = page.safeParse(answer).data;
  if (parsed === undefined) return undefined;
  const rows: Row[] = [];
  for (const each of parsed.value) {
    const row = readRow(each, fields);
    if (row === undefined) return undefined;
    rows.push(row);
    if (rows.length % rowsInSlice === 0) await othersTurn();
  }
  return { rows, nextLink: parsed['@odata.nextLink'] ?? null };
}
