import { useMemo, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { ErpApi } from '../../../../electron/contract/requests.ts';
import { success } from '../../../../electron/contract/result.ts';
import '../../../../renderer/styles/tokens.css';
import '../../../../renderer/styles/base.css';
import '../../../../renderer/styles/grid.css';
import { after } from '../../../../renderer/components/after.ts';
import { DataGrid } from '../../../../renderer/grid/data-grid.tsx';
import { atTheTop } from '../../../../renderer/grid/grid-place.ts';
import { createTranslations } from '../../../../renderer/i18n/language.ts';
import { createRowLoader } from '../../../../renderer/rows/row-loader.ts';
import { placesOf, rowAt } from '../../../../renderer/rows/row-pages.ts';
import { FormatsContext } from '../../../../renderer/values/formats.ts';
import type { BenchedGrid } from './benched-grid.ts';
import { blockSize, columns, formats, rowsFrom } from './rows.ts';

const nothing = () => undefined;
const query = {
  set: 'Rows',
  columns: columns.map(({ name }) => name),
  where: [],
  search: '',
  order: [],
};

/** A main process whose local copy has all rows. */
function copyOf(count: number): Pick<ErpApi, 'fetchRows' | 'loadMoreRows' | 'cancelRequest'> {
  const fetchRows: ErpApi['fetchRows'] = async ({ cursor, at }) => {
    const first = at ?? Number(cursor?.split('.')[1] ?? 0);
    const rows = await rowsFrom(first, Math.min(blockSize, count - first));
    const end = first + rows.length;
    return success({
      ...{ rows, receivedAt: 0, source: 'copy', scope: [], scanned: count, isComplete: true },
      cursor: end < count ? `rows.${end}` : null,
      total: count,
      anywhere: { cursor: 'rows.0', rows: count },
    });
  };
  return {
    fetchRows,
    loadMoreRows: () => Promise.reject(new Error('All rows are here.')),
    cancelRequest: () => Promise.resolve(success(null)),
  };
}

function Navigator({ count }: { readonly count: number }) {
  const [loader] = useState(() => {
    const made = createRowLoader({
      erp: copyOf(count),
      newTicket: () => crypto.randomUUID(),
      now: Date.now,
      after,
      sight: { first: 0, last: -1 },
    });
    made.ask(query);
    return made;
  });
  const pages = useSyncExternalStore(loader.subscribe, loader.get);
  const rows = useMemo(
    () => ({ count: placesOf(pages), at: (place: number) => rowAt(pages, place) }),
    [pages],
  );
  return (
    <DataGrid
      {...{ label: 'Rows', columns, rows, freshRows: rows.count, total: rows.count }}
      {...{ marks: new Map(), tail: null, question: '', order: [], orderScopes: new Map() }}
      {...{
        isEndFollowed: false,
        filterRow: null,
        footer: null,
        widths: {},
        opener: { focused: null },
      }}
      start={atTheTop}
      onOrder={nothing}
      onPlace={nothing}
      onWidths={nothing}
      onLook={loader.look}
      onAct={nothing}
      frozen={0}
      onColumnAct={null}
      onSelect={nothing}
      onCopy={nothing}
      onActiveRow={nothing}
    />
  );
}

const translations = await createTranslations('en');

/** The app's own grid with its own loader. */
export const navigatorGrid: BenchedGrid = {
  show(root, rows) {
    createRoot(root).render(
      <I18nextProvider i18n={translations}>
        <FormatsContext value={formats}>
          <Navigator count={rows} />
        </FormatsContext>
      </I18nextProvider>,
    );
  },
  scroller: (root) => root.querySelector('.grid-scroller'),
  rowSelector: '.grid-body [aria-rowindex]',
  placeOf: (row) => Number(row.getAttribute('aria-rowindex')) - 2,
  firstCellSelector: '[aria-colindex="1"]',
};
