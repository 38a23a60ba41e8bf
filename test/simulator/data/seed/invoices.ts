import { type DocumentFacts, documentNo, documentRow, states } from './documents.ts';
import type { Parties } from './parties.ts';
import { lineRow, type Order } from './sale-lines.ts';
import { baseDate, day, type SeedContext, writeChild } from './seed-context.ts';
import type { Settings, Signed } from './settings.ts';

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

/** Writes the invoice of an order, line by line. */
export function writeInvoice(
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
export function writePayment(
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
