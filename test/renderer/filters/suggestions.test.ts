import { describe, expect, test } from 'vitest';
import type { ColumnType } from '../../../electron/contract/rows.ts';
import { completedText, lastTerm } from '../../../renderer/filters/expression-text.ts';
import { suggestions, valueTexts } from '../../../renderer/filters/suggestions.ts';
import { columnOf, meaningOf, speakers, wordingFor } from './typed-by.ts';

const states = { New: 'Нов', Planned: 'Планиран', FirmPlanned: 'Твърдо планиран', Void: 'Нов' };
const [english, bulgarian] = speakers;

const columns = [
  columnOf('date'),
  columnOf('dateTime'),
  columnOf('enum', { enumLabels: states }),
  columnOf('boolean'),
  columnOf('reference', { referencedSet: 'Systems_Security_Users' }),
  columnOf('amount'),
  columnOf('quantity'),
  columnOf('percent'),
  columnOf('text'),
  columnOf('binary'),
];

function suggested(text: string, type: ColumnType, speaker: (typeof speakers)[number] = english) {
  const column = columns.find((each) => each.type === type);
  if (column === undefined) throw new Error(type);
  return suggestions(text, column, ['BGN', 'EUR'], wordingFor(speaker).t);
}

describe('what is suggested', () => {
  test.each(speakers)('is understood by the grammar, in $language', (speaker) => {
    for (const column of columns) {
      for (const typed of ['', '5', 'a', '(']) {
        for (const text of suggestions(typed, column, ['kg'], wordingFor(speaker).t)) {
          const isUnderstood = 'conditions' in meaningOf(text, column, speaker);
          expect([column.type, text, isUnderstood]).toEqual([column.type, text, true]);
        }
      }
    }
  });

  test('is what holds the words typed so far, whatever their case', () => {
    expect(suggested('(last', 'date')).toEqual([
      '(last week)',
      '(last month)',
      '(last quarter)',
      '(last year)',
    ]);
    expect(suggested('МИНАЛИЯ', 'date', bulgarian)).toEqual(['(миналия месец)']);
    expect(suggested('план', 'enum')).toEqual(['Планиран', 'Твърдо планиран']);
    expect(suggested('(m', 'reference')).toEqual(['(me)']);
    expect(suggested('nothing like it', 'date')).toEqual([]);
  });

  test('is what somebody works in, in references to it', () => {
    const company = columnOf('reference', { referencedSet: 'General_EnterpriseCompanies' });
    for (const [speaker, word] of [
      [english, '(current)'],
      [bulgarian, '(текущ)'],
    ] as const) {
      expect(suggestions('', company, [], wordingFor(speaker).t)).toContain(word);
      expect(meaningOf(word, company, speaker)).toEqual({ wrong: 'notTold', term: word });
    }
    expect(suggested('', 'reference')).not.toContain('(current)');
  });

  test('takes the place of the last term', () => {
    expect(suggested('Нов or твър', 'enum')).toEqual(['Твърдо планиран']);
    expect(completedText('(me) or (em', '(empty)')).toBe('(me) or (empty)');
    expect(completedText('нов или пл', 'Планиран')).toBe('нов или Планиран');
    expect(lastTerm('(me)')).toEqual({ before: '', term: '(me)' });
  });

  test('of numbers goes on with the number, in the currencies that are there', () => {
    expect(suggested('1 000', 'amount')).toEqual([
      '1 000..',
      '..1 000',
      '1 000.. BGN',
      '..1 000 BGN',
      '1 000.. EUR',
      '..1 000 EUR',
    ]);
    expect(suggested('10', 'percent')).toEqual(['10..', '..10']);
    expect(suggested('5..', 'amount')).toEqual([]);
  });

  test('of text is how else it can be looked for', () => {
    expect(suggested('abc', 'text')).toEqual(['abc*', '*abc', '"abc"']);
    expect(suggested('abc*', 'text')).toEqual([]);
  });

  test('names a value by its name where several are called alike', () => {
    expect([...valueTexts({ enumLabels: states })]).toEqual([
      ['New', 'New'],
      ['Planned', 'Планиран'],
      ['FirmPlanned', 'Твърдо планиран'],
      ['Void', 'Void'],
    ]);
    expect(valueTexts({ enumLabels: { Either: 'This or that' } }).get('Either')).toBe('Either');
  });
});
