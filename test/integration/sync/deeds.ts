import { type ApiUnderTest, textOf } from '../../simulator/domain-api/api-under-test.ts';
import type { Deed } from './random-life.ts';

const states = ['Released', 'Closed', 'Planned', 'Released', 'FirmPlanned'];
const texts = ['first', 'second', 'Трето', '', 'a"b'];

/** Members that no other row's texts are made of, by set. */
const changes: Readonly<Record<string, (value: number) => Record<string, unknown>>> = {
  Crm_Sales_SalesOrders: (value) => ({
    DocumentNotes: texts[value] ?? null,
    State: states[value] ?? 'New',
  }),
  Crm_Sales_SalesOrderLines: (value) => ({
    LineAmount: { Value: `${value}.10`, Currency: 'EUR' },
    Notes: value === 0 ? null : texts[value],
  }),
  General_Products_Products: (value) => ({ ShortName: { EN: texts[value], BG: 'Кратко' } }),
  General_Contacts_Parties: (value) => ({ PartyNotes: texts[value] ?? null }),
};

/** Does to the instance what other people do. */
export function doDeed({ api }: ApiUnderTest, deed: Deed): void {
  const rows = api.rows.all(deed.set);
  const chosen = rows[deed.row % Math.max(rows.length, 1)];
  // The last rows stay, because new ones are made like them.
  if (chosen === undefined || (deed.kind === 'remove' && rows.length < 4)) return;
  const id = textOf(chosen, '@odata.id').slice(-37, -1);
  if (deed.kind === 'change') api.rows.change(deed.set, id, changes[deed.set]?.(deed.value) ?? {});
  else if (deed.kind === 'remove') api.rows.remove(deed.set, id);
  else api.rows.add(deed.set, id, deed.id, {});
}
