import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { parseLosslessJson } from '../../../electron/instance/lossless-json.ts';
import { toEntitySet } from '../../../electron/instance/model.ts';
import { detailedEntitySet } from '../../../electron/instance/model-document.ts';
import type { Models } from '../../../electron/query/member.ts';
import { type ApiUnderTest, startApi, textOf } from '../../simulator/domain-api/api-under-test.ts';
import type { DomainApiSwitches } from '../../simulator/options.ts';
import { createDialect, documentedModel } from './dialect.ts';

/** A simulated instance, its model as the app reads it, and a record of what it was asked. */
export interface QueriedInstance {
  readonly api: ApiUnderTest;
  readonly models: Models;
  readonly sets: readonly string[];
  /** Asks as the app does; addresses that ERP.net does not document are kept as objections. */
  ask(address: string): Promise<Result<unknown>>;
  /** Addresses that the documented dialect does not allow, and why. */
  readonly objections: string[];
  /** How many requests there were, and how many of them asked for a first page. */
  requests(): { readonly all: number; readonly first: number };
  /** Makes the instance refuse requests although its model promises them. */
  refuse(pattern: RegExp | null): void;
  close(): Promise<void>;
}

/** Values that no seed thinks of. */
function addOddRows({ api }: ApiUnderTest): void {
  const change = (set: string, index: number, patch: Record<string, unknown>): void => {
    const row = api.rows.all(set).at(index);
    api.rows.change(set, textOf(row, 'Id'), patch);
  };
  const products = 'General_Products_Products';
  change(products, 0, { Name: { EN: 'O\'Brien\'s 100% "oak" & Söhne', BG: null } });
  change(products, 1, { Name: { EN: '', BG: '' }, ShortName: null });
  change(products, 2, { Name: { EN: 'Chair 😀 + 50_%', BG: 'СТОЛ ёлка' } });
  change(products, 3, { PartNumber: "A'B/C;D=E&F#G?H" });
  change(products, 4, { PartNumber: '' });
  const lines = 'Crm_Sales_SalesOrderLines';
  change(lines, 0, { LineAmount: { Value: '90071992547409.93', Currency: 'EUR' } });
  change(lines, 1, { LineAmount: { Value: '90071992547409.92', Currency: 'USD' }, Notes: '' });
  change(lines, 2, { LineAmount: { Value: '-0.01', Currency: 'EUR' } });
  const orders = 'Crm_Sales_SalesOrders';
  change(orders, 0, { CreationTime: '2026-06-15T23:59:59.999Z', CustomerPurchaseOrderNo: '' });
  change(orders, 1, { CreationTime: '2026-06-16T00:00:00Z', CustomerPurchaseOrderNo: 'po-ё' });
  change(orders, 2, { CreationTime: '2026-06-15T00:00:00Z', CustomerPurchaseOrderNo: 'PO-Ё' });
}

/** Starts an instance with a small company. */
export async function startQueriedInstance(
  switches: Partial<DomainApiSwitches>,
): Promise<QueriedInstance> {
  const api = await startApi({ orders: 60, switches });
  addOddRows(api);
  const answer = await api.fetch('/api/domain/currentmodel?details=true&culture=en');
  const document: unknown = await answer.json();
  const sets = detailedEntitySet.array().parse(document).map(toEntitySet);
  const byName = new Map(sets.map((model) => [model.detail.name, model]));
  const objectionTo = createDialect(documentedModel.parse(document));
  const objections: string[] = [];
  const offered = new Set<string>();
  let all = 0;
  let first = 0;
  let refused: RegExp | null = null;

  return {
    api,
    models: (set) => byName.get(set),
    sets: [...byName.keys()],
    objections,
    requests: () => ({ all, first }),
    refuse: (pattern) => {
      refused = pattern;
    },
    async ask(address) {
      const isNextLink = offered.has(address);
      all += 1;
      if (!isNextLink) first += 1;
      const objection = isNextLink ? null : objectionTo(address);
      if (objection !== null) objections.push(`${objection}: ${address}`);
      if (refused?.test(decodeURIComponent(address)) === true)
        return failure({ code: 'serverError' });
      const response = await api.fetch(isNextLink ? address : `/api/domain/odata/${address}`);
      if (response.status !== 200) {
        return failure({ code: 'serverError', detail: await response.text() });
      }
      const value = parseLosslessJson(await response.text());
      const link =
        typeof value === 'object' && value !== null && '@odata.nextLink' in value
          ? value['@odata.nextLink']
          : null;
      if (typeof link === 'string') offered.add(link);
      return success(value);
    },
    close: () => api.close(),
  };
}
