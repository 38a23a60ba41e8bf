import type { User } from '../../options.ts';
import { code, partyRow, writeCompany, writePerson } from './people-and-companies.ts';
import { baseDate, day, inBoth, onlyEnglish, type SeedContext, writeRoot } from './seed-context.ts';
import type { Settings } from './settings.ts';
import { type Trader, writeTrader } from './traders.ts';
import type { Pair } from './vocabulary.ts';

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
