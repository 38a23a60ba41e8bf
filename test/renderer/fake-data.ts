import type { FoundMembers, OtherSetNames } from '../../electron/contract/model-search.ts';
import type {
  CellValue,
  Column,
  ColumnType,
  EntitySetDetail,
  Reference,
  Row,
} from '../../electron/contract/rows.ts';

function column(name: string, label: string, type: ColumnType, more: Partial<Column> = {}): Column {
  return { name, label, type, orderable: false, shownByDefault: true, ...more };
}

const states = {
  New: 'New',
  Planned: 'Planned',
  FirmPlanned: 'Firm planned',
  Released: 'Released',
  Completed: 'Completed',
};

const orderColumns: readonly Column[] = [
  column('DocumentDate', 'Document date', 'date', { orderable: true }),
  column('DocumentNo', 'Document number', 'text', { orderable: true }),
  column('Customer', 'Customer', 'reference', { referencedSet: 'Crm_Sales_Customers' }),
  column('State', 'State', 'enum', { enumLabels: states }),
  column('AmountToPay', 'Amount to pay', 'amount', { scale: 2 }),
  column('Quantity', 'Quantity', 'quantity', { scale: 3 }),
  column('Discount', 'Discount', 'percent', { scale: 6 }),
  column('Void', 'Void', 'boolean'),
  column('Notes', 'Notes', 'multilingual'),
  column('CreationTime', 'Created', 'dateTime', { orderable: true }),
  column('CustomProperty_color', 'Colour', 'custom'),
  column('LineNo', 'Lines', 'integer'),
  column('ExternalId', 'External id', 'guid'),
  column('Picture', 'Picture', 'binary'),
  column('CatalogHtml', 'Catalog text', 'text', {
    shownByDefault: false,
    category: 'Catalog',
    markup: 'html',
  }),
  column('CatalogMarkdown', 'Catalog remarks', 'text', {
    shownByDefault: false,
    category: 'Catalog',
    markup: 'markdown',
  }),
];

function set(name: string, label: string, columns: readonly Column[]): EntitySetDetail {
  const module = name.split('_').slice(0, -1).join('.');
  const lines = { name: 'Lines', label: 'Lines', set: 'Crm_Sales_SalesOrderLines' };
  const children = name === 'Crm_Sales_SalesOrders' ? [lines] : [];
  const detail = { name, label, module, hasId: true, columns, owner: null, children };
  if (name === lines.set) {
    const order = column('SalesOrder', 'Sales order', 'reference', {
      referencedSet: 'Crm_Sales_SalesOrders',
      shownByDefault: false,
    });
    return { ...detail, columns: [...columns, order], owner: order.name };
  }
  if (name === 'Logistics_Procurement_PurchaseOrders') {
    const company = column('EnterpriseCompany', 'Enterprise company', 'reference', {
      referencedSet: 'General_EnterpriseCompanies',
    });
    return { ...detail, columns: [company, ...columns] };
  }
  const isPictured = name === 'Crm_Sales_Customers';
  return isPictured ? { ...detail, pictures: [{ name: 'Picture', label: 'Picture' }] } : detail;
}

const named: readonly [string, string][] = [
  ['Crm_Sales_SalesOrders', 'Sales orders'],
  ['Crm_Sales_SalesOrderLines', 'Sales order lines'],
  ['Crm_Sales_Customers', 'Customers'],
  ['Crm_Sales_SalesAnalytics', 'Sales analytics'],
  ['Crm_Invoicing_Invoices', 'Invoices'],
  ['Crm_Invoicing_InvoiceLines', 'Invoice lines'],
  ['Crm_SalesForce_SalesPersons', 'Sales persons'],
  ['General_Contacts_Parties', 'Parties'],
  ['General_Contacts_Persons', 'Persons'],
  ['General_Products_Products', 'Products'],
  ['General_Products_ProductGroups', 'Product groups'],
  ['General_Products_MeasurementUnits', 'Measurement units'],
  ['Finance_Accounting_AccountingVouchers', 'Accounting vouchers'],
  ['Finance_Payments_PaymentBalances', 'Payment balances'],
  ['Logistics_Inventory_CurrentBalances', 'Current balances'],
  ['Logistics_Procurement_PurchaseOrders', 'Purchase orders'],
  ['General_EnterpriseCompanies', 'Enterprise companies'],
];

/** The sets of the fake instance: those that people know, then as many as a real one has. */
export const fakeSets: readonly EntitySetDetail[] = [
  ...named.map(([name, label]) => set(name, label, orderColumns)),
  ...Array.from({ length: 638 }, (_, index) =>
    set(`Applications_Module${index % 40}_Records${index}`, `Records ${index}`, orderColumns),
  ),
];

const setsByName = new Map(fakeSets.map((each) => [each.name, each]));

/** What somebody wrote elsewhere, and hoped that it would run. */
const catalogText =
  '<h2>Steel bolt</h2><p style="position:fixed" onclick="document.title=\'hacked\'">M8 &times; <b>40</b></p>' +
  '<script>document.title = "hacked"</script><img src="x" onerror="document.title=\'hacked\'">' +
  '<p><a href="javascript:document.title=\'hacked\'">catalogue</a></p>';

const catalogRemarks =
  '# Storage\n\nKeep **dry**:\n\n- in boxes\n- off the floor\n\n| Size | Box |\n| --- | --- |\n| M8 | 400 |\n\n' +
  '[sheet](javascript:document.title=\'hacked\') <img src="x" onerror="document.title=\'hacked\'">\n';

