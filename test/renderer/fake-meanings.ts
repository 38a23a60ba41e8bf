import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { createTimeZone } from '../../electron/query/time-zone.ts';
import { type Asker, readExpression } from '../../electron/query/typed-expression.ts';
import { writingHabits } from '../../electron/query/writing-habits.ts';

const asker: Asker = {
  today: '2026-11-23',
  timeZone: createTimeZone('Europe/Sofia'),
  habits: writingHabits('en-GB'),
  me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
  current: new Map(),
};

/** What expressions mean on 23 November 2026, by the app's own grammar. */
export function fakeMeanings(
  { columns }: EntitySetDetail,
  { path, texts }: { readonly path: string; readonly texts: readonly string[] },
): readonly FilterMeaning[] {
  const column = columns.find(({ name }) => name === path);
  return texts.map((term) => {
    if (column === undefined) return { wrong: 'noColumn', term };
    const facts = {
      filters: new Set<never>(),
      isCalculated: false,
      leadsOn: false,
      enumValues: Object.keys(column.enumLabels ?? {}),
    };
    const member = { path, names: [path], column, facts, canBeReached: true };
    return readExpression(term, member, asker);
  });
}
