import type { Locator } from '@playwright/test';

/** A row as it is on the screen: the texts of its cells by the labels of their columns. */
export type ShownRow = Readonly<Record<string, string>>;

/** Reads the rows that are drawn now, by their place from 1. Columns and rows out of sight are not drawn. */
export async function drawnRows(grid: Locator): Promise<Map<number, ShownRow>> {
  const rows = await grid.evaluate((element) => {
    const labels = new Map(
      [...element.querySelectorAll('[role=columnheader]')].map((header) => [
        header.getAttribute('aria-colindex'),
        header.textContent?.trim() ?? '',
      ]),
    );
    return [...element.querySelectorAll('[role=row][aria-rowindex]')].map((row) => ({
      // Row 1 of the grid is its header.
      place: Number(row.getAttribute('aria-rowindex')) - 1,
      cells: Object.fromEntries(
        [...row.querySelectorAll('[role=gridcell]')].map((cell) => [
          labels.get(cell.getAttribute('aria-colindex')) ?? '',
          cell.textContent?.trim() ?? '',
        ]),
      ),
    }));
  });
  return new Map(rows.filter(({ place }) => place > 0).map(({ place, cells }) => [place, cells]));
}

/** Goes down with the keyboard, page by page, until `count` rows were drawn, and returns them by their place. */
export async function readRows(grid: Locator, count: number): Promise<Map<number, ShownRow>> {
  const seen = new Map<number, ShownRow>();
  const page = grid.page();
  await grid.focus();
  const deadline = Date.now() + 60_000;
  while (seen.size < count) {
    if (Date.now() > deadline) throw new Error(`Only ${seen.size} rows were drawn in a minute.`);
    for (const [place, row] of await drawnRows(grid)) if (place <= count) seen.set(place, row);
    await page.keyboard.press('PageDown');
  }
  return seen;
}
