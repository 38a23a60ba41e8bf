import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import type { ChosenRecord, Condition } from '../../electron/contract/query.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import { type CellTest, cellTest } from '../../electron/query/cell-test.ts';
import type { Member } from '../../electron/query/member.ts';
import { createTimeZone } from '../../electron/query/time-zone.ts';
import { type Asker, readExpression } from '../../electron/query/typed-expression.ts';
import { writingHabits } from '../../electron/query/writing-habits.ts';

/** What the person works in, by set: told in one page to the one fake in it. */
export const fakeWorkplace = new Map<string, ChosenRecord>();

const asker: Asker = {
  today: '2026-11-23',
  timeZone: createTimeZone('Europe/Sofia'),
  habits: writingHabits('en-GB'),
  me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
  current: fakeWorkplace,
};

function memberAt({ columns }: EntitySetDetail, path: string): Member | undefined {
  // All sets of the fake have the same columns, those that references lead to as well.
  const last = path.split('/').at(-1);
  const column = columns.find(({ name }) => name === last);
  if (column === undefined) return undefined;
  const facts = {
    filters: new Set<never>(),
    isCalculated: false,
    leadsOn: false,
    enumValues: Object.keys(column.enumLabels ?? {}),
  };
  return { path, names: [path], column, facts, canBeReached: true };
}

/** What expressions mean on 23 November 2026, by the app's own grammar. */
export function fakeMeanings(
  set: EntitySetDetail,
  { path, texts }: { readonly path: string; readonly texts: readonly string[] },
): readonly FilterMeaning[] {
  const member = memberAt(set, path);
  return texts.map((term) =>
    member === undefined ? { wrong: 'noColumn', term } : readExpression(term, member, asker),
  );
}

/** Makes the test of a condition; null for one that means nothing. */
export function fakeTest(set: EntitySetDetail, condition: Condition): CellTest | null {
  const member = memberAt(set, condition.path);
  if (member === undefined) return null;
  if (condition.test !== 'expression') return cellTest(member, condition);
  const meaning = readExpression(condition.text, member, asker);
  if (!('conditions' in meaning)) return null;
  const tests = meaning.conditions.map((each) => cellTest(member, each));
  return (cell) => tests.some((test) => test(cell));
}
