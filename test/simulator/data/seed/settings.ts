import { inBoth, type SeedContext, writeChild, writeRoot } from './seed-context.ts';
import type { Pair } from './vocabulary.ts';

/** The rate at which Bulgaria's lev was fixed to the euro, by law. */
export const levPerEuro = 1.95583;

/** A row that others refer to, with the sign that is shown beside amounts or quantities. */
export interface Signed {
  readonly id: string;
  readonly sign: string;
}

/** Guids of the settings that the other parts refer to. */
export interface Settings {
  readonly eur: Signed;
  readonly bgn: Signed;
  readonly countries: ReadonlyMap<string, string>;
  /** By the code of the unit: `pcs`, `kg`, `l`, `m`. */
  readonly units: ReadonlyMap<string, Signed & { readonly category: string }>;
  readonly documentTypes: ReadonlyMap<string, string>;
  readonly goods: string;
  readonly services: string;
  readonly paymentTypes: readonly [string, ...string[]];
  readonly customerTypes: readonly [string, ...string[]];
  readonly priceLists: readonly [string, ...string[]];
  readonly accounts: ReadonlyMap<string, string>;
}

const countryNames: readonly [code: string, name: Pair][] = [
  ['BG', ['България', 'Bulgaria']],
  ['DE', ['Германия', 'Germany']],
  ['AT', ['Австрия', 'Austria']],
  ['IT', ['Италия', 'Italy']],
  ['GR', ['Гърция', 'Greece']],
  ['RO', ['Румъния', 'Romania']],
  ['CN', ['Китай', 'China']],
];

const documentTypeNames: readonly [code: string, entity: string, name: Pair][] = [
  ['SO', 'Crm_Sales_Orders', ['Поръчка за продажба', 'Sales order']],
  ['WEB', 'Crm_Sales_Orders', ['Онлайн поръчка', 'Online order']],
  ['INV', 'Crm_Invoices', ['Фактура', 'Invoice']],
  ['PO', 'Scm_Purchase_Orders', ['Поръчка за покупка', 'Purchase order']],
  ['PAY', 'Cash_Payment_Orders', ['Платежно нареждане', 'Payment order']],
  ['VCH', 'Acc_Vouchers', ['Счетоводен ордер', 'Accounting voucher']],
];

const accountNames: readonly [number: string, name: Pair][] = [
  ['304', ['Стоки', 'Goods']],
  ['401', ['Доставчици', 'Suppliers']],
  ['411', ['Клиенти', 'Customers']],
  ['4532', ['Начислен данък за продажбите', 'VAT on sales']],
  ['503', ['Разплащателна сметка', 'Bank account']],
  ['702', ['Приходи от продажби на стоки', 'Revenue from goods']],
];

function writeCurrency(context: SeedContext, sign: string, name: string, order: number): Signed {
  const id = writeRoot(context, 'General_Currencies_Currencies', {
    CurrencySign: sign,
    Name: name,
    ShowOrder: order,
    IsActive: sign !== 'BGN',
  });
  return { id, sign };
}

function writeUnits(context: SeedContext): Settings['units'] {
  const categories: readonly [Pair, readonly [code: string, name: Pair][]][] = [
    [['Бройки', 'Count'], [['pcs', ['брой', 'piece']]]],
    [['Маса', 'Mass'], [['kg', ['килограм', 'kilogram']]]],
    [['Обем', 'Volume'], [['l', ['литър', 'litre']]]],
    [['Дължина', 'Length'], [['m', ['метър', 'metre']]]],
  ];
  const units = new Map<string, Signed & { category: string }>();
  for (const [categoryName, members] of categories) {
    const category = writeRoot(context, 'General_Products_MeasurementCategories', {
      IsDefault: units.size === 0,
      Name: inBoth(categoryName),
    });
    for (const [code, name] of members) {
      const id = writeChild(context, 'General_Products_MeasurementUnits', {
        Code: code,
        Divisor: 1000,
        Multiplier: 1000,
        IsDefaultUnit: true,
        Name: inBoth(name),
        MeasurementCategory: category,
      });
      units.set(code, { id, sign: code, category });
    }
  }
  return units;
}

