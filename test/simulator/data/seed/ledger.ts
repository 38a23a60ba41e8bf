import { type DocumentFacts, documentNo, documentRow, states } from './documents.ts';
import type { Invoice } from './invoices.ts';
import type { Parties } from './parties.ts';
import { type SeedContext, writeChild } from './seed-context.ts';
import { levPerEuro, type Settings, seeded } from './settings.ts';

interface Posting {
  readonly account: string;
  readonly side: 'Debit' | 'Credit';
  /** In hundredths of the invoice's currency. */
  readonly amount: number;
}

function postings(invoice: Invoice): Posting[] {
  const gross = Math.round(invoice.total * 1.2);
  return [
    { account: '411', side: 'Debit', amount: gross },
    { account: '702', side: 'Credit', amount: invoice.total },
    { account: '4532', side: 'Credit', amount: gross - invoice.total },
  ];
}

function writePostings(
  context: SeedContext,
  settings: Settings,
  voucher: string,
  invoice: Invoice,
): void {
  const { currency, id: invoiceId } = invoice;
  const isEuro = currency.sign === 'EUR';
  for (const [index, { account, side, amount }] of postings(invoice).entries()) {
    const other = side === 'Debit' ? 'Credit' : 'Debit';
    const base = isEuro ? amount : Math.round(amount / levPerEuro);
    writeChild(context, 'Finance_Accounting_AccountingVoucherLines', {
      CorrespondanceNo: 1,
      LineNo: (index + 1) * 10,
      [side]: { scaled: amount, unit: currency.sign },
      [other]: { scaled: 0, unit: currency.sign },
      [`${side}Base`]: { scaled: base, unit: 'EUR' },
      [`${other}Base`]: { scaled: 0, unit: 'EUR' },
      RateMultiplier: isEuro ? 1_000_000 : 511_292,
      Account: seeded(settings.accounts, account),
      Currency: currency.id,
      ReferencedDocument: invoiceId,
      Voucher: voucher,
    });
  }
}

/** Accounting vouchers: every fourth invoice is posted by itself. */
export function seedLedger(
  context: SeedContext,
  settings: Settings,
  parties: Parties,
  invoices: readonly Invoice[],
): void {
  const posted = invoices.filter((_, index) => index % 4 === 0);
  for (const [index, invoice] of posted.entries()) {
    const facts: DocumentFacts = {
      id: context.random.guid(),
      type: 'VCH',
      entityName: 'Acc_Vouchers',
      number: index + 1,
      date: invoice.date,
      state: states.Completed,
      isVoid: false,
      toParty: null,
      parent: { id: invoice.id, master: invoice.id },
    };
    context.write('Finance_Accounting_AccountingVouchers', {
      ...documentRow(context, settings, parties, facts),
      Description: `Продажба по фактура ${documentNo(invoice.number)}`,
    });
    writePostings(context, settings, facts.id, invoice);
  }
}
