import type { CellValue, Column, EntitySetDetail } from '../../../electron/contract/rows.ts';
import type { Simulator } from '../../simulator/simulator.ts';

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function idOf(value: unknown): string {
  return String(member(value, '@odata.id')).slice(-37, -1);
}

function lowerCaseKeys(value: unknown): Record<string, string> {
  const entries = Object.entries(value ?? {}).filter(([, text]) => text !== null);
  return Object.fromEntries(entries.map(([key, text]) => [key.toLowerCase(), String(text)]));
}

/** What a cell must be, worked out from the tables without any code of the app. */
export function createTruth(simulator: Simulator) {
  const titles = new Map<string, ReadonlyMap<string, string | null>>();

  function titleOf(set: string, id: string): string | null {
    let known = titles.get(set);
    if (known === undefined) {
      known = new Map(
        simulator.control
          .rows(set)
          .map((row) => [idOf(row), typeof row.DisplayText === 'string' ? row.DisplayText : null]),
      );
      titles.set(set, known);
    }
    return known.get(id) ?? null;
  }

  function cell(column: Column, value: unknown): CellValue {
    if (value === null || value === undefined) return null;
    if (typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    if (column.type === 'amount' || column.type === 'quantity') {
      const unit = member(value, 'Currency') ?? member(value, 'Unit');
      return { value: String(member(value, 'Value')), unit: String(unit) };
    }
    if (column.type === 'custom') {
      const description = member(value, 'Description');
      return {
        value: String(member(value, 'Value')),
        description: description === null ? null : lowerCaseKeys(description),
      };
    }
    if (column.type === 'reference') {
      const set = column.referencedSet ?? '';
      return { set, id: idOf(value), text: titleOf(set, idOf(value)) };
    }
    return { translations: lowerCaseKeys(value) };
  }

  return {
    /** All rows of a set by id, with cells parallel to its columns. */
    rows({ name, columns }: EntitySetDetail): Map<string, CellValue[]> {
      return new Map(
        simulator.control
          .rows(name)
          .map((row) => [idOf(row), columns.map((column) => cell(column, row[column.name]))]),
      );
    },
  };
}
