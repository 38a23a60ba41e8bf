import type { BenchedGrid } from './benched-grid.ts';

/** Which grid to show, with how many rows: `?grid=navigator&rows=100000`. */
const wanted = new URLSearchParams(location.search);
const rows = Number(wanted.get('rows'));

const grids: Readonly<Record<string, () => Promise<BenchedGrid>>> = {
  navigator: async () => (await import('./navigator-grid.tsx')).navigatorGrid,
  agGrid: async () => (await import('./ag-grid.ts')).agGrid,
  list: async () => (await import('./bare-list.tsx')).bareList,
};

const root = document.getElementById('root');
const grid = await grids[wanted.get('grid') ?? '']?.();
if (root === null || grid === undefined) throw new Error('There is no such grid.');
// What it takes to load a script is not what a grid takes to show its rows.
performance.mark('begun');
grid.show(root, rows);

function shownRows(): readonly number[] {
  if (root === null || grid === undefined) return [];
  return [...root.querySelectorAll(grid.rowSelector)]
    .filter((row) => row.querySelector(grid.firstCellSelector)?.textContent)
    .map(grid.placeOf);
}

Object.assign(window, { scroller: () => grid.scroller(root), shownRows });
