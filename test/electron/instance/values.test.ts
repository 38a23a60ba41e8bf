import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnType } from '../../../electron/contract/rows.ts';
import { parseLosslessJson } from '../../../electron/instance/lossless-json.ts';
import { parseCell, parseEntityId } from '../../../electron/instance/values.ts';

const guid = '79480957-f0b6-49c4-9874-2cd150de982a';
const cell = (type: ColumnType, json: string) => parseCell({ type }, parseLosslessJson(json));

const types: readonly ColumnType[] = [
  'text',
  'multilingual',
  'boolean',
  'integer',
  'decimal',
  'percent',
  'amount',
  'quantity',
  'date',
  'dateTime',
  'enum',
  'guid',
  'reference',
  'custom',
  'binary',
  'other',
];

describe('a cell', () => {
  test.each([
    ['text', '"Ябълка"', 'Ябълка'],
    ['text', '""', ''],
    ['boolean', 'false', false],
    ['integer', '30', '30'],
    ['decimal', '12345678901234567.890', '12345678901234567.890'],
    ['decimal', '"0.10"', '0.10'],
    ['percent', '0.05', '0.05'],
    ['amount', '{"Value":3.55,"Currency":"USD"}', { value: '3.55', unit: 'USD' }],
    ['amount', '{"Value":"3.5500","Currency":"EUR"}', { value: '3.5500', unit: 'EUR' }],
    [
      'amount',
      '{"Value":9007199254740993.01,"Currency":null}',
      { value: '9007199254740993.01', unit: '' },
    ],
    ['quantity', '{"Value":12.5,"Unit":"kg"}', { value: '12.5', unit: 'kg' }],
    ['quantity', '{"Value":null,"Unit":"kg"}', null],
    [
      'multilingual',
      '{"EN":"Apple","Bg":"Ябълка","de":null}',
      { translations: { en: 'Apple', bg: 'Ябълка' } },
    ],
    ['multilingual', '{}', null],
    ['date', '"2026-01-15T00:00:00Z"', '2026-01-15T00:00:00Z'],
    ['date', '"2026-01-15"', '2026-01-15'],
    ['dateTime', '"2026-01-15T10:30:00.123+02:00"', '2026-01-15T10:30:00.123+02:00'],
    ['enum', '"Released"', 'Released'],
    ['guid', `"${guid}"`, guid],
    [
      'reference',
      `{"@odata.id":"Crm_Sales_Customers(${guid})"}`,
      { set: 'Crm_Sales_Customers', id: guid, text: null },
    ],
    [
      'reference',
      `{"@odata.id":"Crm_Sales_Customers(${guid})","DisplayText":"ACME"}`,
      { set: 'Crm_Sales_Customers', id: guid, text: 'ACME' },
    ],
    [
      'custom',
      '{"Value":"blue","ValueId":null,"Description":{"EN":"Blue"}}',
      { value: 'blue', description: { en: 'Blue' } },
    ],
    [
      'custom',
      '{"Value":"42","ValueId":null,"Description":null}',
      { value: '42', description: null },
    ],
    ['custom', '{"Value":null,"ValueId":null,"Description":null}', null],
    ['other', '1.50', '1.50'],
  ] as const)('of the type %s reads %s', (type, json, expected) => {
    expect(cell(type, json)).toEqual(expected);
  });

  test.each([
    ['text', '{"EN":"Apple"}'],
    ['boolean', '"yes"'],
    ['integer', '"twelve"'],
    ['decimal', '"1,5"'],
    ['decimal', '"0x10"'],
    ['amount', '3.55'],
    ['amount', '{"Value":"a lot","Currency":"USD"}'],
    ['amount', '{"Currency":"USD"}'],
    ['multilingual', '"Apple"'],
    ['multilingual', '{"EN":1}'],
    ['date', '"15.01.2026"'],
    ['dateTime', '1768435200000'],
    ['enum', '3'],
    ['guid', '"7"'],
    ['reference', '{"Id":"7"}'],
    ['reference', '{"@odata.id":"Crm_Sales_Customers"}'],
    ['custom', '"blue"'],
    ['other', '[1,2]'],
  ] as const)('of the type %s keeps %s as it came', (type, json) => {
    const value: unknown = JSON.parse(json);
    const raw = typeof value === 'string' ? value : JSON.stringify(value);
    expect(cell(type, json)).toEqual({ raw });
  });

  test('is empty for null and for what is missing', () => {
    for (const type of types) {
      expect(parseCell({ type }, null)).toBeNull();
      expect(parseCell({ type }, undefined)).toBeNull();
    }
  });

  test('never fails, loses nothing but length, and never holds a number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.json(), (type, json) => {
        const value = cell(type, json);
        expect(typeof value).not.toBe('number');
        if (parseLosslessJson(json) !== null && type !== 'multilingual')
          expect(value).not.toBeUndefined();
        expect(structuredClone(value)).toEqual(value);
      }),
    );
  });

  test('of an amount has the same digits whether they came as a number or as text', () => {
    const amount = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
      fc.integer({ min: 1, max: 6 }),
    );
    fc.assert(
      fc.property(amount, fc.constantFrom('-', ''), ([unscaled, scale], sign) => {
        const digits = String(unscaled).padStart(scale + 1, '0');
        const text = `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        const asNumber = cell('amount', `{"Value":${text},"Currency":"BGN"}`);
        const asText = cell('amount', `{"Value":"${text}","Currency":"BGN"}`);
        expect(asNumber).toEqual({ value: text, unit: 'BGN' });
        expect(asText).toEqual(asNumber);
      }),
    );
  });

  test('of a multi-language text has its translations by lower-case language', () => {
    const texts = fc.dictionary(fc.constantFrom('en', 'bg', 'de', 'el'), fc.string(), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(texts, (translations) => {
        const sent = Object.entries(translations).map(([key, text]) => [key.toUpperCase(), text]);
        const json = JSON.stringify(Object.fromEntries(sent));
        expect(cell('multilingual', json)).toEqual({ translations });
      }),
    );
  });

  test('of great length that can’t be read is cut', () => {
    const value = cell('integer', JSON.stringify('x'.repeat(1_000_000)));
    expect(value).toEqual({ raw: 'x'.repeat(1000) });
  });
});

describe('the address of an entity', () => {
  test.each([
    `Crm_Sales_Customers(${guid})`,
    `https://erp.example.com/api/domain/odata/Crm_Sales_Customers(${guid})`,
  ])('%s is taken apart', (address) => {
    expect(parseEntityId(address)).toEqual({ set: 'Crm_Sales_Customers', id: guid });
  });

  test.each(['', 'Crm_Sales_Customers', 'Set(7)', `Set(${guid})/Lines`, `a-b(${guid})`])(
    '%s is none',
    (address) => {
      expect(parseEntityId(address)).toBeUndefined();
    },
  );
});
