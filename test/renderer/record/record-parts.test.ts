import { describe, expect, it } from 'vitest';
import type { CellValue, Column, EntitySetDetail } from '../../../electron/contract/rows.ts';
import {
  flowPart,
  owningColumn,
  recordParts,
  referencesPart,
} from '../../../renderer/record/record-parts.ts';

const orders = 'Crm_Sales_SalesOrders';
const documents = 'General_Documents_Documents';

function reference(name: string, referencedSet: string): Column {
  const shown = { orderable: false, shownByDefault: true };
  return { name, label: name, type: 'reference', referencedSet, ...shown };
}

const set: EntitySetDetail = {
  ...{ name: orders, label: 'Sales orders', module: 'Crm.Sales', hasId: true, owner: null },
  columns: [reference('Customer', 'Crm_Sales_Customers'), reference('MasterDocument', documents)],
  children: [{ name: 'Lines', label: 'Rows', set: 'Crm_Sales_SalesOrderLines' }],
};

function parts(master: CellValue) {
  return recordParts({ set, row: { id: 'a', title: 'SO-1', cells: [null, master] } });
}

describe('the parts of a record', () => {
  it('are its collections, the flow that its first document leads to, and what refers to it', () => {
    const first = { set: documents, id: 'first', text: 'OF-1' };
    expect(parts(first)).toEqual([
      {
        key: 'Lines',
        label: 'Rows',
        rows: { set: 'Crm_Sales_SalesOrderLines', column: null, record: { set: orders, id: 'a' } },
      },
      {
        key: flowPart,
        label: null,
        rows: { set: documents, column: 'MasterDocument', record: { set: documents, id: 'first' } },
      },
      { key: referencesPart, label: null, rows: null },
    ]);
  });

  it('have no flow where nothing tells of a first document', () => {
    expect(parts(null).map(({ key }) => key)).toEqual(['Lines', referencesPart]);
    expect(parts({ raw: '?' }).map(({ key }) => key)).toEqual(['Lines', referencesPart]);
  });
});

describe('rows are part of a record', () => {
  const order = reference('SalesOrder', orders);
  const copied = reference('CopiedFrom', orders);
  const comment = reference('Document', documents);

  it('by what the model calls their owner, also where that is of the more general set', () => {
    expect(owningColumn({ columns: [copied, order], owner: 'SalesOrder' }, orders)).toEqual({
      column: 'SalesOrder',
      set: orders,
    });
    expect(owningColumn({ columns: [comment], owner: 'Document' }, orders)).toEqual({
      column: 'Document',
      set: documents,
    });
  });

  it('by the only way back where the model tells of no owner, and by none where it could be several', () => {
    expect(owningColumn({ columns: [comment, order], owner: null }, orders)).toEqual({
      column: 'SalesOrder',
      set: orders,
    });
    expect(owningColumn({ columns: [copied, order], owner: null }, orders)).toBeNull();
    expect(owningColumn({ columns: [comment], owner: null }, orders)).toBeNull();
  });
});
