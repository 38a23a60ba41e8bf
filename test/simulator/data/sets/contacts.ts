import {
  choice,
  collection,
  entitySet,
  enumeration,
  flag,
  integer,
  label,
  localized,
  moment,
  reference,
  text,
} from '../members.ts';
import type { Attribute, EntitySet } from '../model.ts';

const partyType = enumeration('Erp.General_Contacts_PartiesRepository_PartyType', [
  ['Company', 'Company', 'Фирма'],
  ['CompanyLocation', 'Company location', 'Локация на фирма'],
  ['Person', 'Person', 'Лице'],
  ['Store', 'Store', 'Склад'],
  ['CompanyDivision', 'Company division', 'Подразделение'],
]);

const gender = enumeration('Erp.General_Contacts_PersonsRepository_Gender', [
  ['Female', 'Female', 'Жена'],
  ['Male', 'Male', 'Мъж'],
  ['Other', 'Other', 'Друг'],
  ['PreferNotToSay', 'Prefer not to say', 'Не желае да посочи'],
]);

const mechanismType = enumeration(
  'Erp.General_Contacts_ContactMechanismsRepository_ContactMechanismType',
  [
    ['Address', 'Address', 'Адрес'],
    ['Mail', 'E-mail', 'Е-поща'],
    ['Fax', 'Fax', 'Факс'],
    ['MobilePhone', 'Mobile phone', 'Мобилен телефон'],
    ['Other', 'Other', 'Друг'],
    ['Telephone', 'Telephone', 'Телефон'],
    ['WebSite', 'Web site', 'Уеб сайт'],
    ['PostalCode', 'Postal code', 'Пощенски код'],
    ['WebProfile', 'Web profile', 'Уеб профил'],
  ],
);

/** What every party has: companies, their locations, persons and stores. */
export const partyAttributes: readonly Attribute[] = [
  text('GLN', 'GLN', 'GLN', 'EI^?', { maxLength: 13 }),
  flag('IsActive', 'Active', 'Активен', 'E'),
  text('PartyCode', 'Party code', 'Код на контрагент', 'ELI^', { maxLength: 16 }),
  moment('PartyCreationTime', 'Party creation time', 'Създаден на', 'G?h'),
  localized('PartyName', 'Party name', 'Име на контрагент', 'EL<'),
  text('PartyNotes', 'Party notes', 'Бележки за контрагента', '?'),
  choice(partyType, 'PartyType', 'Party type', 'Вид контрагент', 'EI'),
  text('PartyUniqueNumber', 'Unique number', 'Уникален номер', 'EL?', { maxLength: 16 }),
];

export const partyReferences = [
  reference('ParentParty', 'General_Contacts_Parties', 'Parent party', 'Основен контрагент', '?'),
];

const contactMechanisms = collection(
  'ContactMechanisms',
  'General_Contacts_PartyContactMechanisms',
  'Party',
  'Contact mechanisms',
  'Начини за контакт',
);

