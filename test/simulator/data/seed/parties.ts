import type { LocalizedText, RowInput } from '../../domain-api/row-values.ts';
import type { User } from '../../options.ts';
import {
  baseDate,
  day,
  inBoth,
  onlyEnglish,
  type SeedContext,
  writeChild,
  writeRoot,
} from './seed-context.ts';
import { type Settings, seeded } from './settings.ts';
import {
  cities,
  companyForms,
  companyNames,
  companyTrades,
  familyNames,
  foreignNames,
  mensNames,
  type Pair,
  streets,
  womensNames,
} from './vocabulary.ts';

/** Someone to sell to or to buy from. */
export interface Trader {
  readonly id: string;
  readonly party: string;
  readonly isAbroad: boolean;
  readonly paymentTermDays: number;
  readonly salesPerson: string | null;
}

/** Guids of the people and companies that documents refer to. */
export interface Parties {
  readonly enterpriseCompany: string;
  readonly ownParty: string;
  readonly location: string;
  readonly stores: readonly [string, ...string[]];
  readonly users: readonly [string, ...string[]];
  readonly logins: readonly [string, ...string[]];
  readonly persons: readonly [string, ...string[]];
  readonly customers: readonly [Trader, ...Trader[]];
  readonly suppliers: readonly [Trader, ...Trader[]];
}

const partyTypes = { Company: 0, CompanyLocation: 1, Person: 2, Store: 3 } as const;

function partyRow(code: string, name: LocalizedText, type: keyof typeof partyTypes): RowInput {
  return {
    PartyCode: code,
    PartyName: name,
    PartyType: partyTypes[type],
    IsActive: true,
    PartyCreationTime: baseDate - 1000 * day,
  };
}

