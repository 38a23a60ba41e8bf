import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import type { Turn } from '../../../electron/instance/request-queue.ts';
import { attribute, entitySet, reference } from '../instance/sample-model.ts';

/** A row as the instance has it. */
export interface FakeRow {
  readonly id: string;
  readonly name: string;
  /** When it was changed last, in milliseconds since 1970 by the server's clock. */
  readonly changedAt: number;
  /** The start of a day, `2026-11-20T00:00:00Z`. */
  readonly day?: string;
  /** The company that it refers to, `General_EnterpriseCompanies(…)`. */
  readonly company?: string;
  /** In base64. */
  readonly picture?: string;
}

/** A request as it was made. */
export interface Asked {
  readonly address: string;
  readonly urgency: Turn['urgency'];
}

/** A set that can be followed, one that can't, a view, and a set with pictures. */
export const orders = 'Crm_Sales_SalesOrders';
export const lines = 'Crm_Sales_SalesOrderLines';
export const balances = 'Logistics_Inventory_CurrentBalances';
/** A set by whose members the instance filters, and one besides by which it does not. */
export const invoices = 'Crm_Invoicing_Invoices';
export const products = 'General_Products_Products';

const id = attribute('Id', 'Edm.Guid');
/** Rows are found by it. */
const key = attribute('Id', 'Edm.Guid', { SupportedFilters: 'Equals, EqualsIn' });
const displayText = attribute('DisplayText', 'Edm.String', {}, { IsCalculatedDataAttribute: true });
const updated = attribute('AggregateLastUpdateTimeUtc', 'Edm.DateTimeOffset', {
  DateTimeUtc: true,
  SupportedFilters: 'GreaterThanOrLessThan',
});
const version = attribute('ObjectVersion', 'Edm.Int32');
const name = attribute('Name', 'Edm.String');
const picture = attribute('Picture', 'Edm.Binary', { Subtype: 'Binary_Picture' });
const invoiceMembers = [
  attribute('Id', 'Edm.Guid', { SupportedFilters: 'Equals, EqualsIn' }),
  displayText,
  attribute('Name', 'Edm.String', { SupportedFilters: 'Equals, Like' }),
  attribute('Day', 'Edm.DateTimeOffset', {
    DefaultFormat: 'd',
    SupportedFilters: 'GreaterThanOrLessThan',
  }),
  attribute('Notes', 'Edm.String'),
];
const customer = reference('Customer', 'Crm_Sales_Customers');
const company = reference('Company', 'General_EnterpriseCompanies', {
  SupportedFilters: 'Equals',
});

const models = new Map<string, EntitySetModel>([
  [orders, entitySet([id, displayText, name, updated, version], [customer])],
  [lines, entitySet([id, displayText, name], [], { Name: lines })],
  [balances, entitySet([name], [], { Name: balances })],
  [
    invoices,
    entitySet([...invoiceMembers, updated, picture], [customer, company], {
      Name: invoices,
    }),
  ],
  [products, entitySet([key, displayText, name, updated, picture], [], { Name: products })],
]);

/** The models of {@link fakeInstance}. */
export function fakeModel(set: string): EntitySetModel | undefined {
  return models.get(set);
}

/** An id that comes after those of smaller numbers. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Rows with numbers from one up to and without another, all changed at one time. */
export function fakeRows(from: number, to: number, changedAt = 0): FakeRow[] {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    return { id: idOf(number), name: `Row ${number}`, changedAt };
  });
}

/** An instance with rows in memory that answers what the syncing part asks, and keeps a record of it. */
export interface FakeInstance {
  readonly rows: Map<string, FakeRow[]>;
  readonly asked: Asked[];
  ask(address: string, turn: Turn): Promise<Result<unknown>>;
  /** Rows of each set that are counted and never shown. */
  hidden: number;
  /** What requests are answered with in place of rows, as long as it gives something. */
  trouble: (asked: Asked) => Result<unknown> | undefined | Promise<Result<unknown> | undefined>;
}

/** @param pageSize rows of a page, however many are asked for */
export function fakeInstance(pageSize = 3): FakeInstance {
  const rows = new Map<string, FakeRow[]>([
    [orders, fakeRows(0, 10)],
    [lines, fakeRows(0, 4)],
  ]);
  const asked: Asked[] = [];
  const instance: FakeInstance = {
    rows,
    asked,
    hidden: 0,
    trouble: () => undefined,
    async ask(address, { urgency }) {
      asked.push({ address, urgency });
      const trouble = await instance.trouble({ address, urgency });
      return trouble ?? answer(rows, address, { pageSize, hidden: instance.hidden });
    },
  };
  return instance;
}

/** Whether a row is as a term of `$filter` wants it. */
function holds(row: FakeRow, term: string): boolean {
  const { id: rowId, name: rowName, day = '', company: ofCompany, changedAt } = row;
  const [, member, test, value = ''] = /^(\w+) (ge|le|eq|in) (.*)$/.exec(term) ?? [];
  if (member === 'Id') return value.slice(1, -1).split(',').includes(rowId);
  if (member === 'Company') return `'${ofCompany}'` === value;
  if (member === 'Name') return `'${rowName}'` === value;
  if (member === 'Day') return test === 'ge' ? day >= value : day <= value;
  if (member === 'AggregateLastUpdateTimeUtc') return changedAt >= Date.parse(value);
  const text = /^startswith\(Name,'(.*)'\)$/.exec(term)?.[1];
  if (text === undefined) throw new Error(`The instance does not know ${term}`);
  return rowName.startsWith(text);
}

function answer(
  tables: ReadonlyMap<string, readonly FakeRow[]>,
  address: string,
  { pageSize, hidden }: { readonly pageSize: number; readonly hidden: number },
): Result<unknown> {
  const { pathname, searchParams } = new URL(address, 'https://instance/');
  const table = tables.get(pathname.slice(1));
  if (table === undefined) return failure({ code: 'notFound' });
  const from = searchParams.get('$skiptoken') ?? '';
  const terms = (searchParams.get('$filter') ?? '').split(' and ').filter((term) => term !== '');
  const arePicturesAsked = searchParams.get('$select')?.split(',').includes('Picture') === true;
  const found = table
    .filter((row) => terms.every((term) => holds(row, term)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rest = found.filter((row) => row.id >= from);
  const top = Math.min(pageSize, Number(searchParams.get('$top')));
  const after = rest[top];
  if (after !== undefined) searchParams.set('$skiptoken', after.id);
  return success({
    ...(searchParams.get('$count') === 'true' ? { '@odata.count': found.length + hidden } : {}),
    ...(after === undefined
      ? {}
      : { '@odata.nextLink': `https://instance${pathname}?${searchParams.toString()}` }),
    value: rest.slice(0, top).map((row) => ({
      '@odata.id': `${pathname.slice(1)}(${row.id})`,
      Id: row.id,
      DisplayText: `The ${row.name}`,
      Name: row.name,
      Day: row.day ?? null,
      Notes: null,
      AggregateLastUpdateTimeUtc: new Date(row.changedAt).toISOString(),
      Customer: null,
      Company: row.company === undefined ? null : { '@odata.id': row.company },
      ...(arePicturesAsked ? { Picture: row.picture ?? null } : {}),
    })),
  });
}
