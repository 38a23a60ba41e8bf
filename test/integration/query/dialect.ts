import { z } from 'zod';

/**
 * A checker of requests, written from what ERP.net documents (`$filter`, `$orderby`, `$select`, `$expand`, `$search`,
 * paging) and from nothing that the app does. It reads the model as the instance sends it.
 */

const baseInfo = z.object({ SupportedFilters: z.string(), Orderable: z.boolean() });
const attribute = z.object({
  Name: z.string(),
  Type: z.string(),
  IsCustomProperty: z.boolean(),
  IsCalculatedDataAttribute: z.boolean(),
  BaseInfo: baseInfo,
  enumValues: z.array(z.object({ Name: z.string() })).optional(),
});
const reference = z.object({
  Name: z.string(),
  ReferencedEntitySet: z.string(),
  IsOwnership: z.boolean(),
  IsFilterable: z.boolean(),
  BaseInfo: baseInfo,
});
const documentedSet = z.object({
  Name: z.string(),
  Attributes: z.array(attribute),
  References: z.array(reference),
});

/** The detailed model of an instance. */
export const documentedModel = z.array(documentedSet);
type DocumentedSet = z.infer<typeof documentedSet>;
type Attribute = z.infer<typeof attribute>;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const literals = {
  text: /^'(?:[^']|'')*'$/,
  number: /^-?\d+(\.\d+)?$/,
  guid,
  truth: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?)?Z?$/,
  record: /^'[A-Za-z]\w*\([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\)'$/i,
} as const;

class Refusal extends Error {}

function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Refusal(what);
}

