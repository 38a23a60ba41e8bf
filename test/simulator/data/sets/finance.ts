import {
  amount,
  choice,
  collection,
  decimal,
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

const directions = [
  ['Outgoing', 'Outgoing', 'Изходящо'],
  ['Incoming', 'Incoming', 'Входящо'],
] as const;
const orderDirection = enumeration(
  'Erp.Finance_Payments_PaymentOrdersRepository_Direction',
  directions,
);
const balanceDirection = enumeration(
  'Erp.Finance_Payments_PaymentBalancesRepository_Direction',
  directions,
);

const dueStatus = enumeration('Erp.Finance_Payments_PaymentBalancesRepository_DueStatus', [
  ['Scheduled', 'Scheduled', 'Предстоящо'],
  ['Due', 'Due', 'Дължимо'],
  ['GracePeriod', 'Grace period', 'Гратисен период'],
  ['Overdue', 'Overdue', 'Просрочено'],
  ['NotApplicable', 'Not applicable', 'Неприложимо'],
]);

const paymentStatus = enumeration('Erp.Finance_Payments_PaymentBalancesRepository_PaymentStatus', [
  ['Unpaid', 'Unpaid', 'Неплатено'],
  ['PartiallyPaid', 'Partially paid', 'Частично платено'],
  ['Paid', 'Paid', 'Платено'],
  ['Overpaid', 'Overpaid', 'Надплатено'],
]);

const paymentKind = enumeration('Erp.Finance_Payments_PaymentTypesRepository_SystemType', [
  ['Cash', 'Cash', 'В брой'],
  ['ByCard', 'By card', 'С карта'],
  ['BankTransfer', 'Bank transfer', 'Банков превод'],
]);

const valuationMethod = enumeration(
  'Erp.Finance_Accounting_AccountsRepository_CurrencyValuationMethod',
  [
    ['AccountCurrentBalance', 'Account balance', 'Текущо салдо'],
    ['DocumentCurrencyDirectory', 'Document rates', 'Курс на документа'],
    ['BalanceReferenceDocument', 'Reference document', 'Свързан документ'],
  ],
);

const documentNo = { maxLength: 20 };
const orderCurrency = { unitExpression: 'TotalAmountCurrency' };
const balanceCurrency = { unitExpression: 'Currency' };

export const financeSets: readonly EntitySet[] = [
  entitySet('Finance_Payments_PaymentTypes', 'Erp.Finance_Payments_PaymentType', {
    label: label('Payment types', 'Видове плащания'),
    category: 'Settings',
    displayText: '{Name}',
    searchMembers: ['Code', 'Name'],
    attributes: [
      text('Code', 'Code', 'Код', 'EL^', { maxLength: 16 }),
      flag('IsActive', 'Active', 'Активен', 'E'),
      localized('Name', 'Name', 'Наименование', 'L<'),
      choice(paymentKind, 'SystemType', 'System type', 'Системен вид', '?'),
    ],
  }),
  entitySet('Finance_Payments_PaymentOrders', 'Erp.Finance_Payments_PaymentOrder', {
    label: label('Payment orders', 'Платежни нареждания'),
    category: 'Documents',
    base: 'General_Documents_Documents',
    ...documentDisplay,
    attributes: [
      ...documentAttributes,
      text('RefDocumentNo', 'Reference document no.', 'Номер на документ', 'E>', {
        ...documentNo,
        logicalOrder: 2,
      }),
      moment('RefDocumentDate', 'Reference document date', 'Дата на документ', 'EG?', {
        logicalOrder: 3,
      }),
      moment('DueDate', 'Due date', 'Падеж', 'EG?', { logicalOrder: 9 }),
      choice(orderDirection, 'Direction', 'Direction', 'Посока', 'E>', { logicalOrder: 10 }),
      amount('TotalAmount', 'Total amount', 'Обща сума', 'EG', {
        logicalOrder: 11,
        ...orderCurrency,
      }),
      text('Notes', 'Notes', 'Бележки', '?', { logicalOrder: 15 }),
    ],
    references: [
      ...documentReferences,
      reference('Party', 'General_Contacts_Parties', 'Party', 'Контрагент'),
      reference('PaymentType', 'Finance_Payments_PaymentTypes', 'Payment type', 'Вид плащане', '?'),
      reference(
        'RefDocument',
        'General_Documents_Documents',
        'Reference document',
        'Документ',
        '?',
      ),
      reference('TotalAmountCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута'),
    ],
  }),
  entitySet('Finance_Payments_PaymentBalances', 'Erp.Finance_Payments_PaymentBalance', {
    label: label('Payment balances', 'Салда по плащания'),
    category: 'Views',
    attributes: [
      choice(balanceDirection, 'Direction', 'Direction', 'Посока', 'E'),
      moment('DueDate', 'Due date', 'Падеж', 'EG?'),
      choice(dueStatus, 'DueStatus', 'Due status', 'Срочност', 'EI'),
      flag('IsInvoiced', 'Invoiced', 'Фактурирано', 'EI'),
      amount('OrderAmount', 'Order amount', 'Сума', 'EG', balanceCurrency),
      amount('PaidAmount', 'Paid amount', 'Платено', 'EG', { precision: 38, ...balanceCurrency }),
      choice(paymentStatus, 'PaymentStatus', 'Payment status', 'Състояние на плащането', 'EI'),
      moment('RefDocumentDate', 'Document date', 'Дата на документ', 'E?'),
      text('RefDocumentNo', 'Document no.', 'Номер на документ', 'E', documentNo),
      amount('RemainingAmount', 'Remaining amount', 'Остатък', 'EG', balanceCurrency),
    ],
    references: [
      reference('Currency', 'General_Currencies_Currencies', 'Currency', 'Валута'),
      reference(
        'EnterpriseCompany',
        'General_EnterpriseCompanies',
        'Enterprise company',
        'Управленска фирма',
      ),
      reference('Party', 'General_Contacts_Parties', 'Party', 'Контрагент'),
      reference(
        'PaymentOrder',
        'Finance_Payments_PaymentOrders',
        'Payment order',
        'Платежно нареждане',
      ),
      reference('RefDocument', 'General_Documents_Documents', 'Document', 'Документ', '?'),
    ],
  }),
  entitySet('Finance_Accounting_Accounts', 'Erp.Finance_Accounting_Account', {
    label: label('Accounts', 'Сметки'),
    category: 'Definitions',
    displayText: '{Name}',
    searchMembers: ['Number', 'Name'],
    attributes: [
      text('AccountFullNumber', 'Full number', 'Пълен номер', 'L', { maxLength: 30 }),
      choice(
        valuationMethod,
        'CurrencyValuationMethod',
        'Valuation method',
        'Метод на преоценка',
        '',
      ),
      text('Description', 'Description', 'Описание', '?'),
      flag('Discontinued', 'Discontinued', 'Неизползвана', 'E'),
      localized('Name', 'Name', 'Наименование', 'L'),
      text('Number', 'Number', 'Номер', 'L', { maxLength: 30 }),
    ],
    references: [reference('Currency', 'General_Currencies_Currencies', 'Currency', 'Валута', '?')],
  }),
  entitySet('Finance_Accounting_AccountingVouchers', 'Erp.Finance_Accounting_AccountingVoucher', {
    label: label('Accounting vouchers', 'Счетоводни ордери'),
    category: 'Documents',
    base: 'General_Documents_Documents',
    ...documentDisplay,
    attributes: [...documentAttributes, text('Description', 'Description', 'Основание', '?')],
    references: documentReferences,
    collections: [
      collection(
        'Lines',
        'Finance_Accounting_AccountingVoucherLines',
        'Voucher',
        'Lines',
        'Редове',
      ),
    ],
  }),
  entitySet(
    'Finance_Accounting_AccountingVoucherLines',
    'Erp.Finance_Accounting_AccountingVoucherLine',
    {
      label: label('Accounting voucher lines', 'Редове на счетоводни ордери'),
      category: 'Definitions',
      aggregateParent: 'Finance_Accounting_AccountingVouchers',
      displayText: '{LineNo}. {Voucher.DocumentNo} {Voucher.DocumentType.TypeName}',
      searchMembers: ['Voucher.DocumentNo'],
      attributes: [
        integer('CorrespondanceNo', 'Correspondence no.', 'Кореспонденция', ''),
        amount('Credit', 'Credit', 'Кредит', '', { unitExpression: 'Currency' }),
        amount('CreditBase', 'Credit (base)', 'Кредит (осн. валута)', 'h', {
          unitExpression: 'Voucher.EnterpriseCompany.BaseCurrency',
        }),
        amount('Debit', 'Debit', 'Дебит', '', { unitExpression: 'Currency' }),
        amount('DebitBase', 'Debit (base)', 'Дебит (осн. валута)', 'h', {
          unitExpression: 'Voucher.EnterpriseCompany.BaseCurrency',
        }),
        text('ItemKey', 'Item key', 'Партида', 'EL?h', { maxLength: 64 }),
        integer('LineNo', 'Line no.', 'Ред', ''),
        decimal('RateMultiplier', 'Rate multiplier', 'Множител на курса', 'h', { scale: 6 }),
      ],
      references: [
        reference('Account', 'Finance_Accounting_Accounts', 'Account', 'Сметка'),
        reference('Currency', 'General_Currencies_Currencies', 'Currency', 'Валута'),
        reference(
          'ReferencedDocument',
          'General_Documents_Documents',
          'Referenced document',
          'Свързан документ',
        ),
        reference(
          'Voucher',
          'Finance_Accounting_AccountingVouchers',
          'Voucher',
          'Ордер',
          '',
          'ownership',
        ),
      ],
    },
  ),
];
