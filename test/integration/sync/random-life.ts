import fc from 'fast-check';
import type { Trouble } from './troubled-line.ts';

/** Something that another user of the instance does. */
type Deed =
  | { readonly kind: 'change'; readonly set: string; readonly row: number; readonly value: number }
  | { readonly kind: 'add'; readonly set: string; readonly row: number; readonly id: string }
  | { readonly kind: 'remove'; readonly set: string; readonly row: number };

/** Something that happens while sets are kept. Times in milliseconds. */
export type Event =
  | { readonly kind: 'deeds'; readonly deeds: readonly Deed[] }
  /** Time passes, for everybody. */
  | { readonly kind: 'pass'; readonly ms: number }
  /** Somebody sets the clock of this computer. */
  | { readonly kind: 'clockSet'; readonly by: number }
  /** The server's clock goes back a little. */
  | { readonly kind: 'serverClockBack'; readonly by: number }
  | { readonly kind: 'troubles'; readonly troubles: readonly Trouble[] }
  | { readonly kind: 'linksExpire' }
  /** Somebody looks at a set. */
  | { readonly kind: 'refresh'; readonly set: string }
  /** While others go on with their work the app is killed, so many steps later, and started again. */
  | { readonly kind: 'crash'; readonly steps: number; readonly deeds: readonly Deed[] }
  /** Somebody leaves in the middle of what is fetched, and comes back. */
  | { readonly kind: 'awayAndBack'; readonly turns: number; readonly deeds: readonly Deed[] }
  | { readonly kind: 'pausedForAWhile'; readonly ms: number };

export type { Deed };

const hour = 3_600_000;

/** Sets that are kept: followed ones, one that has to be pulled anew each time, and a base set whose key has another name. */
export const keptSets = [
  'Crm_Sales_SalesOrders',
  'Crm_Sales_SalesOrderLines',
  'General_Products_Products',
  'General_Contacts_Parties',
] as const;

const set = fc.constantFrom(...keptSets);
const row = fc.nat(10_000);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      ...{ set, row, value: fc.nat(4) },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      set,
      row,
      id: fc.uuid({ version: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), set, row }) },
);
const deeds = fc.array(deed, { minLength: 1, maxLength: 6 });
const trouble = fc.constantFrom<Trouble>('none', 'cut', 'offline', 'refused', 'duplicates');

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('deeds' as const), deeds }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(20_000, 660_000, 2 * hour, 7 * hour),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clockSet' as const),
      by: fc.constantFrom(-400 * 24 * hour, -26 * hour, -hour, -1000, 1000, hour, 26 * hour),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('serverClockBack' as const),
      by: fc.integer({ min: 1, max: 200_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('troubles' as const),
      troubles: fc.array(trouble, { minLength: 1, maxLength: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'linksExpire' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refresh' as const), set }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), steps: fc.nat(40), deeds }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('awayAndBack' as const), turns: fc.nat(60), deeds }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pausedForAWhile' as const),
      ms: fc.constantFrom(60_000, hour),
    }),
  },
);

/** How it begins to be kept. */
export interface Beginning {
  readonly troubles: readonly Trouble[];
  /** The app is killed after so many steps, and started again. */
  readonly crashAfter: number;
}

/** All that happens until the copy is looked at. */
export interface Life {
  /** Rows of the server's pages: such as fill one message of the library, and such as take several. */
  readonly pageSize: number;
  readonly beginning: Beginning;
  readonly events: readonly Event[];
}

/** Random lives. */
export const life: fc.Arbitrary<Life> = fc.record({
  pageSize: fc.constantFrom(20, 130),
  beginning: fc.record({
    troubles: fc.array(trouble, { maxLength: 8 }),
    crashAfter: fc.nat(60),
  }),
  events: fc.array(event, { minLength: 3, maxLength: 16 }),
});
