import { z } from 'zod';
import type { CellValue, Row } from '../contract/rows.ts';
import { parseCell, parseEntityId } from '../instance/values.ts';
import type { Member } from './member.ts';

const page = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
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
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}

function cellOf(row: unknown, { names, column }: Member): CellValue {
  return parseCell(column, valueAt(row, names));
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Reads a page of rows, with one cell for each field.
 * @returns undefined when the answer has another shape
 * @see ERP.net docs, domain-api/querying-data/paging.md
 */
export function readAnswer(answer: unknown, fields: readonly Member[]): AnsweredPage | undefined {
  const parsed = page.safeParse(answer).data;
  if (parsed === undefined) return undefined;
  const rows = parsed.value.map((row): Row => {
    const address = text(row['@odata.id']);
    const id = address === null ? undefined : parseEntityId(address)?.id;
    return {
      id: id ?? text(row.Id),
      title: text(row.DisplayText),
      cells: fields.map((field) => cellOf(row, field)),
    };
  });
  return { rows, nextLink: parsed['@odata.nextLink'] ?? null };
}
