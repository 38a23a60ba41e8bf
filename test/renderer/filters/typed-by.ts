import type { FilterMeaning } from '../../../electron/contract/filter-meaning.ts';
import type { CellValue, Column, ColumnType } from '../../../electron/contract/rows.ts';
import { cellTest } from '../../../electron/query/cell-test.ts';
import type { Member } from '../../../electron/query/member.ts';
import { createTimeZone } from '../../../electron/query/time-zone.ts';
import { readExpression } from '../../../electron/query/typed-expression.ts';
import { writingHabits } from '../../../electron/query/writing-habits.ts';
import { createTranslations } from '../../../renderer/i18n/language.ts';
import { createFormats } from '../../../renderer/values/formats.ts';

/** The languages of the window, each with a locale that goes with it. */
export const speakers = [
  { language: 'en', locale: 'en-GB' },
  { language: 'bg', locale: 'bg-BG' },
  { language: 'de', locale: 'de-DE' },
] as const;

/** Somebody who reads and types in a language of the window. */
export type Speaker = (typeof speakers)[number];

const translations = await createTranslations('en');
await translations.loadLanguages(speakers.map(({ language }) => language));

const timeZone = 'Europe/Sofia';

/** A column of a type. */
export function columnOf(type: ColumnType, more: Partial<Column> = {}): Column {
  return { name: 'X', label: 'Column', type, orderable: false, shownByDefault: true, ...more };
}

function memberOf(column: Column): Member {
  const enumValues = Object.keys(column.enumLabels ?? {});
  const facts = { filters: new Set<never>(), isCalculated: false, leadsOn: false, enumValues };
  return { path: column.name, names: [column.name], column, facts, canBeReached: true };
}

/** What the main process makes of an expression, on 23 November 2026. */
export function meaningOf(text: string, column: Column, { locale }: Speaker): FilterMeaning {
  return readExpression(text, memberOf(column), {
    today: '2026-11-23',
    timeZone: createTimeZone(timeZone),
    habits: writingHabits(locale),
    me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
    current: new Map(),
  });
}

/** Whether an expression finds a cell. */
export function finds(text: string, cell: CellValue, column: Column, speaker: Speaker): boolean {
  const meaning = meaningOf(text, column, speaker);
  if (!('conditions' in meaning)) return false;
  return meaning.conditions.some((each) => cellTest(memberOf(column), each)(cell));
}

/** What it takes to write for a speaker. */
export function wordingFor({ language, locale }: Speaker) {
  const t = translations.getFixedT(language);
  const names: ReadonlyMap<string, string> = new Map();
  return { t, formats: createFormats(language, locale, timeZone), names };
}
