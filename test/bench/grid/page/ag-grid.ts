import {
  AllCommunityModule,
  createGrid,
  type IGetRowsParams,
  ModuleRegistry,
  themeQuartz,
} from 'ag-grid-community';
import type { Row } from '../../../../electron/contract/rows.ts';
import type { BenchedGrid } from './benched-grid.ts';
import { blockSize, columns, rowsFrom, textOf } from './rows.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

/** AG Grid Community over the same rows, tuned for rows that come lazily. */
export const agGrid: BenchedGrid = {
  show(root, rows) {
    createGrid<Row>(root, {
      theme: themeQuartz.withParams({ rowHeight: 28, headerHeight: 30, fontSize: 13 }),
      columnDefs: columns.map(({ name, label }, column) => ({
        colId: name,
        headerName: label,
        width: 120,
        valueGetter: ({ data }) => (data === undefined ? '' : textOf(data, column)),
      })),
      rowModelType: 'infinite',
      cacheBlockSize: blockSize,
      blockLoadDebounceMillis: 40,
      rowBuffer: 5,
      infiniteInitialRowCount: rows,
      datasource: {
        rowCount: rows,
        getRows: (asked: IGetRowsParams) => {
          const count = Math.min(blockSize, rows - asked.startRow);
          void rowsFrom(asked.startRow, count).then((block) =>
            asked.successCallback([...block], rows),
          );
        },
      },
    });
  },
  scroller: (root) => root.querySelector('.ag-grid-viewport'),
  rowSelector: '.ag-row',
  placeOf: (row) => Number(row.getAttribute('row-index')),
  firstCellSelector: '[col-id="Column0"]',
};
