import { type DocumentFacts, documentNo, documentRow, states } from './documents.ts';
import type { Parties } from './parties.ts';
import type { Product } from './products.ts';
import { baseDate, day, inBoth, type SeedContext, spreadDate, writeChild } from './seed-context.ts';
import type { Settings } from './settings.ts';

function writeLines(
  context: SeedContext,
  products: readonly [Product, ...Product[]],
  order: string,
  delivery: number,
): void {
  const { random } = context;
  const count = random.between(1, 4);
  for (let number = 1; number <= count; number += 1) {
    const product = random.pick(products);
    const quantity = 1000 * random.between(5, 200);
    const isConfirmed = random.chance(0.5);
    writeChild(context, 'Logistics_Procurement_PurchaseOrderLines', {
      LineNo: number * 10,
      Quantity: { scaled: quantity, unit: product.unit.sign },
      ConfirmedQuantity: isConfirmed ? { scaled: quantity, unit: product.unit.sign } : null,
      PlannedDeliveryDate: delivery,
      PricePerUnit: random.chance(0.95) ? { scaled: product.cost * 1000, unit: 'EUR' } : null,
      ProductDescription: inBoth(product.name),
      Product: product.id,
      PurchaseOrder: order,
      QuantityUnit: product.unit.id,
    });
  }
}

/** Purchase orders in euro: one for ten sales orders. */
export function seedPurchases(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  products: readonly [Product, ...Product[]],
  orders: number,
): void {
  const { random } = context;
  const count = Math.ceil(orders / 10);
  for (let index = 0; index < count; index += 1) {
    const supplier = random.pick(parties.suppliers);
    const date = spreadDate(index, count);
    const delivery = date + random.between(3, 40) * day;
    const isReceived = delivery < baseDate;
    const facts: DocumentFacts = {
      id: random.guid(),
      type: 'PO',
      entityName: 'Scm_Purchase_Orders',
      number: index + 1,
      date,
      state: isReceived ? random.pick([states.Released, states.Completed]) : states.FirmPlanned,
      isVoid: random.chance(0.03),
      toParty: supplier.party,
    };
    context.write('Logistics_Procurement_PurchaseOrders', {
      ...documentRow(context, settings, parties, facts),
      InvoiceDocumentNo: isReceived ? documentNo(random.between(1, 999_999)) : null,
      PaymentDueDate: random.chance(0.8) ? delivery + supplier.paymentTermDays * day : null,
      PlannedDeliveryDate: delivery,
      PlannedReleaseDate: date,
      DocumentCurrency: settings.eur.id,
      Store: random.pick(parties.stores),
      Supplier: supplier.id,
    });
    writeLines(context, products, facts.id, delivery);
  }
}

/** What lies in the stores: some of the products, and a few balances that went below zero. */
export function seedBalances(
  context: SeedContext,
  parties: Parties,
  products: readonly Product[],
): void {
  const { random } = context;
  for (const store of parties.stores) {
    for (const product of products) {
      if (!product.isStocked || random.chance(0.3)) continue;
      const quantity = random.chance(0.02)
        ? -1000 * random.between(1, 5)
        : 250 * random.below(4000);
      const cost = { scaled: Math.round((quantity * product.cost) / 1000), unit: 'EUR' };
      context.write('Logistics_Inventory_CurrentBalances', {
        QuantityBase: { scaled: quantity, unit: product.unit.sign },
        BaseCost: cost,
        ProductCost: cost,
        StoreCost: cost,
        EnterpriseCompany: parties.enterpriseCompany,
        Product: product.id,
        Store: store,
      });
    }
  }
}