function code(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(5, '0')}`;
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

function writeContacts(context: SeedContext, party: string, number: number, mail: string): void {
  const contacts: readonly [type: number, value: string][] = [
    [1, mail],
    [5, `+359 2 ${String(9_000_000 + number * 37).slice(0, 7)}`],
  ];
  for (const [index, [type, value]] of contacts.entries()) {
    writeChild(context, 'General_Contacts_PartyContactMechanisms', {
      ContactMechanismType: type,
      Name: value,
      IsActive: true,
      IsDefault: index === 0,
      LineOrd: (index + 1) * 10,
      Party: party,
    });
  }
}

function writeCompany(
  context: SeedContext,
  settings: Settings,
  number: number,
  name: LocalizedText,
  country: string,
): string {
  const { random } = context;
  const city = random.pick(cities);
  const street = random.pick(streets);
  const house = random.between(1, 140);
  const registration = String(100_000_000 + random.below(899_999_999));
  const isVat = random.chance(0.85);
  const id = writeRoot(context, 'General_Contacts_Companies', {
    ...partyRow(code('C', number), name, 'Company'),
    GLN: random.chance(0.3) ? `38000${String(10_000_000 + number)}` : null,
    PartyUniqueNumber: registration,
    PartyNotes: random.chance(0.1) ? 'Обаждане преди доставка / Call before delivery' : null,
    Name: name,
    RegistrationNumber: registration,
    IsVATRegistered: isVat,
    RegistrationVATNumber: isVat ? `${country}${registration}` : null,
    RegistrationPrimaryAddress: {
      EN: `${house} ${street[1]}, ${city[1]}`,
      BG: name.BG === null ? null : `${city[0]}, ${street[0]} ${house}`,
    },
    City: inBoth(city),
    Country: seeded(settings.countries, country),
  });
  writeContacts(context, id, number, `office${number}@example.com`);
  return id;
}

function writePerson(context: SeedContext, settings: Settings, number: number): string {
  const { random } = context;
  const isWoman = random.chance(0.5);
  const first = random.pick(isWoman ? womensNames : mensNames);
  const family = random.pick(familyNames);
  const last: Pair = isWoman ? [`${family[0]}а`, `${family[1]}a`] : family;
  const id = writeRoot(context, 'General_Contacts_Persons', {
    ...partyRow(
      code('P', number),
      { EN: `${first[1]} ${last[1]}`, BG: `${first[0]} ${last[0]}` },
      'Person',
    ),
    FirstName: inBoth(first),
    LastName: inBoth(last),
    Gender: random.chance(0.9) ? Number(!isWoman) : null,
    BirthDate: random.chance(0.6) ? Date.UTC(1955 + random.below(48), random.below(12), 1) : null,
    City: inBoth(random.pick(cities)),
    Nationality: seeded(settings.countries, 'BG'),
  });
  writeContacts(context, id, 500 + number, `person${number}@example.com`);
  return id;
}

function writeUsers(
  context: SeedContext,
  users: readonly User[],
  persons: readonly string[],
): void {
  for (const [index, user] of users.entries()) {
    const isCyrillic = /[А-я]/.test(user.name);
    context.write('Systems_Security_Users', {
      Id: user.id,
      ObjectVersion: 1,
      AggregateLastUpdateTimeUtc: baseDate - 400 * day,
      Active: true,
      CreationTimeUtc: baseDate - 800 * day,
      DefaultLanguage: user.preferredLanguage,
      Email: user.email,
      IsAdmin: user.isAdmin,
      Login: user.login,
      Name: isCyrillic ? { EN: null, BG: user.name } : onlyEnglish(user.name),
      UserType: 0,
      Person: persons[index] ?? null,
    });
  }
}

function writeStore(
  context: SeedContext,
  location: string,
  currency: string,
  number: number,
  name: Pair,
): string {
  return writeRoot(context, 'Logistics_Inventory_Stores', {
    ...partyRow(code('S', number), inBoth(name), 'Store'),
    Code: `STORE${number}`,
    Name: inBoth(name),
    NumberOfDimensions: 0,
    Unmanaged: false,
    Currency: currency,
    EnterpriseCompanyLocation: location,
  });
}

function writeSalesPerson(context: SeedContext, person: string): string {
  return writeRoot(context, 'Crm_SalesForce_SalesPersons', {
    Person: person,
    IsActive: true,
    CommissionPercent: context.random.chance(0.7) ? 10_000 * context.random.between(1, 5) : null,
    ContractStartDate: baseDate - context.random.between(100, 1500) * day,
  });
}

/** A customer or a supplier; every fifth customer is a person, every eighth company is abroad. */
function writeTrader(
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

/** At least one row each, so that there is always something to pick. */
function several<T>(count: number, make: (number: number) => T): [T, ...T[]] {
  const rest = Array.from({ length: Math.max(1, count) - 1 }, (_, index) => make(index + 2));
  return [make(1), ...rest];
}

/** The company itself, its people and stores, its customers and suppliers. */
export function seedParties(
  context: SeedContext,
  settings: Settings,
  users: readonly User[],
  orders: number,
): Parties {
  const own: Pair = ['Витоша Дом ООД', 'Vitosha Home Ltd.'];
  const ownParty = writeCompany(context, settings, 1, inBoth(own), 'BG');
  const enterpriseCompany = writeRoot(context, 'General_EnterpriseCompanies', {
    DefaultCostingMethod: 0,
    IsActive: true,
    DefaultCustomerCreditLimitBase: { scaled: 500_000, unit: 'EUR' },
    EditPeriodStartDate: Date.UTC(2026, 9, 1),
    BaseCurrency: settings.eur.id,
    Company: ownParty,
  });
  const location = writeRoot(context, 'General_Contacts_CompanyLocations', {
    ...partyRow('L00001', inBoth(['Централен офис', 'Head office']), 'CompanyLocation'),
    LocationName: inBoth(['Централен офис', 'Head office']),
    WorkingTime: '09:00-18:00',
    ParentParty: ownParty,
    Company: ownParty,
  });
  const persons = several(12, (number) => writePerson(context, settings, number));
  writeUsers(context, users, persons);
  const salesPersons = several(6, (number) =>
    writeSalesPerson(context, persons[number] ?? persons[0]),
  );
  const storeNames: readonly Pair[] = [
    ['Централен склад', 'Main warehouse'],
    ['Магазин Варна', 'Varna shop'],
    ['Магазин Пловдив', 'Plovdiv shop'],
    ['Склад за връщания', 'Returns'],
  ];
  const currency = settings.eur.id;
  return {
    enterpriseCompany,
    ownParty,
    location,
    persons,
    stores: several(storeNames.length, (number) =>
      writeStore(context, location, currency, number, storeNames[number - 1] ?? own),
    ),
    users: several(users.length, (number) => users[number - 1]?.id ?? ''),
    logins: several(users.length, (number) => users[number - 1]?.login ?? 'system'),
    customers: several(Math.ceil(orders / 25), (number) =>
      writeTrader(context, settings, 'customer', number, salesPersons),
    ),
    suppliers: several(Math.ceil(orders / 250), (number) =>
      writeTrader(context, settings, 'supplier', number, salesPersons),
    ),
  };
}
