import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { toEntitySet } from '../../../electron/instance/model.ts';
import { detailedEntitySet } from '../../../electron/instance/model-document.ts';

/** An attribute as `currentmodel/{EntitySet}` describes it. */
export function attribute(Name: string, Type: string, BaseInfo: object = {}, more: object = {}) {
  return {
    Name,
    Type,
    LocalizedName: `${Name} label`,
    IsCustomProperty: false,
    IsBlob: false,
    BaseInfo: { LogicalOrder: 0, UIVisibility: 'ShownByDefault', ...BaseInfo },
    ...more,
  };
}

/** A reference as `currentmodel/{EntitySet}` describes it. */
export function reference(Name: string, ReferencedEntitySet: string, BaseInfo: object = {}) {
  return {
    Name,
    LocalizedName: `${Name} label`,
    ReferencedEntitySet,
    BaseInfo: { LogicalOrder: 0, UIVisibility: 'ShownByDefault', ...BaseInfo },
  };
}

const id = attribute('Id', 'Edm.Guid', { LogicalOrder: 90, UIVisibility: 'HiddenByDefault' });
const displayText = attribute('DisplayText', 'Edm.String', {
  LogicalOrder: 91,
  UIVisibility: 'HiddenByDefault',
});

/** A detailed entity set, parsed as the app does it. */
export function entitySet(
  attributes: readonly object[],
  references: readonly object[] = [],
  heading: object = {},
): EntitySetModel {
  return toEntitySet(
    detailedEntitySet.parse({
      Name: 'Crm_Sales_SalesOrders',
      RepositoryName: 'Crm.Sales.SalesOrders',
      LocalizedName: 'Sales orders',
      UIVisibility: 'ShownByDefault',
      Attributes: attributes,
      References: references,
      ...heading,
    }),
  );
}

/** Sales orders with a few columns of different types. */
export const salesOrders: EntitySetModel = entitySet(
  [
    id,
    displayText,
    attribute('DocumentNo', 'Edm.String', { LogicalOrder: 1, Orderable: true }),
    attribute('DocumentDate', 'Edm.DateTimeOffset', { LogicalOrder: 2, Orderable: true }),
    attribute('Total', 'Erp.Amount', { LogicalOrder: 3, Precision: 18, Scale: 2 }),
    attribute('Name', 'Erp.MultilanguageString', { LogicalOrder: 4 }),
  ],
  [reference('Customer', 'Crm_Sales_Customers', { LogicalOrder: 5 })],
);

/** A view: it has neither `Id` nor `DisplayText`. */
export const balances: EntitySetModel = entitySet(
  [attribute('QuantityBase', 'Erp.Quantity')],
  [reference('Product', 'General_Products_Products')],
  { Name: 'Logistics_Inventory_CurrentBalances' },
);
