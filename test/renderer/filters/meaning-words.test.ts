import { describe, expect, test } from 'vitest';
import { meaningWords } from '../../../renderer/filters/meaning-words.ts';
import { columnOf, meaningOf, speakers, wordingFor } from './typed-by.ts';

const [english, bulgarian] = speakers;
const states = { New: 'New', Released: 'Released' };
const columns = {
  date: columnOf('date'),
  dateTime: columnOf('dateTime'),
  amount: columnOf('amount'),
  percent: columnOf('percent'),
  integer: columnOf('integer'),
  enum: columnOf('enum', { enumLabels: states }),
  boolean: columnOf('boolean'),
  text: columnOf('text'),
  reference: columnOf('reference', { referencedSet: 'Systems_Security_Users' }),
  guid: columnOf('guid'),
};

function words(text: string, kind: keyof typeof columns, speaker: (typeof speakers)[number]) {
  const column = columns[kind];
  // Locales separate the ends of a period by thin spaces.
  return meaningWords(meaningOf(text, column, speaker), column, wordingFor(speaker)).replace(
    /\s/g,
    ' ',
  );
}

describe('what an expression means', () => {
  test.each([
    ['(last month)', 'date', '1 – 31 Oct 2026'],
    ['(last month)', 'dateTime', '1 – 31 Oct 2026'],
    ['(today)', 'date', '23 Nov 2026'],
    ['q4 2025..', 'date', 'from 1 Oct 2025'],
    ['..(yesterday)', 'dateTime', 'up to 22 Nov 2026'],
    ['1000.. EUR', 'amount', 'from 1,000 EUR'],
    ['5..10', 'amount', '5 to 10'],
    ['EUR', 'amount', 'in EUR'],
    ['12.5', 'percent', '12.5%'],
    ['rel or new', 'enum', 'Released or New'],
    ['yes', 'boolean', 'Yes'],
    ['(me) or (empty)', 'reference', 'you or empty'],
    ['ab*', 'text', 'begins with “ab”'],
    ['"ab" or (not empty)', 'text', 'exactly “ab” or not empty'],
  ] as const)('%s in a column of %s: %s', (text, kind, meant) => {
    expect(words(text, kind, english)).toBe(meant);
  });

  test('is told in the window’s language', () => {
    expect(words('1000..2000 EUR', 'amount', bulgarian)).toBe('от 1 000 до 2 000 EUR');
    expect(words('(миналия месец)', 'date', bulgarian)).toBe('1.10 – 31.10.2026');
    expect(words('а* или (празно)', 'text', bulgarian)).toBe('започва с „а“ или празно');
  });
});

describe('an expression that means nothing', () => {
  test.each([
    [
      'soon',
      'date',
      '“soon” is not understood here. It is no date and no period. For example: (last month), 2026-11-20, -7d',
    ],
    [
      '5 or much(',
      'amount',
      '“much(” is not understood here. It is no number. For example: 1000.. EUR',
    ],
    [
      '(current)',
      'reference',
      '“(current)” is not understood here. Nobody knows what it stands for in this column. For example: (empty)',
    ],
    [
      'nowhere',
      'enum',
      '“nowhere” is not understood here. It is none of the values of this column. For example: New or Released',
    ],
    [
      'maybe',
      'boolean',
      '“maybe” is not understood here. There is only yes and no. For example: yes',
    ],
    ['12', 'guid', '“12” is not understood here. It is no key. For example: (empty)'],
    ['a or', 'text', null],
  ] as const)('%s in a column of %s says why, with an example', (text, kind, said) => {
    if (said === null) expect(words(text, kind, english)).toContain('A word is missing');
    else expect(words(text, kind, english)).toBe(said);
  });

  test('is only waited for where it would be understood if the person told what they work in', () => {
    const said = meaningWords(
      { wrong: 'notTold', term: '(current)' },
      columns.reference,
      wordingFor(english),
    );
    expect(said).toBe(
      'You have not said yet which one you work in, so nobody knows what “(current)” stands for.',
    );
  });

  test.each(speakers)('has an example that is understood, in $language', (speaker) => {
    for (const column of Object.values(columns)) {
      const said = meaningWords({ wrong: 'nothing', term: '' }, column, wordingFor(speaker));
      const [, examples = ''] = /: ([^:]+)$/.exec(said) ?? [];
      for (const example of examples.split(', ')) {
        expect([example, 'conditions' in meaningOf(example, column, speaker)]).toEqual([
          example,
          true,
        ]);
      }
    }
  });
});
