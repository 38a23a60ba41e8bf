import { describe, expect, it } from 'vitest';
import { emptyWorkspace } from '../../../electron/contract/workspace.ts';
import { standardColumns } from '../../../renderer/columns/path-columns.ts';
import { columnShown } from '../../../renderer/navigator/ways-in.ts';
import { changed, currentTab, opened } from '../../../renderer/workspace/tabs.ts';
import { fakeSet } from '../fake-data.ts';

const detail = fakeSet('Crm_Sales_SalesOrders');
const standard = standardColumns(detail).map(({ name }) => name);

function columnsAfter(column: string, columns: string[] | null): unknown {
  const workspace = opened(emptyWorkspace, detail.name, { id: '1', another: false });
  const after = columnShown(changed(workspace, '1', { columns }), detail, column);
  const tab = currentTab(after);
  return tab?.kind === 'navigator' ? tab.columns : undefined;
}

describe('going to a column', () => {
  it('adds it behind what is shown, and leaves it where it is shown already', () => {
    expect(columnsAfter('State', null)).toBeNull();
    expect(columnsAfter('State', ['DocumentNo'])).toEqual(['DocumentNo', 'State']);
    expect(columnsAfter('State', ['State', 'DocumentNo'])).toEqual(['State', 'DocumentNo']);
    expect(columnsAfter('CreditLimit', null)).toEqual([...standard, 'CreditLimit']);
  });

  it('changes nothing where another set is looked at meanwhile', () => {
    const workspace = opened(emptyWorkspace, 'Crm_Sales_Customers', { id: '1', another: false });
    expect(columnShown(workspace, detail, 'CreditLimit')).toBe(workspace);
  });
});
