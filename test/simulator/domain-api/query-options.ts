import { type Grouping, parseApply } from './apply-syntax.ts';
import { DomainApiError } from './domain-api-error.ts';
import {
  type ExpandItem,
  type OrderItem,
  parseExpand,
  parseOrder,
  parseSelect,
} from './expand-syntax.ts';
import { type Condition, parseFilter } from './filter-syntax.ts';

/** The most rows that one page may have (ErpNetDocs dev, domain-api/querying-data/paging.md). */
const largestPage = 1000;

/** The query options of a request, parsed but not yet compared with the model. */
export interface QueryOptions {
  readonly filter: readonly Condition[];
  readonly select?: readonly string[];
  readonly expand: readonly ExpandItem[];
  readonly orderBy: readonly OrderItem[];
  readonly search?: string;
  readonly top?: number;
  readonly skip: number;
  /** The key at which a page begins. */
  readonly skipToken?: string;
  readonly count: boolean;
  readonly skipNulls: boolean;
  /** The answer has groups instead of rows. */
  readonly apply?: Grouping;
}

const knownOptions = new Set([
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$search',
  '$top',
  '$skip',
  '$skiptoken',
  '$count',
  '$apply',
  'options',
  'culture',
]);

function wholeNumber(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new DomainApiError('wrongOption', name, text);
  return Number(text);
}

function parseSearch(text: string): string {
  const unquoted = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  if (unquoted.trim() === '' || unquoted.includes('"')) {
    throw new DomainApiError('wrongOption', '$search', text);
  }
  return unquoted;
}

function parseTop(parameters: URLSearchParams): number | undefined {
  const top = wholeNumber(parameters, '$top');
  if (top !== undefined && top > largestPage) {
    throw new DomainApiError('wrongOption', '$top', String(top));
  }
  return top;
}

function parseCount(parameters: URLSearchParams): boolean {
  const text = parameters.get('$count') ?? 'false';
  if (text !== 'true' && text !== 'false') throw new DomainApiError('wrongOption', '$count', text);
  return text === 'true';
}

/** The flags of `options` (ErpNetDocs dev, domain-api/query-options/options.md). */
function parseFlags(parameters: URLSearchParams): string[] {
  const text = parameters.get('options');
  const flags = text === null ? [] : text.split(',').map((flag) => flag.trim().toLowerCase());
  const unknown = flags.find((flag) => flag !== 'skipnulls');
  if (unknown !== undefined) throw new DomainApiError('wrongOption', 'options', unknown);
  return flags;
}

/** Refuses options that the API has not, those given twice, and empty ones. */
function checkNames(parameters: URLSearchParams): void {
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (!knownOptions.has(name)) throw new DomainApiError('optionNotSupported', name);
    if (seen.has(name) || value === '') throw new DomainApiError('wrongOption', name, value);
    seen.add(name);
  }
}

/**
 * Reads the query options of a request for rows
 * (ErpNetDocs dev, domain-api/querying-data/query-options/index.md).
 *
 * @throws DomainApiError `syntax`, `wrongOption`, `optionNotSupported` and those of the parsers.
 */
export function parseQueryOptions(parameters: URLSearchParams): QueryOptions {
  checkNames(parameters);
  const top = parseTop(parameters);
  const [filter, select, expand] = ['$filter', '$select', '$expand'].map((name) =>
    parameters.get(name),
  );
  const [orderBy, search, skipToken] = ['$orderby', '$search', '$skiptoken'].map((name) =>
    parameters.get(name),
  );
  const apply = parameters.get('$apply');
  if (apply && orderBy) throw new DomainApiError('orderedGroups');
  return {
    filter: filter ? parseFilter(filter) : [],
    expand: expand ? parseExpand(expand) : [],
    orderBy: orderBy ? parseOrder(orderBy) : [],
    skip: wholeNumber(parameters, '$skip') ?? 0,
    count: parseCount(parameters),
    skipNulls: parseFlags(parameters).includes('skipnulls'),
    ...(top === undefined ? {} : { top }),
    ...(select ? { select: parseSelect(select) } : {}),
    ...(search ? { search: parseSearch(search) } : {}),
    ...(skipToken ? { skipToken } : {}),
    ...(apply ? { apply: parseApply(apply) } : {}),
  };
}
