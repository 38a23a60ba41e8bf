import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';

/** The key of the line that stands for what is empty: no value is called so. */
export const emptyKey = '';

/** The values that an expression stands for, by name; null when it says something else than a list of values. */
export function chosenValues(meaning: FilterMeaning | null): ReadonlySet<string> | null {
  if (meaning === null) return new Set();
  if (!('conditions' in meaning)) return null;
  const values = new Set<string>();
  for (const condition of meaning.conditions) {
    if (condition.test !== 'oneOf') return null;
    for (const value of condition.values) {
      if (typeof value === 'object' && value !== null) return null;
      values.add(value === null ? emptyKey : String(value));
    }
  }
  return values;
}
