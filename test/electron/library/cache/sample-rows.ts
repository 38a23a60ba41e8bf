import type { KnownColumn } from '../../../../electron/library/cache/entity-sets.ts';
import type { IdentifiedRow } from '../../../../electron/library/cache/row-record.ts';

export const set = 'Crm_Sales_Customers';

/** Columns of every kind that is ordered or searched in its own way. */
export const columns: readonly KnownColumn[] = [
  { name: 'Number', type: 'text' },
  { name: 'Name', type: 'multilingual' },
  { name: 'CreditLimit', type: 'amount' },
  { name: 'CreationTime', type: 'dateTime' },
  { name: 'SalesPerson', type: 'reference' },
];

export const names = columns.map(({ name }) => name);

/** A customer whose every cell follows from a number. */
export function customer(number: number): IdentifiedRow {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return {
    id,
    title: `Клиент ${number}`,
    cells: [
      `C${number}`,
      { translations: { bg: `Строителна фирма Гранит ${number}`, en: `Builder ${number}` } },
      { value: String(number * 10), unit: 'EUR' },
      `2026-01-${String((number % 28) + 1).padStart(2, '0')}T08:00:00Z`,
      { set: 'General_Contacts_Persons', id, text: `Петров ${number % 7}` },
    ],
  };
}

/** Customers from one number up to and without another. */
export function customers(from: number, to: number): readonly IdentifiedRow[] {
  return Array.from({ length: to - from }, (_, index) => customer(from + index));
}
