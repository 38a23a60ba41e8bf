import { type Invoice, writeInvoice, writePayment } from './invoices.ts';
import { writeOrder } from './orders.ts';
import type { Parties } from './parties.ts';
import type { Product } from './products.ts';
import type { SeedContext } from './seed-context.ts';
import type { Settings } from './settings.ts';

/** Sales orders with their lines, their invoices and the payments of these. */
export function seedSales(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  products: readonly [Product, ...Product[]],
  orders: number,
): Invoice[] {
  const invoices: Invoice[] = [];
  for (let index = 0; index < orders; index += 1) {
    const { order, isInvoiced } = writeOrder(context, settings, parties, products, index, orders);
    if (!isInvoiced) continue;
    const invoice = writeInvoice(context, settings, parties, order, invoices.length + 1);
    writePayment(context, settings, parties, invoice, order);
    invoices.push(invoice);
  }
  return invoices;
}
