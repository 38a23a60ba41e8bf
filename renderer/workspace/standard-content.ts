import type { NavigatorContent } from '../../electron/contract/workspace.ts';

/** What a navigator shows before anybody chose something: all rows, in the model's columns, as the instance has them. */
export const standardContent: NavigatorContent = {
  columns: null,
  frozen: 1,
  search: '',
  filters: {},
  chosen: {},
  advanced: [],
  order: [],
  hasFilterRow: true,
  hasTotals: false,
  totals: {},
};
