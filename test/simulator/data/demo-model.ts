import type { EntitySet, Model } from './model.ts';
import { contactSets } from './sets/contacts.ts';
import { financeSets } from './sets/finance.ts';
import { generalSets } from './sets/general.ts';
import { logisticsSets } from './sets/logistics.ts';
import { productSets } from './sets/products.ts';
import { salesSets } from './sets/sales.ts';

/** The model of the demo company: sales, finance and stock, and what they refer to. */
export const demoModel: Model = new Map(
  [
    ...contactSets,
    ...financeSets,
    ...generalSets,
    ...logisticsSets,
    ...productSets,
    ...salesSets,
  ].map((set): [string, EntitySet] => [set.name, set]),
);
