import { fold } from './fold.ts';
import type { Member } from './member.ts';
import type { PlainCondition } from './plain-query.ts';

/** A value of an enum with the words that people know it by. */
interface KnownValue {
  readonly name: string;
  readonly words: readonly string[];
}

function knownValues({ column, facts }: Member): readonly KnownValue[] {
  return facts.enumValues.map((name) => ({
    name,
    words: [name, column.enumLabels?.[name] ?? name].map(fold),
  }));
}

/** The value that is called so; else all of those of which a word begins so: nobody types `Firm planned` to its end. */
function valuesMeant(text: string, values: readonly KnownValue[]): readonly string[] {
  const meant = fold(text.trim());
  const exact = values.filter(({ words }) => words.includes(meant));
  const found =
    exact.length > 0
      ? exact
      : values.filter(({ words }) =>
          words.some((word) => word.startsWith(meant) || word.includes(` ${meant}`)),
        );
  return meant === '' ? [] : found.map(({ name }) => name);
}

/** An end of a range: `Planned` of `Planned..Released`; null where it is open, undefined for what is no one value. */
function end(text: string, values: readonly KnownValue[]): string | null | undefined {
  if (text.trim() === '') return null;
  const [found, ...others] = valuesMeant(text, values);
  return others.length > 0 ? undefined : found;
}

/**
 * Reads what people type into the filter of an enum: labels or names, as far as they are typed, and ranges of them.
 * @returns undefined for what is no value of it
 */
export function enumCondition(text: string, member: Member): PlainCondition | undefined {
  const { path } = member;
  const values = knownValues(member);
  const meant = valuesMeant(text.replace(/^"(.*)"$/, '$1'), values);
  if (meant.length > 0) return { test: 'oneOf', path, values: [...meant] };
  const [left = '', right, ...rest] = text.split('..');
  if (right === undefined || rest.length > 0) return undefined;
  const from = end(left, values);
  const to = end(right, values);
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined;
  return { test: 'range', path, from, to };
}