export const contactSets: readonly EntitySet[] = [
  entitySet('General_Contacts_Parties', 'Erp.General_Contacts_Party', {
    label: label('Parties', 'Контрагенти'),
    category: 'Definitions',
    key: 'PartyId',
    displayText: '{PartyName}',
    searchMembers: ['PartyCode', 'PartyName'],
    attributes: partyAttributes,
    references: partyReferences,
    collections: [contactMechanisms],
  }),
  entitySet('General_Contacts_Companies', 'Erp.General_Contacts_Company', {
    label: label('Companies', 'Фирми'),
    category: 'Definitions',
    base: 'General_Contacts_Parties',
    displayText: '{PartyName}',
    searchMembers: ['PartyCode', 'Name'],
    attributes: [
      ...partyAttributes,
      localized('Name', 'Name', 'Наименование', 'EL?', { logicalOrder: 3 }),
      localized('RegistrationPrimaryAddress', 'Registered address', 'Адрес на управление', 'L?', {
        logicalOrder: 5,
      }),
      text('RegistrationNumber', 'Registration number', 'ЕИК', 'EL^?', {
        maxLength: 16,
        logicalOrder: 6,
      }),
      flag('IsVATRegistered', 'VAT registered', 'Регистрация по ДДС', '>', { logicalOrder: 8 }),
      text('RegistrationVATNumber', 'VAT number', 'Номер по ДДС', 'EL^?', {
        maxLength: 16,
        logicalOrder: 9,
      }),
      localized('City', 'City', 'Град', 'L?', { maxLength: 64, logicalOrder: 13 }),
    ],
    references: [
      ...partyReferences,
      reference('Country', 'General_Geography_Countries', 'Country', 'Държава', '?'),
    ],
    collections: [contactMechanisms],
  }),
  entitySet('General_Contacts_Persons', 'Erp.General_Contacts_Person', {
    label: label('Persons', 'Лица'),
    category: 'Definitions',
    base: 'General_Contacts_Parties',
    displayText: '{PartyName}',
    searchMembers: ['NationalNumber', 'PartyName'],
    attributes: [
      ...partyAttributes,
      localized('FirstName', 'First name', 'Име', 'EL?<', { maxLength: 64, logicalOrder: 0 }),
      localized('MiddleName', 'Middle name', 'Презиме', 'EL?', { maxLength: 64, logicalOrder: 1 }),
      localized('LastName', 'Last name', 'Фамилия', 'EL?<', { maxLength: 64, logicalOrder: 2 }),
      choice(gender, 'Gender', 'Gender', 'Пол', 'E?>', { logicalOrder: 4 }),
      moment('BirthDate', 'Birth date', 'Дата на раждане', 'G?', { logicalOrder: 5 }),
      text('NationalNumber', 'National number', 'ЕГН', 'EL?', { maxLength: 16, logicalOrder: 7 }),
      localized('City', 'City', 'Град', 'L?', { maxLength: 64, logicalOrder: 10 }),
    ],
    references: [
      ...partyReferences,
      reference('Nationality', 'General_Geography_Countries', 'Nationality', 'Гражданство', '?'),
    ],
    collections: [contactMechanisms],
  }),
  entitySet('General_Contacts_CompanyLocations', 'Erp.General_Contacts_CompanyLocation', {
    label: label('Company locations', 'Локации на фирми'),
    category: 'Definitions',
    base: 'General_Contacts_Parties',
    displayText: '{PartyName}',
    searchMembers: ['PartyCode', 'PartyName'],
    attributes: [
      ...partyAttributes,
      localized('LocationName', 'Location name', 'Име на локация', 'EL'),
      text('WorkingTime', 'Working time', 'Работно време', '?'),
    ],
    references: [
      ...partyReferences,
      reference('Company', 'General_Contacts_Companies', 'Company', 'Фирма'),
    ],
    collections: [contactMechanisms],
  }),
  entitySet(
    'General_Contacts_PartyContactMechanisms',
    'Erp.General_Contacts_PartyContactMechanism',
    {
      label: label('Contact mechanisms', 'Начини за контакт'),
      category: 'Definitions',
      aggregateParent: 'General_Contacts_Parties',
      displayText: '{ContactMechanismType}: {Name}',
      searchMembers: ['Name'],
      attributes: [
        choice(mechanismType, 'ContactMechanismType', 'Type', 'Вид', 'EI'),
        flag('IsActive', 'Active', 'Активен', 'E>'),
        flag('IsDefault', 'Default', 'По подразбиране', 'E>'),
        integer('LineOrd', 'Line order', 'Ред', '', { subtype: 'Int_AutoNumber' }),
        text('Name', 'Name', 'Стойност', 'EL<'),
        text('Notes', 'Notes', 'Бележки', '?>'),
      ],
      references: [
        reference('Party', 'General_Contacts_Parties', 'Party', 'Контрагент', '', 'ownership'),
      ],
    },
  ),
];
