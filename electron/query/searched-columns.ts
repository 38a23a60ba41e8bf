import type { Column } from '../contract/rows.ts';

/**
 * Columns that a search looks into here, beside a row's display text. The server looks into the set's search members
 * instead, which no model names: what is found here is more where they are few.
 */
export function searchedColumns(
  columns: readonly Pick<Column, 'name' | 'type'>[],
): readonly string[] {
  return columns
    .filter(
      ({ type, name }) => (type === 'text' || type === 'multilingual') && name !== 'DisplayText',
    )
    .map(({ name }) => name);
}
