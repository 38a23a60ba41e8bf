import type { IdentifiedRow } from '../../../electron/library/cache/row-record.ts';

export const set = 'Crm_Sales_SalesOrders';

/** What a navigator of sales orders shows, with two texts as long as people write them. */
export const columns = [
  { name: 'DocumentNo', type: 'text' },
  { name: 'DocumentDate', type: 'date' },
  { name: 'State', type: 'enum' },
  { name: 'Void', type: 'boolean' },
  { name: 'Customer', type: 'reference' },
  { name: 'Store', type: 'reference' },
  { name: 'AmountToPay', type: 'amount' },
  { name: 'ReferenceNo', type: 'text' },
  { name: 'Notes', type: 'text' },
] as const;

export const names = columns.map(({ name }) => name);

const words =
  'доставка поръчка клиент склад фактура плащане резервни части машини оборудване монтаж гаранция превоз спешно потвърдена';
const vocabulary = words.split(' ');

function phrase(number: number, length: number): string {
  return Array.from(
    { length },
    (_, index) => vocabulary[(number * 7 + index * index * 13 + (number >> 4)) % vocabulary.length],
  ).join(' ');
}

function guid(kind: number, number: number): string {
  // Spread over the whole range, as the ids of an instance are.
  const scattered = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  const tail = number.toString(16).padStart(12, '0');
  return `${scattered.toString(16).padStart(8, '0')}-0000-4000-8000-${kind}${tail.slice(1)}`;
}

/** A sales order of about 600 bytes that follows from its number. */
export function order(number: number): IdentifiedRow {
  const customer = number % 9973;
  const date = new Date(Date.UTC(2015, 0, 1) + ((number * 37) % 4000) * 86_400_000);
  return {
    id: guid(1, number),
    title: `Поръчка ${number}`,
    cells: [
      String(1_000_000 + number),
      date.toISOString().slice(0, 10),
      ['New', 'Planned', 'Released', 'Closed'][number % 4] ?? null,
      number % 50 === 0,
      {
        set: 'Crm_Customers',
        id: guid(2, customer),
        text: `${phrase(customer, 2)} ${customer} ООД`,
      },
      { set: 'Logistics_Inventory_Stores', id: guid(3, number % 40), text: `Склад ${number % 40}` },
      {
        value: `${(number * 7919) % 100_000}.${String(number % 100).padStart(2, '0')}`,
        unit: 'EUR',
      },
      `REF-${(number * 31).toString(36)}`,
      phrase(number, 9),
    ],
  };
}

/** Orders from one number up to and without another. */
export function orders(from: number, to: number): readonly IdentifiedRow[] {
  return Array.from({ length: to - from }, (_, index) => order(from + index));
}
