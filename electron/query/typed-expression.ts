import type { ChosenRecord, ConditionValue } from '../contract/query.ts';
import { type Day, daysLater } from './calendar-day.ts';
import { isNumeric } from './condition-fit.ts';
import { dayRange } from './day-expression.ts';
import { fold } from './fold.ts';
import type { Member } from './member.ts';
import type { PlainCondition } from './plain-query.ts';
import type { TimeZone } from './time-zone.ts';

/** Who asks, when and where: what the words of an expression stand for. */
export interface Asker {
  readonly today: Day;
  readonly timeZone: TimeZone;
  /** The user as a record of the instance; null when it isn't known. */
  readonly me: ChosenRecord | null;
  /** The enterprise company, location and role in force, by entity set. */
  readonly current: ReadonlyMap<string, ChosenRecord>;
}

const users = 'Systems_Security_Users';

/** `(me)` in a reference to users, `(current)` in one to what somebody works in. */
function recordMeant(word: string, { column }: Member, asker: Asker): ChosenRecord | undefined {
  const set = column.referencedSet ?? '';
  if (word === '(me)') return set === users ? (asker.me ?? undefined) : undefined;
  return word === '(current)' ? asker.current.get(set) : undefined;
}

/** What lies between a moment and the one before it: digits beyond the millisecond don't count here. */
const smallestStepMs = 1;

function dayCondition(
  text: string,
  { path, column }: Member,
  asker: Asker,
): PlainCondition | undefined {
  const range = dayRange(text, asker.today);
  if (range === undefined) return undefined;
  const { first, last } = range;
  if (column.type === 'date') return { test: 'range', path, from: first, to: last };
  const { startOf } = asker.timeZone;
  const iso = (instant: number): string => new Date(instant).toISOString();
  return {
    test: 'range',
    path,
    from: first === null ? null : iso(startOf(first)),
    to: last === null ? null : iso(endOf(last, startOf)),
  };
}

function endOf(day: Day, startOf: (day: Day) => number): number {
  return startOf(daysLater(day, 1)) - smallestStepMs;
}

/** `5`, `5..10`, `..10`. */
function numberCondition(text: string, path: string): PlainCondition | undefined {
  const decimal = /^-?\d+(\.\d+)?$/;
  const [from = '', to, ...rest] = text.split('..').map((side) => side.trim());
  if (to === undefined)
    return decimal.test(from) ? { test: 'oneOf', path, values: [from] } : undefined;
  const sides = [from, to].filter((side) => side !== '');
  if (rest.length > 0 || sides.length === 0 || !sides.every((side) => decimal.test(side))) {
    return undefined;
  }
  return { test: 'range', path, from: from || null, to: to || null };
}

function enumCondition(text: string, { path, column, facts }: Member): PlainCondition | undefined {
  const meant = fold(text);
  const found = facts.enumValues.find(
    (name) => fold(name) === meant || fold(column.enumLabels?.[name] ?? name) === meant,
  );
  return found === undefined ? undefined : { test: 'oneOf', path, values: [found] };
}

function termCondition(text: string, member: Member, asker: Asker): PlainCondition | undefined {
  const { path, column } = member;
  const oneOf = (value: ConditionValue): PlainCondition => ({
    test: 'oneOf',
    path,
    values: [value],
  });
  const word = text.toLowerCase().replace(/\s+/g, ' ');
  if (word === '(empty)') return oneOf(null);
  if (column.type === 'date' || column.type === 'dateTime') {
    return dayCondition(text, member, asker);
  }
  if (column.type === 'enum') return enumCondition(text, member);
  if (isNumeric(column.type)) return numberCondition(text, path);
  if (column.type === 'boolean') {
    return word === 'true' || word === 'false' ? oneOf(word === 'true') : undefined;
  }
  if (column.type === 'guid') return oneOf(text);
  if (column.type === 'reference' && /^\((me|current)\)$/.test(word)) {
    const record = recordMeant(word, member, asker);
    return record && oneOf(record);
  }
  return { test: 'contains', path, text };
}

/**
 * Reads what a person typed into the filter of a column: terms joined by `or`, of which one is enough. Text without a
 * meaning of its own is looked for in columns of text and references.
 * @returns undefined when a term means nothing for the column
 * @see ERP.net's Web Client manual, on filter expressions
 */
export function readExpression(
  text: string,
  member: Member,
  asker: Asker,
): readonly PlainCondition[] | undefined {
  const terms = text.split(/\sor\s/i).map((term) => term.trim());
  const conditions = terms.map((term) =>
    term === '' ? undefined : termCondition(term, member, asker),
  );
  const understood = conditions.filter((condition) => condition !== undefined);
  return understood.length === terms.length ? understood : undefined;
}