function writeProductType(
  context: SeedContext,
  code: string,
  name: Pair,
  stocked: boolean,
): string {
  return writeRoot(context, 'General_Products_ProductTypes', {
    Code: code,
    Name: inBoth(name),
    IsStocked: stocked,
    IsServiced: !stocked,
    IsShipped: stocked,
    IsDefault: stocked,
  });
}

function writeNamed(context: SeedContext, set: string, name: Pair, more = {}): string {
  return writeRoot(context, set, { IsActive: true, Name: inBoth(name), ...more });
}

function writePriceList(
  context: SeedContext,
  name: string,
  year: number,
  thru: number | null,
): string {
  return writeRoot(context, 'Crm_Pricing_PriceLists', {
    Name: name,
    IsActive: thru === null,
    AutoApplyDiscountLevel: 0,
    FromDate: Date.UTC(year, 0, 1),
    ThruDate: thru,
  });
}

/** Currencies, countries, units, document types and the like. */
export function seedSettings(context: SeedContext): Settings {
  const eur = writeCurrency(context, 'EUR', 'Euro', 1);
  const bgn = writeCurrency(context, 'BGN', 'Bulgarian lev', 2);
  writeCurrency(context, 'USD', 'US dollar', 3);
  const countries = countryNames.map(([code, name]): [string, string] => [
    code,
    writeRoot(context, 'General_Geography_Countries', { Code: code, Name: inBoth(name) }),
  ]);
  const documentTypes = documentTypeNames.map(([code, entity, name]): [string, string] => [
    code,
    writeRoot(context, 'Systems_Documents_DocumentTypes', {
      Code: code,
      EntityName: entity,
      TypeName: inBoth(name),
    }),
  ]);
  const accounts = accountNames.map(([number, name]): [string, string] => [
    number,
    writeRoot(context, 'Finance_Accounting_Accounts', {
      Number: number,
      AccountFullNumber: number,
      CurrencyValuationMethod: 0,
      Discontinued: false,
      Name: inBoth(name),
    }),
  ]);
  const payment = 'Finance_Payments_PaymentTypes';
  const customer = 'Crm_Sales_CustomerTypes';
  return {
    eur,
    bgn,
    countries: new Map(countries),
    units: writeUnits(context),
    documentTypes: new Map(documentTypes),
    goods: writeProductType(context, 'GOODS', ['Стока', 'Goods'], true),
    services: writeProductType(context, 'SERV', ['Услуга', 'Service'], false),
    paymentTypes: [
      writeNamed(context, payment, ['Банков път', 'Bank transfer'], {
        Code: 'BANK',
        SystemType: 2,
      }),
      writeNamed(context, payment, ['В брой', 'Cash'], { Code: 'CASH', SystemType: 0 }),
      writeNamed(context, payment, ['Карта', 'Card'], { Code: 'CARD', SystemType: 1 }),
    ],
    customerTypes: [
      writeNamed(context, customer, ['Търговец на едро', 'Wholesale']),
      writeNamed(context, customer, ['Търговец на дребно', 'Retail']),
      writeNamed(context, customer, ['Краен клиент', 'End customer']),
    ],
    priceLists: [
      writePriceList(context, 'Wholesale 2025', 2025, Date.UTC(2025, 11, 31)),
      writePriceList(context, 'Retail 2026', 2026, null),
      writePriceList(context, 'Export', 2026, null),
    ],
    accounts: new Map(accounts),
  };
}

/** @throws TypeError for a key that was not seeded: a mistake in the seeding. */
export function seeded<V>(rows: ReadonlyMap<string, V>, key: string): V {
  const value = rows.get(key);
  if (value === undefined) throw new TypeError(`Nothing was seeded for ${key}`);
  return value;
}
