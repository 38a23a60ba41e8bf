import type { ChosenRecord, Condition } from '../../electron/contract/query.ts';
import type { ColumnFilter } from './column-filters.ts';

/** A line of the advanced filter while somebody works on it: it need not say anything yet. */
export interface DraftLine {
  /** Null until a column was chosen. */
  readonly path: string | null;
  readonly filter: ColumnFilter;
  /** A condition that came from elsewhere and can't be said by an expression: it is shown, and can be removed. */
  readonly other: Condition | null;
}

/** Lines of which one is enough. */
export type DraftGroup = readonly DraftLine[];

/** The groups of an advanced filter, as it is kept. */
export type AdvancedGroups = readonly (readonly Condition[])[];

/** A line that says nothing yet. */
export const emptyLine: DraftLine = { path: null, filter: { text: '', chosen: [] }, other: null };

function isRecord(value: unknown): value is ChosenRecord {
  return typeof value === 'object' && value !== null && 'id' in value && 'set' in value;
}

function draftLine(condition: Condition, names: ReadonlyMap<string, string>): DraftLine {
  const { path } = condition;
  if (condition.test === 'expression') {
    return { path, filter: { text: condition.text, chosen: [] }, other: null };
  }
  if (condition.test === 'oneOf' && condition.values.every(isRecord)) {
    const chosen = condition.values
      .filter(isRecord)
      .map((record) => ({ ...record, text: names.get(record.id.toLowerCase()) ?? record.id }));
    return { path, filter: { text: '', chosen }, other: null };
  }
  return { ...emptyLine, path, other: condition };
}

/**
 * An advanced filter to be worked on.
 *
 * @param names - of records, by id in lower case
 */
export function draftOf(
  advanced: AdvancedGroups,
  names: ReadonlyMap<string, string>,
): readonly DraftGroup[] {
  return advanced.map((group) => group.map((condition) => draftLine(condition, names)));
}

function conditionsOf({ path, filter, other }: DraftLine): Condition[] {
  if (other !== null) return [other];
  if (path === null) return [];
  const text = filter.text.trim();
  const values = filter.chosen.map(({ set, id }) => ({ set, id }));
  return [
    ...(text === '' ? [] : [{ test: 'expression', path, text } as const]),
    ...(values.length === 0 ? [] : [{ test: 'oneOf', path, values } as const]),
  ];
}

/** What a draft says; lines and groups that say nothing yet are left out. */
export function advancedOf(draft: readonly DraftGroup[]): Condition[][] {
  return draft.map((group) => group.flatMap(conditionsOf)).filter((group) => group.length > 0);
}

/** Puts another line in the place of one; without one it is removed, and so is a group with nothing left. */
export function withLine(
  draft: readonly DraftGroup[],
  group: number,
  line: number,
  next: DraftLine | null,
): readonly DraftGroup[] {
  return draft.flatMap((lines, index) => {
    if (index !== group) return [lines];
    const changed = next === null ? lines.toSpliced(line, 1) : lines.with(line, next);
    return changed.length === 0 ? [] : [changed];
  });
}

/** The records that an advanced filter is about. */
export function recordsIn(advanced: AdvancedGroups): readonly ChosenRecord[] {
  return advanced
    .flat()
    .flatMap((condition) => (condition.test === 'oneOf' ? condition.values.filter(isRecord) : []));
}
