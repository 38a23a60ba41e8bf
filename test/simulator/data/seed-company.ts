import type { DatabaseSync } from 'node:sqlite';
import type { RowInput } from '../domain-api/row-values.ts';
import { rowWriter } from '../domain-api/row-writer.ts';
import type { User } from '../options.ts';
import type { Model } from './model.ts';
import { createRandom } from './random.ts';
import { seedLedger } from './seed/ledger.ts';
import { seedParties } from './seed/parties.ts';
import { seedProducts } from './seed/products.ts';
import { seedBalances, seedPurchases } from './seed/purchases.ts';
import { seedSales } from './seed/sales.ts';
import type { SeedContext } from './seed/seed-context.ts';
import { seedSettings } from './seed/settings.ts';

/**
 * Fills the tables with a made-up furniture company: the same rows at every run.
 *
 * @param size the people who can sign in, and how many sales orders there are; the rest is in proportion.
 */
export function seedCompany(
  database: DatabaseSync,
  model: Model,
  { users, orders }: { users: readonly User[]; orders: number },
): void {
  const writers = new Map<string, (row: RowInput) => void>();
  const context: SeedContext = {
    random: createRandom(20_261_120),
    write(name, row) {
      let write = writers.get(name);
      if (write === undefined) {
        const set = model.get(name);
        if (set === undefined) throw new TypeError(`The model has no ${name}`);
        write = rowWriter(database, set);
        writers.set(name, write);
      }
      write(row);
    },
  };
  database.exec('BEGIN');
  const settings = seedSettings(context);
  const parties = seedParties(context, settings, users, orders);
  const products = seedProducts(context, settings, orders);
  const invoices = seedSales(context, settings, parties, products, orders);
  seedPurchases(context, settings, parties, products, orders);
  seedBalances(context, parties, products);
  seedLedger(context, settings, parties, invoices);
  database.exec('COMMIT');
}
