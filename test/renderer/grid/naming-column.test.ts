import { expect, test } from 'vitest';
import type { Column, ColumnType } from '../../../electron/contract/rows.ts';
import { namingColumn } from '../../../renderer/grid/naming-column.ts';

function columns(...types: readonly (ColumnType | 'html')[]): Column[] {
  return types.map((type, index) => ({
    ...{ name: `C${index}`, label: `C${index}`, orderable: true, shownByDefault: true },
    ...(type === 'html' ? { type: 'text', markup: 'html' } : { type }),
  }));
}

test('rows are told apart by their first text, and where they have none by what they refer to', () => {
  expect(namingColumn(columns('date', 'text', 'reference', 'text'))).toBe(1);
  expect(namingColumn(columns('reference', 'multilingual', 'text'))).toBe(1);
  expect(namingColumn(columns('html', 'amount', 'reference'))).toBe(2);
  expect(namingColumn(columns('date', 'amount'))).toBe(-1);
  expect(namingColumn([])).toBe(-1);
});
