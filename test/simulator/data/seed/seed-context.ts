import type { LocalizedText, RowInput } from '../../domain-api/row-values.ts';
import type { Random } from '../random.ts';
import type { Pair } from './vocabulary.ts';

/** The company's "today": all dates are counted from it, so that the data never changes. */
export const baseDate: number = Date.UTC(2026, 10, 20);
export const day = 86_400_000;

/** Dates of documents run evenly through the last 24 months, so that their numbers rise with them. */
export function spreadDate(index: number, count: number): number {
  const days = 730;
  return baseDate - (days - Math.floor(((index + 1) / count) * days)) * day;
}

/** What the parts of the seeding write with. */
export interface SeedContext {
  readonly random: Random;
  write(set: string, row: RowInput): void;
}

/** A word as both languages of a multi-language text. */
export function inBoth([bg, en]: Pair): LocalizedText {
  return { EN: en, BG: bg };
}

export function onlyEnglish(text: string): LocalizedText {
  return { EN: text, BG: null };
}

/** Writes a root and returns its guid. */
export function writeRoot(
  context: SeedContext,
  set: string,
  row: RowInput,
  updated: number = baseDate - 900 * day,
): string {
  const id = context.random.guid();
  context.write(set, { Id: id, ObjectVersion: 1, AggregateLastUpdateTimeUtc: updated, ...row });
  return id;
}

/** Writes a child of an aggregate and returns its guid. */
export function writeChild(context: SeedContext, set: string, row: RowInput): string {
  const id = context.random.guid();
  context.write(set, { Id: id, ObjectVersion: 1, ...row });
  return id;
}
