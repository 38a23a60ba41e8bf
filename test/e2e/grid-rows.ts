import { expect, type Locator } from '@playwright/test';

/** A row as it is on the screen: the texts of its cells by the labels of their columns. */
export type ShownRow = Readonly<Record<string, string>>;

/** Reads the rows that are drawn now, by their place from 1. Columns and rows out of sight are not drawn. */
export async function drawnRows(grid: Locator): Promise<Map<number, ShownRow>> {
  const rows = await grid.evaluate(async (element) => {
    // What a key press moved is drawn with the next frame.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const cells = (row: Element): [string, string][] =>
      [...row.querySelectorAll('[aria-colindex]')].map((cell) => [
        cell.getAttribute('aria-colindex') ?? '',
        cell.textContent?.trim() ?? '',
      ]);
    const [header, ...body] = element.querySelectorAll('[aria-rowindex]');
    // A header says more than its column's name to those who ask, and names it first.
    const headers = header?.querySelectorAll<HTMLElement>('[aria-colindex]') ?? [];
    const labels = new Map(
      [...headers].map((each) => [each.ariaColIndex ?? '', each.title.split('\n')[0] ?? '']),
    );
    return body.map((row) => ({
      // Row 1 of the grid is its header.
      place: Number(row.getAttribute('aria-rowindex')) - 1,
      cells: Object.fromEntries(
        cells(row).map(([column, text]) => [labels.get(column) ?? '', text]),
      ),
    }));
  });
  return new Map(
    rows
      .filter(({ cells }) => Object.keys(cells).length > 0)
      .map(({ place, cells }) => [place, cells]),
  );
}

/** Goes down from the first row with the keyboard, page by page, until `count` rows were drawn; returns them by place. */
export async function readRows(grid: Locator, count: number): Promise<Map<number, ShownRow>> {
  const seen = new Map<number, ShownRow>();
  async function readDrawn(): Promise<number> {
    for (const [place, row] of await drawnRows(grid)) if (place <= count) seen.set(place, row);
    return seen.size;
  }
  const { keyboard } = grid.page();
  await grid.focus();
  await keyboard.press('Control+Home');
  await expect.poll(readDrawn).toBeGreaterThan(0);
  while (seen.size < count) {
    const before = seen.size;
    const goOn = async (): Promise<number> => {
      await keyboard.press('PageDown');
      return readDrawn();
    };
    await expect.poll(goOn, { intervals: [50] }).toBeGreaterThan(before);
  }
  return seen;
}
