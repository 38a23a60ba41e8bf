import { type DocumentFacts, documentRow, states } from './documents.ts';
import type { Parties } from './parties.ts';
import type { Product } from './products.ts';
import { type Line, lineRow, type Order, type Sale } from './sale-lines.ts';
import { baseDate, day, type SeedContext, spreadDate, writeChild } from './seed-context.ts';
import { levPerEuro, type Settings, type Signed } from './settings.ts';

/** Bulgaria's lev gave way to the euro on this day. */
const euroDay = Date.UTC(2026, 0, 1);

function orderState({ random }: SeedContext, date: number): number {
  const age = (baseDate - date) / day;
  if (age < 5)
    return random.pick([states.New, states.Planned, states.FirmPlanned, states.Released]);
  if (age < 30) return random.pick([states.FirmPlanned, states.Released, states.Released]);
  return random.pick([states.Released, states.Completed, states.Completed, states.Closed]);
}

function makeSale(context: SeedContext, product: Product, currency: Signed): Sale {
  const { random } = context;
  const quantity =
    product.unit.sign === 'pcs' ? 1000 * random.between(1, 12) : 50 * random.between(1, 800);
  const price = currency.sign === 'BGN' ? product.price * levPerEuro : product.price;
  const unitPrice = Math.round(price * 1000);
  const discount = random.pick([0, 0, 0, 50_000, 100_000]);
  const amount = Math.round(((unitPrice * quantity) / 1e6) * (1 - discount / 1e6));
  return { product, quantity, unitPrice, discount, amount };
}

/** One to five lines, three on the average, so that 10,000 orders have 30,000 lines. */
function lineCount(index: number): number {
  return 1 + ((index * 3) % 5);
}

function writeOrderLines(
  context: SeedContext,
  products: readonly [Product, ...Product[]],
  order: string,
  count: number,
  date: number,
  currency: Signed,
): Line[] {
  const { random } = context;
  return Array.from({ length: count }, (_, index) => {
    const sale = makeSale(context, random.pick(products), currency);
    const id = writeChild(context, 'Crm_Sales_SalesOrderLines', {
      ...lineRow(sale, index + 1, currency.sign),
      Notes: random.chance(0.04) ? 'Внимание: чупливо / Fragile' : null,
      GuaranteePeriodDays: sale.product.isStocked && random.chance(0.3) ? 730 : null,
      RequiredDeliveryDate: random.chance(0.2) ? date + random.between(2, 20) * day : null,
      SalesOrder: order,
    });
    return { ...sale, id };
  });
}

/** Writes an order with its lines, and decides whether it gets an invoice. */
export function writeOrder(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  products: readonly [Product, ...Product[]],
  index: number,
  orders: number,
): { order: Order; isInvoiced: boolean } {
  const { random } = context;
  const customer = random.pick(parties.customers);
  const date = spreadDate(index, orders);
  const currency = customer.isAbroad || date >= euroDay ? settings.eur : settings.bgn;
  const paymentType = random.pick(settings.paymentTypes);
  const isVoid = random.chance(0.03);
  const facts: DocumentFacts = {
    id: random.guid(),
    type: random.chance(0.25) ? 'WEB' : 'SO',
    entityName: 'Crm_Sales_Orders',
    number: index + 1,
    date,
    state: orderState(context, date),
    isVoid,
    toParty: customer.party,
  };
  const hasOrderNo = random.chance(0.3);
  context.write('Crm_Sales_SalesOrders', {
    ...documentRow(context, settings, parties, facts),
    CustomerPurchaseOrderDate: hasOrderNo ? date - random.below(10) * day : null,
    CustomerPurchaseOrderNo: hasOrderNo ? `PO-${random.between(1000, 99_999)}` : null,
    DeliveryTermsCode: customer.isAbroad ? random.pick([0, 1, 6, 8]) : null,
    PaymentDueDate: date + customer.paymentTermDays * day,
    RequiredDeliveryDate: random.chance(0.5) ? date + random.between(1, 30) * day : null,
    Customer: customer.id,
    DocumentCurrency: currency.id,
    PaymentType: paymentType,
    PriceList: random.chance(0.8) ? random.pick(settings.priceLists) : null,
    SalesPerson: customer.salesPerson,
    ShipToCustomer: customer.id,
    Store: random.chance(0.9) ? random.pick(parties.stores) : null,
  });
  const lines = writeOrderLines(context, products, facts.id, lineCount(index), date, currency);
  const isInvoiced = !isVoid && facts.state >= states.Released && random.chance(0.75);
  return { order: { id: facts.id, date, customer, currency, paymentType, lines }, isInvoiced };
}
