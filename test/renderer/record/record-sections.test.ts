import { describe, expect, it } from 'vitest';
import type { CellValue, Column, EntitySetDetail } from '../../../electron/contract/rows.ts';
import { recordSections } from '../../../renderer/record/record-sections.ts';

function column(name: string, more: Partial<Column> = {}): Column {
  return { name, label: name, type: 'text', orderable: false, shownByDefault: true, ...more };
}

const hidden = { shownByDefault: false };

const set: EntitySetDetail = {
  ...{ name: 'Crm_Sales_SalesOrders', label: 'Sales orders', module: 'Crm.Sales', hasId: true },
  ...{ owner: null, children: [] },
  columns: [
    column('Total', { ...hidden, category: 'Calculated' }),
    column('DocumentNo'),
    column('Notes'),
    column('Colour', { category: 'Custom' }),
    column('CreationUser', hidden),
    column('Tax', { category: 'Calculated' }),
    column('DisplayText'),
    column('Id', hidden),
  ],
};

function record(cells: readonly CellValue[], absent?: readonly number[]) {
  return { set, row: { id: '1', title: 'SO-1', cells, ...(absent ? { absent } : {}) } };
}

const full = record(['7', '1', 'note', 'red', 'ann', '2', 'SO-1', '1']);

function shown(sections: ReturnType<typeof recordSections>) {
  return sections.sections.map(({ group, fields }) => [
    typeof group === 'object' ? group.category : group,
    fields.map((field) => field.column.name),
  ]);
}

describe('the sections of a form', () => {
  it('begin with what the model shows at first sight, go on with its groups, and end with what it hides', () => {
    expect(shown(recordSections(full, false))).toEqual([
      ['main', ['DocumentNo', 'Notes']],
      ['Calculated', ['Total', 'Tax']],
      ['Custom', ['Colour']],
      ['more', ['CreationUser']],
    ]);
  });

  it('leave out what is empty until somebody wants it, and a group that has nothing else', () => {
    const sparse = record(['7', '1', null, null, '', '2', 'SO-1', '1']);
    const some = recordSections(sparse, false);
    expect(some.empty).toBe(3);
    expect(shown(some)).toEqual([
      ['main', ['DocumentNo']],
      ['Calculated', ['Total', 'Tax']],
    ]);
    const all = recordSections(sparse, true);
    expect(all.empty).toBe(3);
    expect(shown(all)).toEqual(shown(recordSections(full, false)));
  });

  it('hold what is no and what is zero, which are not empty', () => {
    const { empty } = recordSections(record(['0', false, '0', '0', '0', '0', 'x', '1']), false);
    expect(empty).toBe(0);
  });

  it('never show what is not on this computer as if it were empty', () => {
    const part = recordSections(
      record([null, '1', 'note', null, null, null, null, null], [0, 3, 4, 5, 6, 7]),
      true,
    );
    expect(shown(part)).toEqual([['main', ['DocumentNo', 'Notes']]]);
    expect(part).toMatchObject({ empty: 0, absent: 4 });
  });
});
