import type { ConditionValue, OrderItem } from '../../../electron/contract/query.ts';
import type { PlainCondition, PlainQuery } from '../../../electron/query/plain-query.ts';
import { demoModel } from '../../simulator/data/demo-model.ts';
import type { Attribute, EntitySet, Reference } from '../../simulator/data/model.ts';
import type { InstanceRows } from '../../simulator/domain-api/instance-rows.ts';

/** A row as the tables hold it, with all its members in the API's shape. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A value, and what the simulator's model says of it. */
interface Found {
  readonly value: unknown;
  readonly attribute?: Attribute;
  readonly reference?: Reference;
}

/** Which parts the server answers by what its search members say, and not by what a row shows. */
export interface ServerMeanings {
  readonly search: boolean;
  readonly contains: (group: number, path: string) => boolean;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function idOf(value: unknown): string | null {
  const address = member(value, '@odata.id');
  return typeof address === 'string' ? address.slice(-37, -1) : null;
}

/** A value of one part as text. */
const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
const lower = (value: unknown): string => plain(value).toLowerCase();

/** Exact decimals as integers of a common scale. */
function scaled(value: unknown): bigint {
  const [whole = '0', fraction = ''] = plain(value).split('.');
  return BigInt(`${whole}${fraction.padEnd(9, '0')}`);
}

function setNamed(name: string): EntitySet {
  const set = demoModel.get(name);
  if (set === undefined) throw new Error(`no set ${name}`);
  return set;
}

function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Answers queries by looking at every row of the tables, without any code of the app. */
export function createBruteForce(rows: InstanceRows) {
  const tables = new Map<string, readonly TableRow[]>();
  const byId = new Map<string, ReadonlyMap<string, TableRow>>();

  function table(set: string): readonly TableRow[] {
    let known = tables.get(set);
    if (known === undefined) {
      known = rows.all(set);
      tables.set(set, known);
      byId.set(set, new Map(known.map((row) => [idOf(row) ?? '', row])));
    }
    return known;
  }

  function rowOf(set: string, id: string | null): TableRow | undefined {
    table(set);
    return id === null ? undefined : byId.get(set)?.get(id);
  }

  function find(set: EntitySet, row: TableRow | undefined, names: readonly string[]): Found {
    const [name = '', ...rest] = names;
    const attribute = set.attributes.find((each) => each.name === name);
    if (attribute) return { value: row?.[name] ?? null, attribute };
    const reference = set.references.find((each) => each.name === name);
    if (reference === undefined) throw new Error(`${set.name} has no ${name}`);
    const value = row?.[name] ?? null;
    if (rest.length === 0) return { value, reference };
    return find(setNamed(reference.target), rowOf(reference.target, idOf(value)), rest);
  }

  function titleOf({ value, reference }: Found): string | null {
    const title = rowOf(reference?.target ?? '', idOf(value))?.DisplayText;
    return typeof title === 'string' ? title : null;
  }

  /** All texts by which a value is found. */
  function textsOf(found: Found): string[] {
    const { value, attribute, reference } = found;
    if (value === null) return [];
    if (reference)
      return [titleOf(found)].flatMap((title) => (title === null ? [] : [lower(title)]));
    if (attribute?.type === 'Erp.MultilanguageString') {
      return [member(value, 'EN'), member(value, 'BG')].flatMap((text) =>
        text == null ? [] : [lower(text)],
      );
    }
    if (attribute?.type === 'Erp.CustomPropertyValue') {
      const description = member(value, 'Description');
      return [member(value, 'Value'), member(description, 'EN'), member(description, 'BG')].flatMap(
        (text) => (text == null ? [] : [lower(text)]),
      );
    }
    return [lower(value)];
  }

  /** What the server's own search of a row looks into. */
  function isFoundByServer(setName: string, row: TableRow | undefined, sought: string): boolean {
    if (row === undefined) return false;
    const set = setNamed(setName);
    const texts = set.searchMembers.flatMap((path) => textsOf(find(set, row, path.split('.'))));
    const title = set.displayText === '' ? [] : [lower(row.DisplayText)];
    return [...texts, ...title].some((text) => text.includes(sought.toLowerCase()));
  }

  function isFoundHere(setName: string, row: TableRow, sought: string): boolean {
    const texts = setNamed(setName).attributes.flatMap((attribute) => {
      const isText = ['Edm.String', 'Erp.MultilanguageString'].includes(attribute.type);
      const isSeen = isText && attribute.visibility !== 'CannotBeShown';
      return isSeen ? textsOf({ value: row[attribute.name] ?? null, attribute }) : [];
    });
    return texts.some((text) => text.includes(sought.toLowerCase()));
  }

  function isEmpty({ value, attribute }: Found): boolean {
    if (value === null || value === '') return true;
    if (attribute?.type !== 'Erp.MultilanguageString') return false;
    return ['EN', 'BG'].every((part) => (member(value, part) ?? '') === '');
  }

  /** Below 0, 0 or above 0, as the value lies beside another one of its kind. */
  function beside({ value, attribute }: Found, other: string): number {
    if (value === null) return Number.NaN;
    if (attribute?.enumType) {
      const rank = (name: unknown) =>
        attribute.enumType?.values.find((each) => each.name === name)?.value ?? 0;
      return rank(value) - rank(other);
    }
    const type = attribute?.type;
    if (type === 'Erp.Amount' || type === 'Erp.Quantity') {
      return Number(scaled(member(value, 'Value')) - scaled(other));
    }
    if (type === 'Edm.Int32' || type === 'Edm.Decimal')
      return Number(scaled(value) - scaled(other));
    if (type !== 'Edm.DateTimeOffset') return compareText(lower(value), lower(other));
    const moment = plain(value);
    return other.length === 10
      ? compareText(moment.slice(0, 10), other)
      : Date.parse(moment) - Date.parse(other);
  }

  function equals(found: Found, wanted: ConditionValue): boolean {
    if (wanted === null) return isEmpty(found);
    if (typeof wanted === 'object') return idOf(found.value) === wanted.id;
    if (typeof wanted === 'boolean') return found.value === wanted;
    if (found.attribute?.type === 'Erp.CustomPropertyValue') {
      return found.value !== null && lower(member(found.value, 'Value')) === wanted.toLowerCase();
    }
    if (found.attribute?.type === 'Erp.MultilanguageString') {
      return textsOf(found).includes(wanted.toLowerCase());
    }
    return beside(found, wanted) === 0;
  }

  function holds(found: Found, condition: PlainCondition, isServers: boolean): boolean {
    switch (condition.test) {
      case 'oneOf':
        return condition.values.some((value) => equals(found, value));
      case 'range':
        return (
          (condition.from === null || beside(found, condition.from) >= 0) &&
          (condition.to === null || beside(found, condition.to) <= 0)
        );
      case 'measure': {
        const part = found.attribute?.type === 'Erp.Amount' ? 'Currency' : 'Unit';
        const unit = lower(member(found.value, part) ?? '');
        const isInRange = holds(found, { ...condition, test: 'range' }, isServers);
        return unit === condition.unit.toLowerCase() && isInRange;
      }
      case 'notEmpty':
        return !isEmpty(found);
      case 'startsWith':
        return textsOf(found).some((text) => text.startsWith(condition.text.toLowerCase()));
      case 'endsWith':
        return textsOf(found).some((text) => text.endsWith(condition.text.toLowerCase()));
      case 'contains': {
        const { reference, value } = found;
        if (reference && isServers) {
          return isFoundByServer(
            reference.target,
            rowOf(reference.target, idOf(value)),
            condition.text,
          );
        }
        return textsOf(found).some((text) => text.includes(condition.text.toLowerCase()));
      }
    }
  }

  function orderedText(found: Found): string {
    if (found.attribute?.type === 'Erp.MultilanguageString') {
      return lower(member(found.value, 'EN') || member(found.value, 'BG') || '');
    }
    return textsOf(found)[0] ?? '';
  }

  function compareFound(a: Found, b: Found): number {
    if (a.value === null || b.value === null)
      return Number(a.value !== null) - Number(b.value !== null);
    const type = a.attribute?.type;
    if (type === 'Erp.Amount' || type === 'Erp.Quantity') {
      const unit = (found: Found) =>
        plain(member(found.value, 'Currency') ?? member(found.value, 'Unit'));
      return beside(a, plain(member(b.value, 'Value'))) || compareText(unit(a), unit(b));
    }
    if (type === 'Edm.Boolean') return Number(a.value) - Number(b.value);
    const isText = type === undefined || /String|Custom|Guid/.test(type);
    return isText ? compareText(orderedText(a), orderedText(b)) : beside(a, plain(b.value));
  }

  /** Whether rows come in an order, as far as it tells them apart. */
  function compareRows(set: EntitySet, order: readonly OrderItem[]) {
    return (a: TableRow, b: TableRow): number => {
      for (const { column, direction } of order) {
        const names = column.split('/');
        const difference = compareFound(find(set, a, names), find(set, b, names));
        if (difference !== 0) return direction === 'descending' ? -difference : difference;
      }
      return 0;
    };
  }

  return {
    table,
    /** The value that a path leads to. */
    valueAt: (set: string, row: TableRow, names: readonly string[]): unknown =>
      find(setNamed(set), row, names).value,
    titleOf: (set: string, id: string): unknown => rowOf(set, id)?.DisplayText,
    /** Every row of the answer, in its order; rows that it does not tell apart by their key. */
    answer(query: PlainQuery, meanings: ServerMeanings): TableRow[] {
      const set = setNamed(query.set);
      const compare = compareRows(set, query.order);
      return table(query.set)
        .filter((row) =>
          query.where.every((group, index) =>
            group.some((condition) =>
              holds(
                find(set, row, condition.path.split('/')),
                condition,
                meanings.contains(index, condition.path),
              ),
            ),
          ),
        )
        .filter((row) => {
          if (query.search === '') return true;
          return meanings.search
            ? isFoundByServer(query.set, row, query.search)
            : isFoundHere(query.set, row, query.search);
        })
        .toSorted((a, b) => compare(a, b) || compareText(idOf(a) ?? '', idOf(b) ?? ''));
    },
  };
}
