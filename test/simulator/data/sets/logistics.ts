import {
  amount,
  collection,
  entitySet,
  flag,
  integer,
  label,
  localized,
  moment,
  quantity,
  reference,
  text,
} from '../members.ts';
import type { EntitySet } from '../model.ts';
import { partyAttributes, partyReferences } from './contacts.ts';
import { documentAttributes, documentDisplay, documentReferences } from './document-members.ts';

export const logisticsSets: readonly EntitySet[] = [
  entitySet('Logistics_Inventory_Stores', 'Erp.Logistics_Inventory_Store', {
    label: label('Stores', 'Складове'),
    category: 'Definitions',
    base: 'General_Contacts_Parties',
    displayText: '{PartyName}',
    searchMembers: ['Code', 'PartyName'],
    attributes: [
      ...partyAttributes,
      text('Code', 'Code', 'Код', 'EL^', { maxLength: 16 }),
      localized('Name', 'Name', 'Наименование', 'L<'),
      integer('NumberOfDimensions', 'Dimensions', 'Брой измерения', 'E>'),
      flag('Unmanaged', 'Unmanaged', 'Неуправляем', '>'),
    ],
    references: [
      ...partyReferences,
      reference('Currency', 'General_Currencies_Currencies', 'Currency', 'Валута', '?'),
      reference(
        'EnterpriseCompany',
        'General_EnterpriseCompanies',
        'Enterprise company',
        'Управленска фирма',
        '?h',
      ),
      reference(
        'EnterpriseCompanyLocation',
        'General_Contacts_CompanyLocations',
        'Company location',
        'Локация',
        '?',
      ),
    ],
  }),
  entitySet('Logistics_Inventory_CurrentBalances', 'Erp.Logistics_Inventory_CurrentBalance', {
    label: label('Current balances', 'Текущи наличности'),
    category: 'Views',
    attributes: [
      quantity('QuantityBase', 'Base quantity', 'Основно количество', 'EGh', {
        precision: 38,
        unitExpression: 'Product.BaseMeasurementCategory.BaseUnit',
      }),
      amount('BaseCost', 'Base cost', 'Себестойност', 'G', {
        precision: 38,
        unitExpression: 'EnterpriseCompany.BaseCurrency',
      }),
      amount('ProductCost', 'Product cost', 'Себестойност на продукта', '', {
        precision: 38,
        unitExpression: 'Product.CostingCurrency',
      }),
      amount('StoreCost', 'Store cost', 'Себестойност в склада', '', {
        precision: 38,
        unitExpression: 'Store.Currency',
      }),
    ],
    references: [
      reference(
        'EnterpriseCompany',
        'General_EnterpriseCompanies',
        'Enterprise company',
        'Управленска фирма',
      ),
      reference('Product', 'General_Products_Products', 'Product', 'Продукт', '', 'filterable'),
      reference('Store', 'Logistics_Inventory_Stores', 'Store', 'Склад'),
    ],
  }),
  entitySet('Logistics_Procurement_Suppliers', 'Erp.Logistics_Procurement_Supplier', {
    label: label('Suppliers', 'Доставчици'),
    category: 'Definitions',
    displayText: '{Party.PartyName}',
    searchMembers: ['Number', 'Party.PartyName'],
    attributes: [
      integer('DefaultDeliveryTermDays', 'Delivery term (days)', 'Срок за доставка (дни)', ''),
      integer('DefaultPaymentTermDays', 'Payment term (days)', 'Срок за плащане (дни)', ''),
      flag('IsActive', 'Active', 'Активен', 'E'),
      text('Number', 'Number', 'Номер', 'EL^?', { maxLength: 16 }),
    ],
    references: [
      reference('DefaultCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута', '?'),
      reference('Party', 'General_Contacts_Parties', 'Party', 'Контрагент', '', 'filterable'),
    ],
  }),
  entitySet('Logistics_Procurement_PurchaseOrders', 'Erp.Logistics_Procurement_PurchaseOrder', {
    label: label('Purchase orders', 'Поръчки за покупка'),
    category: 'Documents',
    base: 'General_Documents_Documents',
    ...documentDisplay,
    attributes: [
      ...documentAttributes,
      text('InvoiceDocumentNo', 'Invoice no.', 'Номер на фактура', 'E?', { maxLength: 20 }),
      text('Notes', 'Notes', 'Бележки', '?', { maxLength: 2147483647 }),
      moment('PaymentDueDate', 'Payment due date', 'Падеж', 'G?'),
      moment('PlannedDeliveryDate', 'Planned delivery', 'Планирана доставка', 'G?'),
      moment('PlannedReleaseDate', 'Planned release', 'Планирано издаване', 'G'),
    ],
    references: [
      ...documentReferences,
      reference('DocumentCurrency', 'General_Currencies_Currencies', 'Currency', 'Валута', '?'),
      reference('Store', 'Logistics_Inventory_Stores', 'Store', 'Склад', '?'),
      reference('Supplier', 'Logistics_Procurement_Suppliers', 'Supplier', 'Доставчик'),
    ],
    collections: [
      collection(
        'Lines',
        'Logistics_Procurement_PurchaseOrderLines',
        'PurchaseOrder',
        'Lines',
        'Редове',
      ),
    ],
  }),
  entitySet(
    'Logistics_Procurement_PurchaseOrderLines',
    'Erp.Logistics_Procurement_PurchaseOrderLine',
    {
      label: label('Purchase order lines', 'Редове на поръчки за покупка'),
      category: 'Definitions',
      aggregateParent: 'Logistics_Procurement_PurchaseOrders',
      displayText: '{LineNo}. {PurchaseOrder.DocumentNo} {PurchaseOrder.DocumentType.TypeName}',
      searchMembers: ['PurchaseOrder.DocumentNo'],
      attributes: [
        quantity('ConfirmedQuantity', 'Confirmed quantity', 'Потвърдено количество', 'G?h', {
          unitExpression: 'QuantityUnit',
        }),
        integer('LineNo', 'Line no.', 'Ред', ''),
        text('Notes', 'Notes', 'Бележки', '?h'),
        moment('PlannedDeliveryDate', 'Planned delivery', 'Планирана доставка', 'Gh'),
        amount('PricePerUnit', 'Unit price', 'Единична цена', '?', {
          precision: 14,
          scale: 5,
          unitExpression: 'PurchaseOrder.DocumentCurrency',
        }),
        localized('ProductDescription', 'Product description', 'Описание', 'Lh'),
        quantity('Quantity', 'Quantity', 'Количество', 'G', { unitExpression: 'QuantityUnit' }),
      ],
      references: [
        reference('Product', 'General_Products_Products', 'Product', 'Продукт'),
        reference(
          'PurchaseOrder',
          'Logistics_Procurement_PurchaseOrders',
          'Purchase order',
          'Поръчка',
          '',
          'ownership',
        ),
        reference('QuantityUnit', 'General_Products_MeasurementUnits', 'Unit', 'Мярка'),
      ],
    },
  ),
];
