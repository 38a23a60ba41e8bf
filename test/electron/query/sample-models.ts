import type { EntitySetModel } from '../../../electron/instance/model.ts';
import type { Models } from '../../../electron/query/member.ts';
import { attribute, entitySet, reference } from '../instance/sample-model.ts';

const filters = (SupportedFilters: string, more: object = {}) => ({ SupportedFilters, ...more });
const key = attribute('Id', 'Edm.Guid', filters('Equals, GreaterThanOrLessThan, EqualsIn'));
const displayText = attribute('DisplayText', 'Edm.String', {}, { IsCalculatedDataAttribute: true });
const toSet = 'Equals, EqualsIn';

const state = {
  enumValues: [
    { Name: 'New', Value: 0, LocalizedName: 'Нов' },
    { Name: 'Released', Value: 30, LocalizedName: 'Издаден' },
    { Name: 'Closed', Value: 50, LocalizedName: 'Приключен' },
    { Name: 'Planned', Value: 10, LocalizedName: 'Планиран' },
  ],
};

/** A reference that `$filter` may follow to the members of what it points to. */
function followed(name: string, set: string) {
  return { ...reference(name, set, filters(toSet)), IsFilterable: true };
}

const orders = entitySet(
  [
    key,
    displayText,
    attribute('DocumentNo', 'Edm.String', filters('Equals, Like', { Orderable: true })),
    attribute(
      'DocumentDate',
      'Edm.DateTimeOffset',
      filters('Equals, GreaterThanOrLessThan', { Orderable: true }),
    ),
    attribute('CreationTime', 'Edm.DateTimeOffset', filters('GreaterThanOrLessThan')),
    attribute(
      'State',
      'Erp.DocumentState',
      filters('Equals, GreaterThanOrLessThan, EqualsIn'),
      state,
    ),
    attribute('Void', 'Edm.Boolean', filters('Equals')),
    attribute('Code', 'Edm.String', filters('Equals, EqualsIn')),
    attribute('Note', 'Edm.String'),
    attribute('Line', 'Edm.Int32', filters('Equals')),
    attribute('Days', 'Edm.Int32', filters('GreaterThanOrLessThan')),
    attribute('Total', 'Erp.Amount'),
    attribute('Name', 'Erp.MultilanguageString', filters('Equals, Like')),
    attribute('Color', 'Erp.CustomPropertyValue', filters('Equals'), { IsCustomProperty: true }),
    attribute('Computed', 'Erp.Amount', filters('Equals, GreaterThanOrLessThan'), {
      IsCalculatedDataAttribute: true,
    }),
  ],
  [
    reference('Customer', 'Crm_Sales_Customers', filters(toSet)),
    followed('Party', 'General_Contacts_Parties'),
    reference('CreatedBy', 'Systems_Security_Users', filters(toSet)),
    reference('Company', 'General_EnterpriseCompanies', filters(toSet)),
  ],
);

const customers = entitySet(
  [
    key,
    displayText,
    attribute('Number', 'Edm.String', filters('Equals, Like', { Orderable: true })),
  ],
  [followed('Party', 'General_Contacts_Parties')],
  { Name: 'Crm_Sales_Customers' },
);

const parties = entitySet(
  [key, displayText, attribute('PartyName', 'Erp.MultilanguageString', filters('Like'))],
  [],
  { Name: 'General_Contacts_Parties' },
);

/** A view: its rows have no key. */
const balances = entitySet(
  [
    attribute('Store', 'Edm.String', filters('Equals, Like')),
    attribute('Product', 'Edm.String', filters('Equals')),
  ],
  [],
  { Name: 'Logistics_Inventory_CurrentBalances' },
);

const all: ReadonlyMap<string, EntitySetModel> = new Map(
  [orders, customers, parties, balances].map((model) => [model.detail.name, model]),
);

/** Sales orders, their customers and parties, and a view. */
export const models: Models = (set) => all.get(set);