/** Splits at a separator that stands in no quotes and no brackets. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && text.startsWith(separator, index)) {
      parts.push(text.slice(start, index));
      start = index + separator.length;
    }
  }
  return [...parts, text.slice(start)];
}

/** Checks addresses relative to the OData service root. */
export function createDialect(model: z.infer<typeof documentedModel>) {
  const sets = new Map(model.map((set) => [set.Name, set]));

  function setNamed(name: string): DocumentedSet {
    const set = sets.get(name);
    demand(set !== undefined, `unknown set ${name}`);
    return set;
  }

  /** The member at the end of a path: only ownership and filterable references may be followed. */
  function member(set: DocumentedSet, path: string) {
    const names = path.split('/');
    let owner = set;
    for (const name of names.slice(0, -1)) {
      const next = owner.References.find((each) => each.Name === name);
      demand(next !== undefined, `${name} is no reference`);
      demand(next.IsOwnership || next.IsFilterable, `${name} may not be followed`);
      owner = setNamed(next.ReferencedEntitySet);
    }
    const last = names.at(-1) ?? '';
    const measure = owner.Attributes.find(
      ({ Name, Type }) => `${Name}Value` === last && /^Erp\.(Amount|Quantity)$/.test(Type),
    );
    return {
      measure,
      attribute: owner.Attributes.find(({ Name }) => Name === last),
      reference: owner.References.find(({ Name }) => Name === last),
    };
  }

  function literalKind({ Type, enumValues }: Attribute): RegExp {
    if (enumValues) return literals.text;
    if (Type === 'Edm.Boolean') return literals.truth;
    if (Type === 'Edm.Guid') return literals.guid;
    if (Type === 'Edm.DateTimeOffset') return literals.date;
    return Type === 'Edm.String' || Type === 'Erp.CustomPropertyValue'
      ? literals.text
      : literals.number;
  }

  const needs: Readonly<Record<string, string>> = {
    eq: 'Equals',
    ge: 'GreaterThanOrLessThan',
    le: 'GreaterThanOrLessThan',
    in: 'EqualsIn',
    contains: 'Like',
    startswith: 'Like',
    endswith: 'Like',
    equalnull: 'Equals',
    lessequalnull: 'GreaterThanOrLessThan',
    greaterequalnull: 'GreaterThanOrLessThan',
  };

  function checkTerm(
    set: DocumentedSet,
    path: string,
    test: string,
    values: readonly string[],
  ): void {
    demand(test in needs, `${test} is no operator`);
    demand(values.length === 1 || test === 'in', `${test} takes one value`);
    const found = member(set, path);
    const every = (pattern: RegExp): void =>
      demand(
        values.every((value) => pattern.test(value)),
        `${path} ${test} ${values.join()}`,
      );
    if (found.measure) {
      demand(!found.measure.IsCalculatedDataAttribute, `${path} is calculated`);
      demand(test === 'ge' || test === 'le', `${path} is compared by ge and le`);
      every(literals.number);
      return;
    }
    if (found.reference) {
      demand(['eq', 'in', 'contains', 'equalnull'].includes(test), `${path} ${test}`);
      every(test === 'contains' ? literals.text : literals.record);
      return;
    }
    const { attribute: filtered } = found;
    demand(filtered !== undefined, `unknown member ${path}`);
    demand(!filtered.IsCalculatedDataAttribute, `${path} is calculated`);
    demand(!/^Erp\.(Amount|Quantity)$/.test(filtered.Type), `${path} is a complex value`);
    if (filtered.IsCustomProperty) demand(test === 'eq', `${path} knows eq only`);
    if (filtered.Type === 'Erp.MultilanguageString') {
      demand(test === 'contains', `${path} knows contains only`);
    }
    const flags = filtered.BaseInfo.SupportedFilters.split(', ');
    demand(flags.includes(needs[test] ?? ''), `${path} does not support ${test}`);
    if (filtered.enumValues) {
      demand(
        test === 'eq' || test === 'in' || test === 'equalnull',
        `${path} ${test}: contradicted`,
      );
      const names = filtered.enumValues.map(({ Name }) => `'${Name}'`);
      demand(
        values.every((value) => names.includes(value)),
        `${path} has no ${values.join()}`,
      );
    }
    every(needs[test] === 'Like' ? literals.text : literalKind(filtered));
  }

  function checkFilter(set: DocumentedSet, filter: string): void {
    for (const text of split(filter, ' and ')) {
      const call = /^([a-z]+)\(([\w/]+),(.*)\)$/s.exec(text);
      const infix = /^([\w/]+) (eq|ge|le|in) (.*)$/s.exec(text);
      if (call) checkTerm(set, call[2] ?? '', call[1] ?? '', split(call[3] ?? '', ','));
      else {
        demand(infix !== null, `no term: ${text}`);
        const [, path = '', test = '', value = ''] = infix;
        const list = /^\((.*)\)$/s.exec(value)?.[1];
        demand((test === 'in') === (list !== undefined), `a list only behind in: ${text}`);
        checkTerm(set, path, test, list === undefined ? [value] : split(list, ','));
      }
    }
  }

  function checkSelect(set: DocumentedSet, select: string): void {
    const names = new Set([...set.Attributes, ...set.References].map(({ Name }) => Name));
    const chosen = select.split(',');
    demand(
      chosen.every((name) => names.has(name)),
      `unknown members in $select=${select}`,
    );
    demand(new Set(chosen).size === chosen.length, `a member twice in $select=${select}`);
  }

  function checkExpand(set: DocumentedSet, expand: string): void {
    for (const item of split(expand, ',')) {
      const [, name, options] = /^(\w+)\((.+)\)$/s.exec(item) ?? [];
      const target = set.References.find((each) => each.Name === name)?.ReferencedEntitySet;
      demand(target !== undefined && options !== undefined, `no expansion: ${item}`);
      for (const option of split(options, ';')) {
        const [, key, value = ''] = /^\$(select|expand)=(.+)$/s.exec(option) ?? [];
        demand(key !== undefined, `no option of an expansion: ${option}`);
        if (key === 'select') checkSelect(setNamed(target), value);
        else checkExpand(setNamed(target), value);
      }
    }
  }

  function checkOrder(set: DocumentedSet, order: string): void {
    for (const item of order.split(',')) {
      const [, name] = /^(\w+)( desc)?$/.exec(item) ?? [];
      const by = set.Attributes.find(({ Name }) => Name === name);
      demand(by?.BaseInfo.Orderable === true, `not orderable: ${item}`);
      demand(!by.IsCalculatedDataAttribute, `${item} is calculated`);
    }
  }

  const checks: Readonly<Record<string, (set: DocumentedSet, value: string) => void>> = {
    $select: checkSelect,
    $expand: checkExpand,
    $filter: checkFilter,
    $orderby: checkOrder,
    $search: (_set, value) => demand(/^"[^"\\]+"$/.test(value), `$search=${value}`),
    $top: (_set, value) =>
      demand(/^[1-9]\d*$/.test(value) && Number(value) <= 1000, `$top=${value}`),
    $count: (_set, value) => demand(value === 'true', `$count=${value}`),
    culture: (_set, value) => demand(value === 'en' || value === 'bg', `culture=${value}`),
  };

  /** What is wrong with an address; null for one that ERP.net documents. */
  return function objection(address: string): string | null {
    try {
      demand(address.length <= 8000, 'too long');
      demand(/^[\w?&$=(),;.:/%*!'~-]+$/.test(address), 'characters that need encoding');
      const [path = '', search = '', ...rest] = address.split('?');
      demand(rest.length === 0, 'two queries');
      const set = setNamed(path);
      const parameters = new URLSearchParams(search);
      demand(parameters.has('$top'), 'without $top there are no pages');
      const names = [...parameters.keys()];
      demand(new Set(names).size === names.length, 'an option twice');
      for (const [name, value] of parameters) {
        const check = checks[name];
        demand(check !== undefined, `no option: ${name}`);
        check(set, value);
      }
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  };
}
