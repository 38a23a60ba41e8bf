import {
  amount,
  choice,
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
import type { EntitySet } from '../model.ts';
import { documentAttributes, documentDisplay, documentReferences } from './document-members.ts';

const userType = enumeration('Erp.Systems_Security_UsersRepository_UserType', [
  ['InternalUser', 'Internal user', 'Вътрешен потребител'],
  ['ExternalCommunityUser', 'External community user', 'Външен потребител'],
  ['VirtualUserNoLogin', 'Virtual user', 'Виртуален потребител'],
  ['SystemUserNoLogin', 'System user', 'Системен потребител'],
  ['ApplicationUserNoLogin', 'Application user', 'Приложение'],
]);

const costingMethod = enumeration(
  'Erp.General_EnterpriseCompaniesRepository_DefaultCostingMethod',
  [
    ['AverageCost', 'Average cost', 'Средна цена'],
    ['ExplicitlySpecifyLot', 'Explicit lot', 'Посочена партида'],
    ['SetByBlockedForDocument', 'Blocked for document', 'Блокирано за документ'],
  ],
);

export const generalSets: readonly EntitySet[] = [
  entitySet('General_Documents_Documents', 'Erp.General_Documents_Document', {
    label: label('Documents', 'Документи'),
    category: 'Definitions',
    key: 'DocumentId',
    ...documentDisplay,
    attributes: documentAttributes,
    references: documentReferences,
  }),
  entitySet('General_EnterpriseCompanies', 'Erp.General_EnterpriseCompany', {
    label: label('Enterprise companies', 'Управленски фирми'),
    category: 'Definitions',
    displayText: '{Company.PartyName}',
    searchMembers: ['Company.RegistrationNumber', 'Company.PartyName'],
    attributes: [
      choice(costingMethod, 'DefaultCostingMethod', 'Costing method', 'Метод за изписване', '', {
        logicalOrder: 4,
      }),
      flag('IsActive', 'Active', 'Активна', 'EI', { logicalOrder: 9 }),
      amount(
        'DefaultCustomerCreditLimitBase',
        'Default customer credit limit',
        'Кредитен лимит по подразбиране',
        'EL?',
        { logicalOrder: 13, unitExpression: 'BaseCurrency' },
      ),
      moment('EditPeriodStartDate', 'Edit period start', 'Начало на период за редакция', 'G?', {
        logicalOrder: 14,
      }),
    ],
    references: [
      reference('BaseCurrency', 'General_Currencies_Currencies', 'Base currency', 'Основна валута'),
      reference('Company', 'General_Contacts_Companies', 'Company', 'Фирма', '', 'filterable'),
    ],
  }),
  entitySet('General_Currencies_Currencies', 'Erp.General_Currencies_Currency', {
    label: label('Currencies', 'Валути'),
    category: 'Settings',
    displayText: '{CurrencySign}',
    searchMembers: ['CurrencySign', 'Name'],
    attributes: [
      text('CurrencySign', 'Currency sign', 'Знак', 'EL^<', { maxLength: 4, logicalOrder: 1 }),
      text('Name', 'Name', 'Наименование', 'L<', { maxLength: 50, logicalOrder: 2 }),
      integer('ShowOrder', 'Show order', 'Подредба', '>', { logicalOrder: 3 }),
      flag('IsActive', 'Active', 'Активна', 'E', { logicalOrder: 5 }),
    ],
  }),
  entitySet('General_Geography_Countries', 'Erp.General_Geography_Country', {
    label: label('Countries', 'Държави'),
    category: 'Settings',
    displayText: '{Name}',
    searchMembers: ['Code', 'Name'],
    attributes: [
      text('Code', 'Code', 'Код', 'EL^', { maxLength: 2 }),
      text('IntrastatCode', 'Intrastat code', 'Код по Интрастат', '?', { maxLength: 2 }),
      localized('Name', 'Name', 'Наименование', 'L<'),
    ],
  }),
  entitySet('Systems_Documents_DocumentTypes', 'Erp.Systems_Documents_DocumentType', {
    label: label('Document types', 'Типове документи'),
    category: 'Settings',
    displayText: '{TypeName}',
    searchMembers: ['Code', 'TypeName'],
    attributes: [
      text('Code', 'Code', 'Код', 'EL^', { maxLength: 16, logicalOrder: 2 }),
      localized('TypeName', 'Type name', 'Наименование', 'L<', { logicalOrder: 3 }),
      text('EntityName', 'Entity name', 'Име на обекта', 'EI^', {
        maxLength: 64,
        logicalOrder: 4,
        subtype: 'String_EntityName',
      }),
      text('Notes', 'Notes', 'Бележки', '?', { logicalOrder: 8 }),
    ],
  }),
  entitySet('Systems_Security_Users', 'Erp.Systems_Security_User', {
    label: label('Users', 'Потребители'),
    category: 'Definitions',
    displayText: '{Name} <{Login}> [{UserType}]',
    searchMembers: ['Login', 'Name'],
    attributes: [
      flag('Active', 'Active', 'Активен', 'E'),
      moment('CreationTimeUtc', 'Creation time (UTC)', 'Създаден на (UTC)', 'G', {
        subtype: 'DateTime_Utc',
      }),
      text('DefaultLanguage', 'Default language', 'Език', 'E?', { maxLength: 15 }),
      text('Email', 'E-mail', 'Е-поща', 'ELI^?'),
      flag('IsAdmin', 'Administrator', 'Администратор', 'E>'),
      text('Login', 'Login', 'Потребителско име', 'ELI^', { maxLength: 64 }),
      localized('Name', 'Name', 'Име', 'L'),
      text('PhoneNumber', 'Phone number', 'Телефон', 'EL?', { maxLength: 64 }),
      choice(userType, 'UserType', 'User type', 'Вид потребител', 'ELI'),
    ],
    references: [reference('Person', 'General_Contacts_Persons', 'Person', 'Лице', '?')],
  }),
];
