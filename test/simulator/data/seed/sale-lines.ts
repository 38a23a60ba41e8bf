import type { RowInput } from '../../domain-api/row-values.ts';
import type { Product } from './products.ts';
import { inBoth } from './seed-context.ts';
import type { Signed } from './settings.ts';
import type { Trader } from './traders.ts';

/** What is sold, how much of it and for how much. */
export interface Sale {
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

/** A line of a sales order, and of its invoice. */
export interface Line extends Sale {
  readonly id: string;
}

/** A sales order as its invoice needs it. */
export interface Order {
  readonly id: string;
  readonly date: number;
  readonly customer: Trader;
  readonly currency: Signed;
  readonly paymentType: string;
  readonly lines: readonly Line[];
}

/** The members that order lines and invoice lines share. */
export function lineRow(
  { product, quantity, unitPrice, discount, amount }: Sale,
  number: number,
  unit: string,
): RowInput {
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
