import type { Language } from './messages.ts';
import type { Source } from './source.ts';
import { columnName, quoted } from './tables.ts';
import { displayTextSql, followPath } from './text-sql.ts';

/** A condition with its parameters in the order of the question marks. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly (string | number | bigint)[];
}

/**
 * Lower case as people expect it, Cyrillic included; SQLite's own `lower()` knows ASCII only. Texts are compared, searched and
 * ordered so: the collation of ERP.net's database is not documented but for ignoring case.
 */
export function fold(text: string): string {
  return text.toLowerCase();
}

/** Columns that `$search` looks into: the search members in every language, and the display text. */
function searchedTexts(source: Source, language: Language): string[] {
  const members = source.set.searchMembers.flatMap((path) => {
    const { source: owner, attribute } = followPath(source, path);
    return attribute.type === 'Erp.MultilanguageString'
      ? (['EN', 'BG'] as const).map((part) => owner.column(columnName(attribute.name, part)))
      : [owner.column(quoted(attribute.name))];
  });
  return source.set.displayText === '' ? members : [...members, displayTextSql(source, language)];
}

/**
 * Rows whose search members or display text contain a text
 * (ErpNetDocs dev, domain-api/querying-data/query-options/search.md).
 */
export function searchSql(source: Source, text: string, language: Language): SqlCondition {
  const columns = searchedTexts(source, language);
  if (columns.length === 0) return { text: '0', values: [] };
  return {
    text: `(${columns.map((column) => `instr(fold(${column}), ?) > 0`).join(' OR ')})`,
    values: columns.map(() => fold(text)),
  };
}