/** Texts that have got scripts past other programs, where a parser's second reading differs from its first. */
const hostileHtml = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hack()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=hack()>',
  '<noscript><p title="</noscript><img src=x onerror=hack()>">',
  '<svg></p><style><a id="</style><img src=1 onerror=hack()>"></a></style></svg>',
  '<svg><script href="data:,hack()"></script><foreignObject><body onload=hack()></foreignObject></svg>',
  '<a href="java&#x09;script:hack()" ping="//x" target=_top>one</a><base href="//x/"><meta http-equiv=refresh content="0;//x">',
  '<p title="a > b" style="position:fixed;inset:0" on\u0000click=hack()>two</p><input autofocus onfocus=hack()><x onpointerover=hack()>',
  '<iframe srcdoc="<script>parent.hack()</script>"></iframe><object data="data:text/html,1"></object><link rel=stylesheet href=//x>',
  '<scr<script>ipt>hack()</scr</script>ipt><template><img src=x onerror=hack()></template><!--> <img src=x onerror=hack()> -->',
  '<!-- if a<b --><script>if (a<b) hack()</script><plaintext>three',
].join('<br>');

/** Few signs that make a parser busy: what is left open is opened again in each paragraph, for each attribute once more. */
const endlessHtml =
  Array.from({ length: 2_500 }, (_, each) => `<b x=${each}>`).join('') + '<p>x'.repeat(4_000);

/** Minutes, for many who read Markdown. */
const endlessMarkdown = '_*a'.repeat(40_000);

/** Every order has three lines. */
function orderOfLine(place: number): Reference {
  const order = Math.floor((place - 1) / 3) + 1;
  return { set: 'Crm_Sales_SalesOrders', id: `row-${order}`, text: `SO-${order}` };
}

/** Every third row is of the same company. */
function companyOf(place: number): Reference {
  const company = (place % 3) + 1;
  return { set: 'General_EnterpriseCompanies', id: `row-${company}`, text: `SO-${company}` };
}

/** What the fake customers are called. */
export const companies = [
  'Балкан Строй ООД',
  'Nordic Timber AS',
  'Черно море Логистик АД',
  'Müller & Söhne GmbH',
  'Агро Тракия ЕООД',
  'Blue Ridge Foods Inc.',
];

/** A set of the fake instance. */
export function fakeSet(name: string): EntitySetDetail {
  const set = setsByName.get(name);
  if (set === undefined) throw new Error(`no fake set is called ${name}`);
  return set;
}

/** What people called sets before, and in Bulgarian. */
export const fakeOtherNames: readonly OtherSetNames[] = [
  { set: 'Crm_Sales_Customers', labels: ['Клиенти'], oldNames: ['Crm_Buyers'] },
  { set: 'General_Products_Products', labels: ['Продукти'], oldNames: [] },
];

/** Columns of the sets that people know whose label has the text in it. */
export function fakeMembers(text: string, limit: number): FoundMembers {
  const sought = text.toLowerCase();
  const names = fakeSets
    .slice(0, named.length)
    .flatMap((each) =>
      each.columns
        .filter(({ label }) => label.toLowerCase().includes(sought))
        .map(({ name, label }) => ({ set: each.name, member: name, label })),
    );
  return { names: names.slice(0, limit), isCurrent: true };
}

/** A believable row; the same place and version always give the same row. */
export function makeRow(place: number, columns: readonly Column[], version = 0): Row {
  return {
    id: `row-${place}`,
    title: `SO-${place}`,
    cells: columns.map((each) => cell(place, each, version)),
  };
}

function cell(place: number, { name, type }: Column, version: number): CellValue {
  const day = String((place % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(place / 28) % 12) + 1).padStart(2, '0');
  const amount = `${((place * 7919) % 99991) + version}.${String((place * 37) % 100).padStart(2, '0')}`;
  switch (type) {
    case 'date':
      return `2026-${month}-${day}T00:00:00Z`;
    case 'dateTime':
      return `2026-${month}-${day}T09:41:00Z`;
    case 'reference':
      if (name === 'SalesOrder') return orderOfLine(place);
      if (name === 'EnterpriseCompany') return companyOf(place);
      return place % 17 === 0
        ? null
        : { set: 'Crm_Sales_Customers', id: `c${place % 6}`, text: companies[place % 6] ?? null };
    case 'enum':
      return Object.keys(states)[place % 5] ?? null;
    case 'amount':
      return {
        value: place % 23 === 0 ? `-${amount}` : amount,
        unit: place % 3 === 0 ? 'EUR' : 'BGN',
      };
    case 'quantity':
      return place % 11 === 0 ? null : { value: `${(place % 40) / 4}`, unit: 'kg' };
    case 'percent':
      return place % 4 === 0 ? null : '0.125000';
    case 'boolean':
      return place % 13 === 0;
    case 'multilingual':
      return place % 5 === 0
        ? null
        : { translations: { en: 'Deliver to the back gate', bg: 'Доставка на задния вход' } };
    case 'custom':
      return place % 6 === 0 ? { value: 'blue', description: { en: 'Blue' } } : null;
    case 'integer':
      return String(place % 12);
    case 'guid':
      return `6f1c1d9e-3f5b-4c0e-9d1a-${String(place).padStart(12, '0')}`;
    case 'binary':
      return 'iVBORw0KGgo=';
    case 'decimal':
      return amount;
    case 'text':
    case 'other':
      if (name === 'CatalogHtml') return [endlessHtml, catalogText, hostileHtml][place - 1] ?? '';
      if (name === 'CatalogMarkdown')
        return [endlessMarkdown, catalogRemarks, hostileHtml][place - 1] ?? '';
      return name === 'DocumentNo' ? String(1_000_000 + place) : `text ${place}`;
  }
}
