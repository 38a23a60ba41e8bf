import type {
  Condition,
  ConditionValue,
  OrderItem,
  StructuredQuery,
} from '../../../electron/contract/query.ts';
import type { Column } from '../../../electron/contract/rows.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { findMember, type Member, type Models } from '../../../electron/query/member.ts';
import type { createRandom } from '../../simulator/data/random.ts';
import type { createBruteForce, TableRow } from './brute-force.ts';

type Random = ReturnType<typeof createRandom>;
type Pick = <Item>(items: readonly Item[]) => Item | undefined;

/** What a person could type or choose, by the type of a column and values that it has. */
type Source = ReturnType<typeof createBruteForce>;

function part(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([key]) => key === name)?.[1]
        : undefined,
    value,
  );
}

/** The texts of a value, whatever it is. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  const texts = ['EN', 'BG', 'Value'].map((name) => part(value, name));
  return texts.filter((text) => typeof text === 'string');
}

/** Sets with many rows, many kinds of columns, paths to follow, and a view. */
const richSets = [
  'Crm_Sales_SalesOrders',
  'Crm_Sales_SalesOrderLines',
  'Crm_Invoicing_Invoices',
  'General_Products_Products',
  'General_Contacts_Parties',
  'General_Documents_Documents',
  'Crm_Sales_SalesAnalytics',
  'Finance_Payments_PaymentBalances',
];

const numbers: readonly Column['type'][] = ['integer', 'decimal', 'percent', 'amount', 'quantity'];

/** A record that no table has. */
const nobody = '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11';

const oddTexts = ["O'Brien", '100% & more', 'ЪЪЪ', 'a+b=c', '#?/', "''", '😀', '  ', '(', 'а,б'];

/**
 * Makes queries of everything that the schema lets through: any set, any column and path, values that rows have and such
 * that none has. What it makes follows from the seed alone.
 */
