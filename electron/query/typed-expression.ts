import type { FilterMeaning, WrongTerm } from '../contract/filter-meaning.ts';
import type { ChosenRecord, ConditionValue } from '../contract/query.ts';
import { isWorkplaceSet } from '../contract/workplace-sets.ts';
import { type Day, daysLater } from './calendar-day.ts';
import { fits, isNumeric } from './condition-fit.ts';
import { dayRange } from './day-expression.ts';
import { enumCondition } from './enum-expression.ts';
import { expressionTerms } from './expression-terms.ts';
import { truthWord, type ValueWord, valueWord } from './expression-words.ts';
import type { Member } from './member.ts';
import { numberCondition } from './number-expression.ts';
import type { PlainCondition } from './plain-query.ts';
import { textCondition } from './text-expression.ts';
import type { TimeZone } from './time-zone.ts';
import type { WritingHabits } from './writing-habits.ts';

/** Who asks, when and where: what the words of an expression stand for. */
export interface Asker {
  readonly today: Day;
  readonly timeZone: TimeZone;
  readonly habits: WritingHabits;
  /** The user as a record of the instance; null when it isn't known. */
  readonly me: ChosenRecord | null;
  /** The enterprise company, location and role that the user works in, by entity set; what was not told is missing. */
  readonly current: ReadonlyMap<string, ChosenRecord>;
}

const users = 'Systems_Security_Users';

/** `(me)` in a reference to users, `(current)` in one to what somebody works in. */
function recordMeant(
  word: 'me' | 'current',
  { column }: Member,
  asker: Asker,
): ChosenRecord | WrongTerm {
  const set = column.referencedSet ?? '';
  if (word === 'me') return set === users ? (asker.me ?? 'noRecord') : 'noRecord';
  return asker.current.get(set) ?? (isWorkplaceSet(set) ? 'notTold' : 'noRecord');
}

/** What lies between a moment and the one before it: digits beyond the millisecond don't count here. */
const smallestStepMs = 1;

function endOf(day: Day, startOf: (day: Day) => number): number {
  return startOf(daysLater(day, 1)) - smallestStepMs;
}

function dayCondition(
  text: string,
  { path, column }: Member,
  { today, habits, timeZone }: Asker,
): PlainCondition | undefined {
  const range = dayRange(text, { today, habits });
  if (range === undefined) return undefined;
  const { first, last } = range;
  if (column.type === 'date') return { test: 'range', path, from: first, to: last };
  const { startOf } = timeZone;
  const iso = (instant: number): string => new Date(instant).toISOString();
  return {
    test: 'range',
    path,
    from: first === null ? null : iso(startOf(first)),
    to: last === null ? null : iso(endOf(last, startOf)),
  };
}

/** What a word in brackets means in a column; undefined where it has no meaning of its own. */
function wordCondition(
  word: ValueWord,
  member: Member,
  asker: Asker,
): PlainCondition | WrongTerm | undefined {
  const { path, column } = member;
  if (word === 'empty') return { test: 'oneOf', path, values: [null] };
  if (word === 'notEmpty') return { test: 'notEmpty', path };
  if (column.type !== 'reference') return undefined;
  const record = recordMeant(word, member, asker);
  return typeof record === 'string' ? record : { test: 'oneOf', path, values: [record] };
}

function termCondition(text: string, member: Member, asker: Asker): PlainCondition | WrongTerm {
  if (text === '') return 'nothing';
  const { path, column } = member;
  const word = text.toLowerCase().replace(/\s+/g, ' ');
  const inBrackets = valueWord(/^\(\s*(.*?)\s*\)$/.exec(word)?.[1] ?? '');
  const meant = inBrackets && wordCondition(inBrackets, member, asker);
  if (meant !== undefined) return meant;
  const oneOf = (value: ConditionValue): PlainCondition => ({
    test: 'oneOf',
    path,
    values: [value],
  });
  if (isNumeric(column.type)) {
    return numberCondition(text, path, column.type, asker.habits) ?? 'noNumber';
  }
  if (column.type === 'date' || column.type === 'dateTime') {
    return dayCondition(text, member, asker) ?? 'noDay';
  }
  if (column.type === 'enum') return enumCondition(text, member) ?? 'noValue';
  if (column.type === 'guid') return oneOf(text);
  if (column.type === 'boolean') {
    const truth = truthWord(word);
    return truth === undefined ? 'noTruth' : oneOf(truth);
  }
  return textCondition(text, path, column.type !== 'reference') ?? 'nothing';
}

/**
 * Reads what a person typed into the filter of a column: terms joined by `or`, of which one is enough. Text without a
 * meaning of its own is looked for in columns of text and references. English and Bulgarian are always understood both,
 * for a filter is kept as it was typed.
 * @returns what it means now, or the first term that means nothing for the column
 * @see ERP.net's Web Client manual, on filter expressions
 */
export function readExpression(text: string, member: Member, asker: Asker): FilterMeaning {
  const conditions: PlainCondition[] = [];
  for (const term of expressionTerms(text)) {
    const condition = termCondition(term, member, asker);
    if (typeof condition === 'string') return { wrong: condition, term };
    if (!fits(member, condition)) {
      return { wrong: member.column.type === 'guid' ? 'noKey' : 'notFiltered', term };
    }
    conditions.push(condition);
  }
  return { conditions };
}
