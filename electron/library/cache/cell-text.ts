import type { CellValue } from '../../contract/rows.ts';

/** A cell as it is kept: JSON, so that digits and shapes come back exactly; SQL's null means that the cell is not known. */
export function cellText(cell: CellValue): string {
  return JSON.stringify(cell);
}

/** The cells that {@link cellText} wrote, null for those not known; one parse for all of them. */
export function parseCells(texts: readonly (string | null)[]): readonly CellValue[] {
  const cells: unknown = JSON.parse(`[${texts.map((text) => text ?? 'null').join(',')}]`);
  return isCells(cells) ? cells : [];
}

/** Only this module writes cells, and every page of the file is authenticated: what is an array here is one of cells. */
function isCells(value: unknown): value is readonly CellValue[] {
  return Array.isArray(value);
}