export function createRandomQueries(
  random: Random,
  models: Models,
  sets: readonly string[],
  source: Source,
) {
  const pick: Pick = (items) =>
    items.length === 0 ? undefined : items[random.below(items.length)];
  const several = <Item>(items: readonly Item[], most: number): Item[] => {
    const chosen = Array.from({ length: random.between(1, most) }, () => pick(items));
    return chosen.filter((item) => item !== undefined);
  };

  /** A column of the set, or one that references lead to. */
  function somePath(model: EntitySetModel): string {
    const { columns } = model.detail;
    // Most columns can't be filtered by the server; those that can are what goes wrong.
    const promising = columns.filter(
      ({ name }) => (model.members.get(name)?.filters.size ?? 0) > 0,
    );
    const column = pick(random.chance(0.6) && promising.length > 0 ? promising : columns);
    if (column === undefined) return '';
    const next = column.referencedSet === undefined ? undefined : models(column.referencedSet);
    if (next === undefined || !random.chance(0.45)) return column.name;
    return `${column.name}/${somePath(next)}`.split('/').slice(0, 4).join('/');
  }

  /** The value of a random row, along a path. */
  function someValue(set: string, names: readonly string[]): unknown {
    const row: TableRow | undefined = pick(source.table(set));
    const [name = '', ...rest] = names;
    const value = row?.[name] ?? null;
    const target = models(set)?.detail.columns.find(
      (column) => column.name === name,
    )?.referencedSet;
    return rest.length === 0 || target === undefined ? value : someValue(target, rest);
  }

  function someText(value: unknown): string {
    const text = pick(wordsOf(value)) ?? pick(oddTexts) ?? 'a';
    const characters = Array.from(text);
    const start = random.below(Math.max(characters.length, 1));
    const length = random.between(1, 6);
    const piece = characters.slice(start, start + length).join('') || 'a';
    const chosen = random.chance(0.1) ? (pick(oddTexts) ?? piece) : piece;
    return random.chance(0.5) ? chosen.toUpperCase() : chosen;
  }

  function someDigits(value: unknown): string {
    const digits = part(value, 'Value') ?? value;
    const base = typeof digits === 'string' || typeof digits === 'number' ? String(digits) : '10';
    if (random.chance(0.6)) return base;
    return pick(['0', '-5', '1.005', '12345678901234567890.123', '20', '100', '0.5']) ?? '0';
  }

  function someMoment(value: unknown, isDay: boolean): string {
    const day = 86_400_000;
    const at = Date.parse(typeof value === 'string' ? value : '2026-06-15T10:20:30Z');
    const moved = at + random.below(7) * day - 3 * day + random.below(3) * 61_003;
    const iso = new Date(random.chance(0.4) ? at : moved).toISOString();
    return isDay ? iso.slice(0, 10) : iso;
  }

  /** A value that a cell of the column could have. */
  function present({ column, facts }: Member, value: unknown): ConditionValue {
    const { type, referencedSet = '' } = column;
    if (type === 'boolean') return random.chance(0.5);
    if (type === 'date' || type === 'dateTime' || numbers.includes(type)) {
      return someBound(type, value);
    }
    if (type === 'enum') return pick(facts.enumValues) ?? '';
    if (type === 'guid') return typeof value === 'string' ? value : nobody;
    if (type === 'reference') {
      const address = part(value, '@odata.id');
      return {
        set: referencedSet,
        id: typeof address === 'string' ? address.slice(-37, -1) : nobody,
      };
    }
    // What a text contains is not what it equals.
    if (random.chance(0.3)) return someText(value);
    const word = pick(wordsOf(value)) ?? 'a';
    return random.chance(0.3) ? word.toUpperCase() : word;
  }

  /** One end of a range. */
  function someBound(type: Column['type'], value: unknown): string {
    if (type === 'date' || type === 'dateTime') return someMoment(value, type === 'date');
    return numbers.includes(type) ? someDigits(value) : pick(wordsOf(value)) || 'a';
  }

  const ranged: readonly Column['type'][] = [...numbers, 'date', 'dateTime', 'enum', 'text'];
  const searched: readonly Column['type'][] = ['text', 'multilingual', 'custom', 'reference'];

  function someCondition(model: EntitySetModel): Condition {
    const set = model.detail.name;
    const path = somePath(model);
    const member = findMember(models, set, path);
    if (member === undefined) throw new Error(`${set} has no ${path}`);
    const { type } = member.column;
    const value = (): unknown => someValue(set, member.names);
    const dice = random.below(10);
    if (searched.includes(type) && dice < 5) {
      const test = pick(['contains', 'contains', 'startsWith', 'endsWith'] as const) ?? 'contains';
      return {
        test,
        path,
        text: someText(type === 'reference' ? someTitle(member, value()) : value()),
      };
    }
    if (ranged.includes(type) && dice < 6) {
      const bound = (): string =>
        type === 'enum' ? (pick(member.facts.enumValues) ?? '') : someBound(type, value());
      const ends = [bound(), bound()].toSorted();
      const open = random.below(4);
      return {
        test: 'range',
        path,
        from: open === 0 ? null : (ends[0] ?? null),
        to: open === 1 ? null : (ends[1] ?? null),
      };
    }
    if (dice === 9) return { test: 'notEmpty', path };
    if (dice === 8 && (type === 'amount' || type === 'quantity')) {
      const unit = part(value(), type === 'amount' ? 'Currency' : 'Unit');
      const from = random.chance(0.5) ? someBound(type, value()) : null;
      return {
        test: 'measure',
        path,
        from,
        to: null,
        unit: typeof unit === 'string' ? unit : 'EUR',
      };
    }
    const values = Array.from({ length: random.between(1, 3) }, () =>
      random.chance(0.15) ? null : present(member, value()),
    );
    return { test: 'oneOf', path, values };
  }

  function someTitle({ column }: Member, value: unknown): unknown {
    const address = part(value, '@odata.id');
    return typeof address === 'string'
      ? source.titleOf(column.referencedSet ?? '', address.slice(-37, -1))
      : null;
  }

  /** Mostly what the server can order by, or everything would be ordered here. */
  function someOrder(model: EntitySetModel): OrderItem[] {
    const { detail } = model;
    if (random.chance(0.4)) return [];
    const orderable = detail.columns.filter((column) => column.orderable);
    const columns = several(
      (random.chance(0.6) && orderable.length > 0 ? orderable : detail.columns).map(
        ({ name }) => name,
      ),
      2,
    ).map((name) => (random.chance(0.15) ? somePath(model) : name));
    return columns.map((column) => ({
      column,
      direction: random.chance(0.5) ? 'ascending' : 'descending',
    }));
  }

  return function next(): StructuredQuery {
    const model = models((random.chance(0.6) ? pick(richSets) : pick(sets)) ?? '');
    if (model === undefined) throw new Error('no set');
    const groups = Array.from({ length: random.pick([0, 1, 1, 1, 2, 2, 3]) }, () =>
      Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => someCondition(model)),
    );
    const column = pick(model.detail.columns.filter(({ type }) => searched.includes(type)));
    const word = someText(someValue(model.detail.name, [column?.name ?? 'DisplayText']));
    return {
      set: model.detail.name,
      columns: several(
        model.detail.columns.map(({ name }) => name),
        4,
      ).map((name) => (random.chance(0.3) ? somePath(model) : name)),
      where: groups,
      search: random.chance(0.15) ? word : '',
      order: someOrder(model),
    };
  };
}
