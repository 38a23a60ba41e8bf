import { DomainApiError } from './domain-api-error.ts';

/** What one alias of `aggregate` stands for. */
export interface Aggregate {
  /** `count` is that of all rows of the group, `$count`. */
  readonly method: 'count' | 'sum' | 'min' | 'max' | 'countdistinct';
  /** Empty for `$count`. */
  readonly path: readonly string[];
  readonly alias: string;
}

/** A grouped query: its keys, and what is said of each group. */
export interface Grouping {
  /** Paths; none for `aggregate(…)` alone, which makes one group of all rows. */
  readonly keys: readonly (readonly string[])[];
  readonly aggregates: readonly Aggregate[];
}

const path = /^[A-Za-z_]\w*(\/[A-Za-z_]\w*)*$/;
const counted = /^\$count as ([A-Za-z_]\w*)$/;
const measured = /^(\S+) with (sum|min|max|countdistinct) as ([A-Za-z_]\w*)$/;

function fail(text: string, what: string): never {
  throw new DomainApiError('wrongOption', '$apply', `${text}: ${what}`);
}

function parsePath(text: string): string[] {
  if (!path.test(text)) fail(text, 'a property expected');
  return text.split('/');
}

function isMethod(text: string): text is Exclude<Aggregate['method'], 'count'> {
  return ['sum', 'min', 'max', 'countdistinct'].includes(text);
}

function parseAggregate(text: string): Aggregate {
  const alias = counted.exec(text)?.[1];
  if (alias !== undefined) return { method: 'count', path: [], alias };
  const [, property = '', method = '', name = ''] = measured.exec(text) ?? [];
  if (!isMethod(method)) fail(text, 'an aggregate expected');
  return { method, path: parsePath(property), alias: name };
}

function checkOnce(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) fail(twice, 'only once');
}

/**
 * Parses `$apply`: `groupby((…),aggregate(…))`, or `aggregate(…)` alone. A property is aggregated once.
 * (ErpNetDocs dev, domain-api/querying-data/grouping.md).
 *
 * @throws DomainApiError `wrongOption`
 */
export function parseApply(text: string): Grouping {
  const [, grouped, keys = '', inner, alone] =
    /^(groupby\(\(([^()]*)\)(?:,aggregate\(([^()]*)\))?\))$|^aggregate\(([^()]*)\)$/.exec(text) ??
    [];
  if (grouped === undefined && alone === undefined) fail(text, 'groupby or aggregate expected');
  const items = (inner ?? alone ?? '').split(',').map((item) => item.trim());
  const aggregates = items.filter((item) => item !== '').map(parseAggregate);
  if (grouped === undefined && aggregates.length === 0) fail(text, 'nothing to aggregate');
  checkOnce(aggregates.map(({ alias }) => alias));
  checkOnce(aggregates.map((each) => each.path.join('/')));
  return {
    keys: grouped === undefined ? [] : keys.split(',').map((key) => parsePath(key.trim())),
    aggregates,
  };
}
