import type { LocalizedText, RowInput } from '../../domain-api/row-values.ts';
import { baseDate, day, inBoth, type SeedContext, writeChild, writeRoot } from './seed-context.ts';
import { type Settings, seeded } from './settings.ts';
import { cities, familyNames, mensNames, type Pair, streets, womensNames } from './vocabulary.ts';

const partyTypes = { Company: 0, CompanyLocation: 1, Person: 2, Store: 3 } as const;

/** What companies, persons, locations and stores have in common. */
export function partyRow(
  code: string,
  name: LocalizedText,
  type: keyof typeof partyTypes,
): RowInput {
  return {
    PartyCode: code,
    PartyName: name,
    PartyType: partyTypes[type],
    IsActive: true,
    PartyCreationTime: baseDate - 1000 * day,
  };
}

/** A letter and five digits: `K00012`. */
export function code(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(5, '0')}`;
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

/** @param country two letters. */
export function writeCompany(
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

export function writePerson(context: SeedContext, settings: Settings, number: number): string {
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
