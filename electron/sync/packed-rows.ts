import type { Result } from '../contract/result.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { mostRowsInText, rowsText } from '../library/process/rows-text.ts';
import type { Member } from '../query/member.ts';
import { inTexts, lastAfterOthers, type ReadRows, rowsWith } from './pages.ts';
import { laterOf } from './pulled-set.ts';

/**
 * Some rows of a pull from the moment they were read to the moment when they are written: already as text. As objects they would
 * have to be moved whenever garbage is collected meanwhile, and the process stands still for as long.
 */
export interface PackedRows {
  readonly ids: readonly string[];
  /** Of {@link rowsText}. */
  readonly text: string;
  /** The newest update among them, in milliseconds since 1970; null when none tells. */
  readonly newest: number | null;
}

/**
 * Reads rows and packs them.
 * @param newestOf the newest update among rows
 */
export function packedWith(
  fields: readonly Member[],
  newestOf: (rows: readonly IdentifiedRow[]) => number | null,
): ReadRows<PackedRows> {
  const readRows = rowsWith(fields);
  const pack = (rows: readonly IdentifiedRow[]): PackedRows => ({
    ids: rows.map(({ id }) => id),
    text: rowsText(rows),
    newest: newestOf(rows),
  });
  return (elements) => {
    const rows = readRows(elements);
    return rows && (rows.length === 0 ? [] : inTexts(rows).map(pack));
  };
}

/** How many rows there are in packs. */
export function packedCount(packs: readonly PackedRows[]): number {
  return packs.reduce((sum, { ids }) => sum + ids.length, 0);
}

/** The newest update in packs; null when none tells. */
export function newestPacked(packs: readonly PackedRows[]): number | null {
  return packs.reduce<number | null>((newest, pack) => laterOf(newest, pack.newest), null);
}

/** Writes packs as {@link inMessages} does rows: as few texts as may be, the last one when all others are written. */
export function packsInMessages(
  packs: readonly PackedRows[],
  write: (texts: readonly string[], isLast: boolean) => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const messages: PackedRows[][] = [[]];
  for (const pack of packs) {
    const last = messages.at(-1) ?? [];
    if (packedCount(last) + pack.ids.length <= mostRowsInText) last.push(pack);
    else messages.push([pack]);
  }
  return lastAfterOthers(messages, (some, isLast) =>
    write(
      some.map(({ text }) => text),
      isLast,
    ),
  );
}
