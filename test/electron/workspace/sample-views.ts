import type { View } from '../../../electron/contract/views.ts';
import { navigatorContent } from '../../../electron/contract/workspace.ts';

/** A view of the sales orders of last month. */
export function sampleView(change: Partial<View> = {}): View {
  return {
    id: 'view-1',
    set: 'Crm_Sales_SalesOrders',
    name: 'Last month',
    content: navigatorContent.parse({
      columns: ['DocumentNo', 'Customer/Party/PartyName'],
      search: '',
      filters: { DocumentDate: '(last month)' },
      chosen: {
        Customer: [
          {
            set: 'Crm_Sales_Customers',
            id: '6f1c1d9e-3f5b-4c0e-9d1a-000000000001',
            text: 'Балкан Строй ООД',
          },
        ],
      },
      order: [{ column: 'DocumentNo', direction: 'descending' }],
    }),
    columnWidths: { DocumentNo: 120 },
    isDefault: false,
    ...change,
  };
}
