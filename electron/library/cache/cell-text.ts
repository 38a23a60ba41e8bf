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

/** Likewise, with undefined for the cells that are not known. */
export function parseKnownCells(
  texts: readonly (string | null)[],
): readonly (CellValue | undefined)[] {
  const cells = parseCells(texts);
  return texts.includes(null)
    ? cells.map((cell, index) => (texts[index] === null ? undefined : cell))
    : cells;
}

/** Only this module writes cells, and every page of the file is authenticated: what is an array here is one of cells. */
function isCells(value: unknown): value is readonly CellValue[] {
  return Array.isArray(value);
}

/** Whether a value from another process is a cell. */
export function isCell(value: unknown): value is CellValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value !== 'object') return false;
  if ('raw' in value) return typeof value.raw === 'string';
  if ('translations' in value) return isTexts(value.translations);
  if ('unit' in value) return areTexts(value.unit, 'value' in value ? value.value : undefined);
  if ('description' in value) {
    const isDescribed = value.description === null || isTexts(value.description);
    return isDescribed && 'value' in value && typeof value.value === 'string';
  }
  if (!('set' in value && 'id' in value && 'text' in value)) return false;
  return areTexts(value.set, value.id) && (value.text === null || typeof value.text === 'string');
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && areTexts(...Object.values(value));
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}
