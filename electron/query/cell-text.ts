import type { CellValue } from '../contract/rows.ts';
import { fold } from './fold.ts';

function texts(byLanguage: Readonly<Record<string, string>> | null): string[] {
  return Object.values(byLanguage ?? {});
}

/**
 * Every text by which a cell can be found, folded: all languages of a text that has several, the value and the
 * descriptions of a custom property, the display text of a reference.
 */
export function foundTexts(cell: CellValue): readonly string[] {
  if (cell === null || typeof cell === 'boolean') return [];
  if (typeof cell === 'string') return [fold(cell)];
  if ('translations' in cell) return texts(cell.translations).map(fold);
  if ('description' in cell) return [cell.value, ...texts(cell.description)].map(fold);
  if ('id' in cell) return cell.text === null ? [] : [fold(cell.text)];
  return 'raw' in cell ? [fold(cell.raw)] : [];
}

/** The text of several languages that is shown and ordered by: in the language of the app, else English, else any. */
function inLanguage(translations: Readonly<Record<string, string>>, language: string): string {
  return translations[language] || translations.en || texts(translations).find(Boolean) || '';
}

/** The one text by which a cell of text or a reference is ordered, folded; undefined where there is none. */
export function orderedText(cell: CellValue, language: string): string | undefined {
  if (cell !== null && typeof cell === 'object' && 'translations' in cell) {
    return fold(inLanguage(cell.translations, language));
  }
  return foundTexts(cell)[0];
}

/** Whether a cell is empty: it has no value, or a text without characters. */
export function isEmptyCell(cell: CellValue): boolean {
  if (cell === null || cell === '') return true;
  if (typeof cell !== 'object') return false;
  if ('translations' in cell) return texts(cell.translations).every((text) => text === '');
  return 'description' in cell && cell.value === '';
}
