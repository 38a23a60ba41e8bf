/** Words in brackets that stand for a value. */
export type ValueWord = 'me' | 'current' | 'empty' | 'notEmpty';

/** What a stretch of days is counted in. */
export type DayUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Looks a word up among lists of words that mean the same. */
function lookup<Meaning>(
  lists: readonly (readonly [Meaning, readonly string[]])[],
): (word: string) => Meaning | undefined {
  const meanings = new Map(
    lists.flatMap(([meaning, words]) => words.map((word) => [word, meaning] as const)),
  );
  return (word) => meanings.get(word);
}

/** `(me)`, `(аз)`: given in lower case and without brackets. */
export const valueWord: (word: string) => ValueWord | undefined = lookup<ValueWord>([
  ['me', ['me', 'аз', 'мен', 'мене', 'ich']],
  [
    'current',
    ['current', 'текущ', 'текущия', 'текуща', 'текущата', 'текущо', 'текущото', 'aktuell'],
  ],
  ['empty', ['empty', 'празно', 'празен', 'празна', 'празни', 'leer']],
  ['notEmpty', ['not empty', 'непразно', 'непразен', 'непразна', 'непразни', 'nicht leer']],
]);

/** `yes`, `да`: in lower case. */
export const truthWord: (word: string) => boolean | undefined = lookup([
  [true, ['true', 'yes', 'да', 'ja']],
  [false, ['false', 'no', 'не', 'nein']],
]);

/** `today`, `вчера`: how many days from today it is. */
export const dayWord: (word: string) => number | undefined = lookup([
  [-1, ['yesterday', 'вчера', 'gestern']],
  [0, ['today', 'днес', 'heute']],
  [1, ['tomorrow', 'утре', 'morgen']],
]);

/** `last`, `този`: how many periods from the current one it is. */
export const relativeWord: (word: string) => number | undefined = lookup([
  [
    -1,
    [
      ...['last', 'previous', 'минал', 'миналия', 'миналият', 'минала', 'миналата', 'минало'],
      ...['миналото', 'предишен', 'предишния', 'предишна', 'предишната', 'предишното'],
      ...['letzte', 'letzter', 'letztes', 'letzten', 'vorige', 'voriger', 'voriges', 'vorigen'],
    ],
  ],
  [
    0,
    [
      ...['current', 'this', 'текущ', 'текущия', 'текущият', 'текуща', 'текущата', 'текущо'],
      ...['текущото', 'този', 'тази', 'това', 'aktuelle', 'aktueller', 'aktuelles', 'aktuellen'],
      ...['diese', 'dieser', 'dieses', 'diesen'],
    ],
  ],
  [
    1,
    [
      ...['next', 'следващ', 'следващия', 'следващият', 'следваща', 'следващата', 'следващо'],
      ...['следващото', 'nächste', 'nächster', 'nächstes', 'nächsten'],
    ],
  ],
]);

/** `month`, `година`. */
export const unitWord: (word: string) => DayUnit | undefined = lookup<DayUnit>([
  ['week', ['week', 'седмица', 'седмицата', 'woche']],
  ['month', ['month', 'месец', 'месеца', 'monat']],
  ['quarter', ['quarter', 'тримесечие', 'тримесечието', 'quartal']],
  ['year', ['year', 'година', 'годината', 'jahr']],
]);

/** The letter after an offset: `-7d`, `+1г`, `-7t` (Tage). */
export const unitLetter: (letter: string) => DayUnit | undefined = lookup<DayUnit>([
  ['day', ['', 'd', 'д', 't']],
  ['week', ['w', 'с']],
  ['month', ['m', 'м']],
  ['quarter', ['q', 'т']],
  ['year', ['y', 'г', 'j']],
]);

/** From 1 January to today. */
export function isYearToDate(words: string): boolean {
  return ['ytd', 'year to date', 'от началото на годината', 'seit jahresbeginn'].includes(words);
}

const monthNames = [
  ['january', 'януари', 'januar'],
  ['february', 'февруари', 'februar'],
  ['march', 'март', 'märz'],
  ['april', 'април'],
  ['may', 'май', 'mai'],
  ['june', 'юни', 'juni'],
  ['july', 'юли', 'juli'],
  ['august', 'август'],
  ['september', 'септември'],
  ['october', 'октомври', 'oktober'],
  ['november', 'ноември'],
  ['december', 'декември', 'dezember'],
];
const shortestMonth = 3;

/** `jan`, `sept`, `яну`: January is 0; -1 for what names no month. */
export function monthIndex(word: string): number {
  if (word.length < shortestMonth) return -1;
  return monthNames.findIndex((names) => names.some((name) => name.startsWith(word)));
}

/** `q3`, `т3`, `h2`, `п2`: the months of a part of a year, counted from January, which is 0. */
export function partOfYear(
  word: string,
): { readonly month: number; readonly count: number } | undefined {
  const [, quarter] = /^[qт]([1-4])$/.exec(word) ?? [];
  if (quarter !== undefined) return { month: (Number(quarter) - 1) * 3, count: 3 };
  const [, half] = /^[hп]([12])$/.exec(word) ?? [];
  return half === undefined ? undefined : { month: (Number(half) - 1) * 6, count: 6 };
}
