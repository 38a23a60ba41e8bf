import { code, writeCompany, writePerson } from './people-and-companies.ts';
import { baseDate, day, inBoth, onlyEnglish, type SeedContext, writeRoot } from './seed-context.ts';
import type { Settings } from './settings.ts';
import {
  companyForms,
  companyNames,
  companyTrades,
  foreignNames,
  type Pair,
} from './vocabulary.ts';

/** Someone to sell to or to buy from. */
export interface Trader {
  readonly id: string;
  readonly party: string;
  readonly isAbroad: boolean;
  readonly paymentTermDays: number;
  readonly salesPerson: string | null;
}

/** A Bulgarian company's name: `Родопи Мебел 17 ООД`; the number keeps names apart. */
function companyName({ random }: SeedContext, number: number): Pair {
  const [name, trade, form] = [
    random.pick(companyNames),
    random.pick(companyTrades),
    random.pick(companyForms),
  ];
  return [
    `${name[0]} ${trade[0]} ${number} ${form[0]}`,
    `${name[1]} ${trade[1]} ${number} ${form[1]}`,
  ];
}

/** A customer or a supplier; every fifth customer is a person, every eighth company is abroad. */
export function writeTrader(
  context: SeedContext,
  settings: Settings,
  kind: 'customer' | 'supplier',
  number: number,
  salesPersons: readonly [string, ...string[]],
): Trader {
  const { random } = context;
  const isPerson = kind === 'customer' && random.chance(0.2);
  const isAbroad = !isPerson && random.chance(0.125);
  const partyNumber = (kind === 'customer' ? 1000 : 90_000) + number;
  const name = isAbroad
    ? onlyEnglish(random.pick(foreignNames))
    : inBoth(companyName(context, number));
  const country = isAbroad ? random.pick(['DE', 'AT', 'IT', 'GR', 'RO']) : 'BG';
  const party = isPerson
    ? writePerson(context, settings, partyNumber)
    : writeCompany(context, settings, partyNumber, name, country);
  const paymentTermDays = random.pick([0, 7, 14, 30, 45]);
  const salesPerson = random.chance(0.85) ? random.pick(salesPersons) : null;
  const updated = baseDate - random.below(700) * day - random.below(day);
  const id =
    kind === 'supplier'
      ? writeRoot(
          context,
          'Logistics_Procurement_Suppliers',
          {
            Number: code('V', number),
            Party: party,
            IsActive: true,
            DefaultDeliveryTermDays: random.pick([3, 7, 14]),
            DefaultPaymentTermDays: paymentTermDays,
            DefaultCurrency: settings.eur.id,
          },
          updated,
        )
      : writeRoot(
          context,
          'Crm_Sales_Customers',
          {
            Number: random.chance(0.97) ? code('K', number) : null,
            Party: party,
            Active: random.chance(0.95),
            AllowUseAsPrimaryCustomer: true,
            CreationTime: baseDate - 900 * day,
            CreditLimit: random.chance(0.5)
              ? { scaled: random.between(5, 200) * 100_000, unit: 'EUR' }
              : null,
            DefaultPaymentTermDays: paymentTermDays,
            GracePeriodDays: random.pick([0, 0, 5, 10]),
            CustomerType: isPerson
              ? (settings.customerTypes[2] ?? null)
              : random.pick(settings.customerTypes),
            DefaultCurrency: settings.eur.id,
            DefaultPaymentType: random.pick(settings.paymentTypes),
            DefaultPriceList: random.chance(0.8) ? random.pick(settings.priceLists) : null,
            SalesPerson: salesPerson,
          },
          updated,
        );
  return { id, party, isAbroad, paymentTermDays, salesPerson };
}
