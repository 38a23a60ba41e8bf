import {
  amount,
  calculated,
  choice,
  collection,
  decimal,
  entitySet,
  enumeration,
  flag,
  guid,
  inPlace,
  integer,
  label,
  localized,
  moment,
  percent,
  quantity,
  reference,
  text,
} from '../members.ts';
import type { Attribute, EntitySet } from '../model.ts';
import { documentAttributes, documentDisplay, documentReferences } from './document-members.ts';

const deliveryTerms = enumeration('Erp.Regulatory_Intrastat_DeliveryTerms', [
  ['ExWorks', 'Ex works', 'Франко завода'],
  ['FrancoCarrier', 'Free carrier', 'Франко превозвача'],
  ['FreeAlongsideShip', 'Free alongside ship', 'Франко до борда'],
  ['FreeOnBoard', 'Free on board', 'Франко борд'],
  ['CostAndFreightCF', 'Cost and freight', 'Стойност и навло'],
  ['CostInsuranceAndFreight', 'Cost, insurance, freight', 'Стойност, застраховка, навло'],
  ['CarriagePaidTo', 'Carriage paid to', 'Превоз, платен до'],
  ['DeliveredAtPlace', 'Delivered at place', 'Доставено до място', 8],
]);

const discountLevel = enumeration('Erp.Crm_Pricing_LineDiscountsRepository_DiscountLevel', [
  ['One', 'One', 'Първо'],
  ['Two', 'Two', 'Второ'],
  ['Three', 'Three', 'Трето'],
]);

const businessReason = enumeration('Erp.Crm_Invoicing_InvoicingBusinessReason', [
  ['Payment', 'Payment', 'Плащане'],
  ['Shipment', 'Shipment', 'Експедиция'],
]);

const code = { maxLength: 16 };

/** The total of a document's lines, and the same with 20 % VAT. */
function documentTotals(): Attribute[] {
  const unit = { unitExpression: 'DocumentCurrency' };
  const lines = { kind: 'lineTotal', collection: 'Lines', attribute: 'LineAmount' } as const;
  return [
    calculated(amount('TotalLineAmount', 'Total', 'Общо', '', unit), { ...lines, percent: 100 }),
    calculated(amount('AmountToPay', 'Amount to pay', 'Сума за плащане', '', unit), {
      ...lines,
      percent: 120,
    }),
  ];
}

/** What the lines of sales orders and of invoices have in common. */
function saleLineAttributes(owner: string, facts: { lineNo: string }): Attribute[] {
  const currency = { unitExpression: `${owner}.DocumentCurrency` };
  const base = { precision: 12, unitExpression: 'Product.BaseMeasurementCategory.BaseUnit' };
  return [
    integer('LineNo', 'Line no.', 'Ред', facts.lineNo, {
      logicalOrder: 0,
      subtype: 'Int_AutoNumber',
    }),
    quantity('Quantity', 'Quantity', 'Количество', 'G', {
      precision: 12,
      logicalOrder: 2,
      unitExpression: 'QuantityUnit',
    }),
    amount('UnitPrice', 'Unit price', 'Единична цена', '', {
      precision: 14,
      scale: 5,
      logicalOrder: 4,
      ...currency,
    }),
    percent('LineCustomDiscountPercent', 'Custom discount', 'Отстъпка', 'G', { logicalOrder: 5 }),
    amount('LineAmount', 'Line amount', 'Стойност', '', {
      precision: 14,
      logicalOrder: 6,
      ...currency,
    }),
    quantity('QuantityBase', 'Base quantity', 'Основно количество', 'h', {
      logicalOrder: 9,
      ...base,
    }),
    percent('LineStandardDiscountPercent', 'Standard discount', 'Стандартна отстъпка', 'h', {
      logicalOrder: 12,
    }),
    text('Notes', 'Notes', 'Бележки', '?h', { logicalOrder: 18 }),
  ];
}

