import { type DocumentFacts, documentNo, documentRow, states } from './documents.ts';
import type { Parties, Trader } from './parties.ts';
import type { Product } from './products.ts';
import { baseDate, day, inBoth, type SeedContext, writeChild } from './seed-context.ts';
import type { Settings, Signed } from './settings.ts';

/** Bulgaria's lev gave way to the euro on this day, at a rate fixed by law. */
const euroDay = Date.UTC(2026, 0, 1);
const levPerEuro = 1.95583;

interface Line {
  readonly id: string;
  readonly product: Product;
  /** In thousandths. */
  readonly quantity: number;
  /** In hundred-thousandths. */
  readonly unitPrice: number;
  /** In millionths: 50,000 is 5 %. */
  readonly discount: number;
  /** In hundredths. */
  readonly amount: number;
}

interface Order {
  readonly id: string;
  readonly date: number;
  readonly customer: Trader;
  readonly currency: Signed;
  readonly paymentType: string;
  readonly lines: readonly Line[];
}

/** An invoice as the ledger needs it. */
export interface Invoice {
  readonly id: string;
  readonly date: number;
  readonly number: number;
  readonly party: string;
  readonly currency: Signed;
  /** Without VAT, in hundredths. */
  readonly total: number;
}

const span = 730;

/** Dates run evenly through the last 24 months, so that numbers rise with them. */
function orderDate(index: number, orders: number): number {
  return baseDate - (span - Math.floor(((index + 1) / orders) * span)) * day;
}

function orderState({ random }: SeedContext, date: number): number {
  const age = (baseDate - date) / day;
  if (age < 5)
    return random.pick([states.New, states.Planned, states.FirmPlanned, states.Released]);
  if (age < 30) return random.pick([states.FirmPlanned, states.Released, states.Released]);
  return random.pick([states.Released, states.Completed, states.Completed, states.Closed]);
}

function makeLine(context: SeedContext, product: Product, currency: Signed): Line {
  const { random } = context;
  const quantity =
    product.unit.sign === 'pcs' ? 1000 * random.between(1, 12) : 50 * random.between(1, 800);
  const price = currency.sign === 'BGN' ? product.price * levPerEuro : product.price;
  const unitPrice = Math.round(price * 1000);
  const discount = random.pick([0, 0, 0, 50_000, 100_000]);
  const amount = Math.round(((unitPrice * quantity) / 1e6) * (1 - discount / 1e6));
  return { id: '', product, quantity, unitPrice, discount, amount };
}

/** The members that order lines and invoice lines share. */
function lineRow(
  { product, quantity, unitPrice, discount, amount }: Line,
  number: number,
  unit: string,
) {
  return {
    LineNo: number * 10,
    Quantity: { scaled: quantity, unit: product.unit.sign },
    QuantityBase: { scaled: quantity, unit: product.unit.sign },
    UnitPrice: { scaled: unitPrice, unit },
    LineAmount: { scaled: amount, unit },
    LineCustomDiscountPercent: discount,
    LineStandardDiscountPercent: 0,
    ProductDescription: inBoth(product.name),
    Product: product.id,
    QuantityUnit: product.unit.id,
  };
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
    const line = makeLine(context, random.pick(products), currency);
    const id = writeChild(context, 'Crm_Sales_SalesOrderLines', {
      ...lineRow(line, index + 1, currency.sign),
      Notes: random.chance(0.04) ? 'Внимание: чупливо / Fragile' : null,
      GuaranteePeriodDays: line.product.isStocked && random.chance(0.3) ? 730 : null,
      RequiredDeliveryDate: random.chance(0.2) ? date + random.between(2, 20) * day : null,
      SalesOrder: order,
    });
    return { ...line, id };
  });
}

