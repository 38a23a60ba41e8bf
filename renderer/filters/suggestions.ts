import type { TFunction } from 'i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { isWorkplaceSet } from '../../electron/contract/workplace-sets.ts';
import { lastTerm, quotedText } from './expression-text.ts';

const users = 'Systems_Security_Users';

const periods = [
  ...([
    'today',
    'yesterday',
    'currentWeek',
    'lastWeek',
    'last7',
    'currentMonth',
    'lastMonth',
  ] as const),
  ...(['nextMonth', 'last30', 'currentQuarter', 'lastQuarter', 'currentYear', 'lastYear'] as const),
  ...(['ytd', 'q1', 'q2', 'q3', 'q4'] as const),
] as const;

/** Every period that has a name, as it is typed. */
export function periodTexts(t: TFunction): readonly string[] {
  return periods.map((name) => t(`filters.words.${name}`));
}

/** The labels of an enum's values as they are typed; its name where a label is not its alone. */
export function valueTexts({
  enumLabels = {},
}: Pick<Column, 'enumLabels'>): ReadonlyMap<string, string> {
  const labels = Object.values(enumLabels).map((label) => label.toLowerCase());
  return new Map(
    Object.entries(enumLabels).map(([name, label]) => {
      const isOwn = labels.filter((other) => other === label.toLowerCase()).length === 1;
      const isPlain = !/\.\.|\s(or|или|oder)\s|^[("]/i.test(label);
      return [name, isOwn && isPlain ? label : name];
    }),
  );
}

function kindTexts(column: Column, t: TFunction): readonly string[] {
  const { type, referencedSet } = column;
  if (type === 'date' || type === 'dateTime') return periodTexts(t);
  if (type === 'enum') return [...valueTexts(column).values()];
  if (type === 'boolean') return [t('filters.words.yes'), t('filters.words.no')];
  if (isWorkplaceSet(referencedSet)) return [t('filters.words.current')];
  return referencedSet === users ? [t('filters.words.me')] : [];
}

/** Ways to go on with a number: from it on, up to it, in a currency. */
function numberTexts(term: string, { type }: Column, units: readonly string[]): readonly string[] {
  const number = term.trim();
  if (!/^[+-]?[\d\s.,]*\d$/.test(number) || number.includes('..')) return [];
  const inUnits = type === 'amount' || type === 'quantity' ? units : [];
  const ranges = [`${number}..`, `..${number}`];
  return [...ranges, ...inUnits.flatMap((unit) => ranges.map((range) => `${range} ${unit}`))];
}

const numeric: ReadonlySet<Column['type']> = new Set([
  'integer',
  'decimal',
  'percent',
  'amount',
  'quantity',
]);
const textual: ReadonlySet<Column['type']> = new Set(['text', 'multilingual', 'custom']);

/** Ways to go on with a text: at the beginning, at the end, all of it. */
function textTexts(term: string): readonly string[] {
  const text = term.trim();
  return text === '' || /^[("=*]|\*$/.test(text) ? [] : [`${text}*`, `*${text}`, quotedText(text)];
}

const mostSuggestions = 30;

/**
 * Expressions that somebody may mean who has typed so far, each to stand in place of the last term.
 * @param units currencies or units that the column is known to have
 */
export function suggestions(
  text: string,
  column: Column,
  units: readonly string[],
  t: TFunction,
): readonly string[] {
  const { term } = lastTerm(text);
  const sought = term.trim().toLowerCase();
  const words = [
    ...kindTexts(column, t),
    ...(['empty', 'notEmpty'] as const).map((name) => t(`filters.words.${name}`)),
  ];
  const found = words.filter((word) => word.toLowerCase().includes(sought) && word !== term.trim());
  const more = numeric.has(column.type)
    ? numberTexts(term, column, units)
    : textual.has(column.type)
      ? textTexts(term)
      : [];
  return [...more, ...found].slice(0, mostSuggestions);
}