export const salesSets: readonly EntitySet[] = [
  entitySet('Crm_Sales_Customers', 'Erp.Crm_Sales_Customer', {
    label: label('Customers', 'Клиенти'),
    category: 'Definitions',
    displayText: '{Party.PartyName}',
    searchMembers: ['Number', 'Party.PartyName'],
    attributes: [
      flag('Active', 'Active', 'Активен', 'E'),
      flag('AllowUseAsPrimaryCustomer', 'Primary customer', 'Основен клиент', 'E'),
      moment('CreationTime', 'Creation time', 'Създаден на', 'G?h'),
      text('CreationUser', 'Creation user', 'Създаден от', 'L?h', {
        maxLength: 64,
        subtype: 'String_UserLogin',
      }),
      amount('CreditLimit', 'Credit limit', 'Кредитен лимит', '?', {
        unitExpression: 'EnterpriseCompany?.BaseCurrency',
      }),
      integer('DefaultPaymentTermDays', 'Payment term (days)', 'Срок за плащане (дни)', ''),
      moment('FromDate', 'From date', 'От дата', 'G?'),
      integer('GracePeriodDays', 'Grace period (days)', 'Гратисен период (дни)', ''),
      text('Number', 'Number', 'Номер', 'EL^?', code),
      moment('ThruDate', 'Thru date', 'До дата', 'G?'),
    ],
    references: [
      reference('CustomerType', 'Crm_Sales_CustomerTypes', 'Customer type', 'Вид клиент', '?'),
      reference('DefaultCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута', '?'),
      reference(
        'DefaultPaymentType',
        'Finance_Payments_PaymentTypes',
        'Payment type',
        'Вид плащане',
        '?',
      ),
      reference('DefaultPriceList', 'Crm_Pricing_PriceLists', 'Price list', 'Ценова листа', '?'),
      reference(
        'EnterpriseCompany',
        'General_EnterpriseCompanies',
        'Enterprise company',
        'Управленска фирма',
        '?h',
      ),
      reference('Party', 'General_Contacts_Parties', 'Party', 'Контрагент', '', 'filterable'),
      reference('SalesPerson', 'Crm_SalesForce_SalesPersons', 'Sales person', 'Търговец', '?'),
    ],
  }),
  entitySet('Crm_Sales_CustomerTypes', 'Erp.Crm_Sales_CustomerType', {
    label: label('Customer types', 'Видове клиенти'),
    category: 'Settings',
    displayText: '{Name}',
    searchMembers: ['Name'],
    attributes: [
      flag('IsActive', 'Active', 'Активен', 'E'),
      localized('Name', 'Name', 'Наименование', 'EL'),
    ],
  }),
  entitySet('Crm_SalesForce_SalesPersons', 'Erp.Crm_SalesForce_SalesPerson', {
    label: label('Sales persons', 'Търговци'),
    category: 'Definitions',
    displayText: '{Person.PartyName}',
    attributes: [
      percent('CommissionPercent', 'Commission', 'Комисиона', '?>'),
      moment('ContractStartDate', 'Contract start', 'Начало на договора', 'G?'),
      moment('ContractEndDate', 'Contract end', 'Край на договора', 'G?'),
      flag('IsActive', 'Active', 'Активен', 'E'),
    ],
    references: [
      reference('Person', 'General_Contacts_Persons', 'Person', 'Лице', '', 'filterable'),
    ],
  }),
  entitySet('Crm_Pricing_PriceLists', 'Erp.Crm_Pricing_PriceList', {
    label: label('Price lists', 'Ценови листи'),
    category: 'Settings',
    displayText: '{Name}',
    searchMembers: ['Name'],
    attributes: [
      text('Name', 'Name', 'Наименование', 'EL^<', { maxLength: 50, logicalOrder: 1 }),
      moment('FromDate', 'From date', 'От дата', 'EG?', { logicalOrder: 2 }),
      moment('ThruDate', 'Thru date', 'До дата', 'EG?', { logicalOrder: 3 }),
      text('Description', 'Description', 'Описание', '?', {
        maxLength: 2147483647,
        logicalOrder: 5,
      }),
      choice(discountLevel, 'AutoApplyDiscountLevel', 'Discount level', 'Ниво на отстъпка', 'EI', {
        logicalOrder: 7,
      }),
      flag('IsActive', 'Active', 'Активна', 'E', { logicalOrder: 8 }),
    ],
  }),
  entitySet('Crm_Sales_SalesOrders', 'Erp.Crm_Sales_SalesOrder', {
    label: label('Sales orders', 'Поръчки за продажба'),
    category: 'Documents',
    base: 'General_Documents_Documents',
    ...documentDisplay,
    attributes: [
      ...documentAttributes,
      ...documentTotals(),
      moment('CustomerPurchaseOrderDate', 'Customer order date', 'Дата на заявката', 'G?h', {
        logicalOrder: 27,
      }),
      text('CustomerPurchaseOrderNo', 'Customer order no.', 'Номер на заявката', 'EL^?h', {
        maxLength: 20,
        logicalOrder: 14,
      }),
      choice(deliveryTerms, 'DeliveryTermsCode', 'Delivery terms', 'Условия на доставка', '?', {
        logicalOrder: 17,
      }),
      text('InvoiceNo', 'Invoice no.', 'Номер на фактура', 'E?', {
        maxLength: 32,
        logicalOrder: 41,
      }),
      moment('PaymentDueDate', 'Payment due date', 'Падеж', 'G?', { logicalOrder: 3 }),
      moment('RequiredDeliveryDate', 'Required delivery', 'Изисквана доставка', 'G?', {
        logicalOrder: 5,
      }),
    ],
    references: [
      ...documentReferences,
      inPlace(0, reference('Customer', 'Crm_Sales_Customers', 'Customer', 'Клиент')),
      inPlace(
        6,
        reference('DocumentCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута'),
      ),
      inPlace(
        4,
        reference(
          'PaymentType',
          'Finance_Payments_PaymentTypes',
          'Payment type',
          'Вид плащане',
          '?',
        ),
      ),
      inPlace(
        2,
        reference('PriceList', 'Crm_Pricing_PriceLists', 'Price list', 'Ценова листа', '?'),
      ),
      reference('SalesPerson', 'Crm_SalesForce_SalesPersons', 'Sales person', 'Търговец', '?h'),
      reference('ShipToCustomer', 'Crm_Sales_Customers', 'Ship to customer', 'Получател', '?h'),
      inPlace(10, reference('Store', 'Logistics_Inventory_Stores', 'Store', 'Склад', '?')),
    ],
    collections: [
      collection('Lines', 'Crm_Sales_SalesOrderLines', 'SalesOrder', 'Lines', 'Редове'),
    ],
  }),
  entitySet('Crm_Sales_SalesOrderLines', 'Erp.Crm_Sales_SalesOrderLine', {
    label: label('Sales order lines', 'Редове на поръчки за продажба'),
    category: 'Definitions',
    aggregateParent: 'Crm_Sales_SalesOrders',
    displayText: '{LineNo}. {SalesOrder.DocumentNo} {SalesOrder.DocumentType.TypeName}',
    searchMembers: ['SalesOrder.DocumentNo'],
    attributes: [
      ...saleLineAttributes('SalesOrder', { lineNo: 'E^' }),
      localized('ProductDescription', 'Product description', 'Описание', 'Lh<', {
        logicalOrder: 7,
      }),
      integer('GuaranteePeriodDays', 'Guarantee (days)', 'Гаранция (дни)', '?h', {
        logicalOrder: 15,
      }),
      moment('RequiredDeliveryDate', 'Required delivery', 'Изисквана доставка', 'G?h', {
        logicalOrder: 14,
      }),
    ],
    references: [
      inPlace(1, reference('Product', 'General_Products_Products', 'Product', 'Продукт')),
      inPlace(3, reference('QuantityUnit', 'General_Products_MeasurementUnits', 'Unit', 'Мярка')),
      reference('SalesOrder', 'Crm_Sales_SalesOrders', 'Sales order', 'Поръчка', '', 'ownership'),
    ],
  }),
  entitySet('Crm_Sales_SalesAnalytics', 'Erp.Crm_Sales_SalesAnalyticsEntry', {
    label: label('Sales analytics', 'Анализ на продажбите'),
    category: 'Views',
    key: 'SalesAnalyticId',
    attributes: [
      moment('DocumentDate', 'Document date', 'Дата на документа', 'G^?'),
      decimal('LineAmount', 'Line amount', 'Стойност', '', { precision: 38, scale: 2 }),
      decimal('LineDiscountAmount', 'Line discount', 'Отстъпка', '', { precision: 38, scale: 2 }),
      decimal('QuantityBase', 'Base quantity', 'Основно количество', '', {
        precision: 38,
        scale: 3,
      }),
      guid('SalesAnalyticId', 'Sales analytic id', 'Ид на анализ', 'EI'),
    ],
    references: [
      reference('Customer', 'Crm_Sales_Customers', 'Customer', 'Клиент'),
      reference('DocumentCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута'),
      reference(
        'EnterpriseCompany',
        'General_EnterpriseCompanies',
        'Enterprise company',
        'Управленска фирма',
      ),
      reference('Product', 'General_Products_Products', 'Product', 'Продукт'),
      reference('SalesPerson', 'Crm_SalesForce_SalesPersons', 'Sales person', 'Търговец', '?'),
      reference('Store', 'Logistics_Inventory_Stores', 'Store', 'Склад', '?'),
    ],
  }),
  entitySet('Crm_Invoicing_Invoices', 'Erp.Crm_Invoicing_Invoice', {
    label: label('Invoices', 'Фактури'),
    category: 'Documents',
    base: 'General_Documents_Documents',
    ...documentDisplay,
    attributes: [
      ...documentAttributes,
      ...documentTotals(),
      moment('ApplyDate', 'Apply date', 'Дата на прилагане', 'G'),
      moment('DeliveryDate', 'Delivery date', 'Дата на доставка', 'G?', { logicalOrder: 5 }),
      moment('PaymentDueDate', 'Payment due date', 'Падеж', 'G?'),
      text('Notes', 'Notes', 'Бележки', '?h', { logicalOrder: 6 }),
      flag('VATCashReportingMode', 'VAT on cash basis', 'Касова отчетност', 'E'),
    ],
    references: [
      ...documentReferences,
      inPlace(1, reference('Customer', 'Crm_Sales_Customers', 'Customer', 'Клиент')),
      inPlace(
        2,
        reference('DocumentCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута'),
      ),
      inPlace(
        3,
        reference(
          'PaymentType',
          'Finance_Payments_PaymentTypes',
          'Payment type',
          'Вид плащане',
          '?',
        ),
      ),
    ],
    collections: [collection('Lines', 'Crm_Invoicing_InvoiceLines', 'Invoice', 'Lines', 'Редове')],
  }),
  entitySet('Crm_Invoicing_InvoiceLines', 'Erp.Crm_Invoicing_InvoiceLine', {
    label: label('Invoice lines', 'Редове на фактури'),
    category: 'Definitions',
    aggregateParent: 'Crm_Invoicing_Invoices',
    displayText: '{LineNo}. {Invoice.DocumentNo} {Invoice.DocumentType.TypeName}',
    searchMembers: ['Invoice.DocumentNo'],
    attributes: [
      ...saleLineAttributes('Invoice', { lineNo: 'E>' }),
      localized('ProductDescription', 'Product description', 'Описание', 'h<', { logicalOrder: 7 }),
      choice(businessReason, 'BusinessReason', 'Business reason', 'Основание', 'h', {
        logicalOrder: 24,
      }),
    ],
    references: [
      reference('Invoice', 'Crm_Invoicing_Invoices', 'Invoice', 'Фактура', '', 'ownership'),
      reference(
        'ParentSalesOrderLine',
        'Crm_Sales_SalesOrderLines',
        'Order line',
        'Ред на поръчка',
        '?h',
      ),
      inPlace(1, reference('Product', 'General_Products_Products', 'Product', 'Продукт', '?')),
      inPlace(3, reference('QuantityUnit', 'General_Products_MeasurementUnits', 'Unit', 'Мярка')),
      reference('SalesOrder', 'Crm_Sales_SalesOrders', 'Sales order', 'Поръчка', 'L?h'),
    ],
  }),
];