function writeOrder(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  products: readonly [Product, ...Product[]],
  index: number,
  orders: number,
): { order: Order; isInvoiced: boolean } {
  const { random } = context;
  const customer = random.pick(parties.customers);
  const date = orderDate(index, orders);
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

function writeInvoice(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  { id: orderId, date: ordered, customer, currency, paymentType, lines }: Order,
  number: number,
): Invoice {
  const { random } = context;
  const date = Math.min(baseDate, ordered + random.below(6) * day);
  const facts: DocumentFacts = {
    id: random.guid(),
    type: 'INV',
    entityName: 'Crm_Invoices',
    number,
    date,
    state: random.pick([states.Released, states.Completed, states.Closed]),
    isVoid: random.chance(0.01),
    toParty: customer.party,
    parent: { id: orderId, master: orderId },
  };
  context.write('Crm_Invoicing_Invoices', {
    ...documentRow(context, settings, parties, facts),
    ApplyDate: date,
    DeliveryDate: random.chance(0.6) ? date : null,
    PaymentDueDate: date + customer.paymentTermDays * day,
    VATCashReportingMode: false,
    Customer: customer.id,
    DocumentCurrency: currency.id,
    PaymentType: paymentType,
  });
  for (const [index, line] of lines.entries()) {
    writeChild(context, 'Crm_Invoicing_InvoiceLines', {
      ...lineRow(line, index + 1, currency.sign),
      BusinessReason: 1,
      Invoice: facts.id,
      ParentSalesOrderLine: line.id,
      SalesOrder: orderId,
    });
  }
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return { id: facts.id, date, number, party: customer.party, currency, total };
}

const dueStatuses = { Due: 1, GracePeriod: 2, Overdue: 3, NotApplicable: 4 } as const;

function dueStatus(due: number, remaining: number): number {
  if (remaining <= 0) return dueStatuses.NotApplicable;
  if (due >= baseDate) return dueStatuses.Due;
  return baseDate - due <= 5 * day ? dueStatuses.GracePeriod : dueStatuses.Overdue;
}

function paidPart({ random }: SeedContext, total: number, due: number): number {
  const isOld = due < baseDate - 60 * day;
  if (random.chance(isOld ? 0.93 : 0.4)) return total;
  return random.chance(0.3) ? Math.round(total * 0.5) : 0;
}

function paymentStatus(total: number, paid: number): number {
  if (paid === 0) return 0;
  return paid < total ? 1 : 2;
}

/** A payment order for an invoice, and what is left of it. */
function writePayment(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  invoice: Invoice,
  order: Order,
): void {
  const { currency, party, id: invoiceId, number, date } = invoice;
  const due = date + order.customer.paymentTermDays * day;
  const total = Math.round(invoice.total * 1.2);
  const paid = paidPart(context, total, due);
  const facts: DocumentFacts = {
    id: context.random.guid(),
    type: 'PAY',
    entityName: 'Cash_Payment_Orders',
    number,
    date,
    state: states.Released,
    isVoid: false,
    toParty: party,
    parent: { id: invoiceId, master: order.id },
  };
  context.write('Finance_Payments_PaymentOrders', {
    ...documentRow(context, settings, parties, facts),
    RefDocumentNo: documentNo(number),
    RefDocumentDate: date,
    DueDate: due,
    Direction: 1,
    TotalAmount: { scaled: total, unit: currency.sign },
    Party: party,
    PaymentType: order.paymentType,
    RefDocument: invoiceId,
    TotalAmountCurrency: currency.id,
  });
  context.write('Finance_Payments_PaymentBalances', {
    Direction: 1,
    DueDate: due,
    DueStatus: dueStatus(due, total - paid),
    IsInvoiced: true,
    OrderAmount: { scaled: total, unit: currency.sign },
    PaidAmount: { scaled: paid, unit: currency.sign },
    PaymentStatus: paymentStatus(total, paid),
    RefDocumentDate: date,
    RefDocumentNo: documentNo(number),
    RemainingAmount: { scaled: total - paid, unit: currency.sign },
    Currency: currency.id,
    EnterpriseCompany: parties.enterpriseCompany,
    Party: party,
    PaymentOrder: facts.id,
    RefDocument: invoiceId,
  });
}

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
