import { z } from 'zod';
import type { Simulator } from '../simulator/simulator.ts';
import { keptOrders } from './somebody-at-work.ts';

const order = z.object({
  Id: z.string(),
  DisplayText: z.string(),
  DocumentNo: z.string(),
  State: z.string(),
  CustomerPurchaseOrderNo: z.string().nullable(),
  AmountToPay: z.object({ Value: z.string(), Currency: z.string() }),
});
const customer = z.object({ DisplayText: z.string() });

/** A sales order as the instance has it. */
export type SimulatedOrder = z.infer<typeof order>;

/** The sales orders of the instance, in its own order. */
export function simulatedOrders({ control }: Simulator): SimulatedOrder[] {
  return z.array(order).parse(control.rows(keptOrders));
}

/** What the customers of the instance are called. */
export function customerNames({ control }: Simulator): string[] {
  const customers = z.array(customer).parse(control.rows('Crm_Sales_Customers'));
  return customers.map(({ DisplayText }) => DisplayText);
}
