import type { Condition } from '../../electron/contract/query.ts';
import type { Column } from '../../electron/contract/rows.ts';
import { stepMark } from '../columns/path-columns.ts';
import { joinedTerms } from './expression-text.ts';
import { conditionWords, type Wording } from './meaning-words.ts';

/** Stands for a column that is not known: its values are written as they are. */
function unknownColumn(name: string): Column {
  const label = name.replaceAll('/', stepMark);
  return { name, label, type: 'other', orderable: false, shownByDefault: false };
}

/**
 * A group of the advanced filter in words: the column that all of its conditions are about, or all columns with theirs.
 *
 * @param columns - by path, as far as they are known
 */
export function advancedWords(
  group: readonly Condition[],
  columns: ReadonlyMap<string, Column>,
  wording: Wording,
): { readonly label: string; readonly text: string } {
  const or = wording.t('filters.advanced.or');
  const worded = group.map((condition) => {
    const column = columns.get(condition.path) ?? unknownColumn(condition.path);
    return { label: column.label, words: conditionWords(condition, column, wording) };
  });
  const [first, ...others] = worded;
  if (first !== undefined && others.every(({ label }) => label === first.label)) {
    return {
      label: first.label,
      text: joinedTerms(
        worded.map(({ words }) => words),
        or,
      ),
    };
  }
  return {
    label: wording.t('filters.advanced.chip'),
    text: joinedTerms(
      worded.map(({ label, words }) => `${label} ${words}`),
      or,
    ),
  };
}
