import type { Attribute, Calculation, EnumType } from '../data/model.ts';
import { requireMember } from './members.ts';
import type { Language } from './messages.ts';
import type { Source } from './source.ts';
import { columnName, quoted } from './tables.ts';

/** A text of the model in SQL; such texts never come from a request. */
function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function enumText(column: string, { values }: EnumType, language: Language): string {
  const cases = values.map(({ value, label }) => `WHEN ${value} THEN ${sqlText(label[language])}`);
  return `CASE ${column} ${cases.join(' ')} ELSE '' END`;
}

function voidTag(source: Source, language: Language): string {
  const tag = language === 'bg' ? ' (анулиран)' : ' (void)';
  return `CASE ${source.column('"Void"')} WHEN 1 THEN ${sqlText(tag)} ELSE '' END`;
}

/** SQL for what a calculated attribute says; a `lineTotal` is a scaled integer, all others are texts. */
export function calculationSql(
  source: Source,
  calculation: Calculation,
  language: Language,
): string {
  switch (calculation.kind) {
    case 'displayText':
      return displayTextSql(source, language);
    case 'stateTags':
      return voidTag(source, language);
    case 'fullState': {
      const state = requireMember(source.set, 'State');
      return state.kind === 'attribute'
        ? `${textSql(source, state.attribute, language)} || ${voidTag(source, language)}`
        : "''";
    }
    case 'lineTotal':
      return lineTotalSql(source, calculation);
  }
}

function lineTotalSql(source: Source, total: Extract<Calculation, { kind: 'lineTotal' }>): string {
  const lines = source.set.collections.find(({ name }) => name === total.collection);
  if (lines === undefined) throw new TypeError(`${source.set.name} has no ${total.collection}`);
  const sum = `SELECT coalesce(sum(${quoted(total.attribute)}), 0) FROM ${quoted(lines.target)}
    WHERE ${quoted(lines.backReference)} = ${source.key}`;
  return `(((${sum}) * ${total.percent} + 50) / 100)`;
}

/** SQL for an attribute as people read it, never null. */
function textSql(source: Source, attribute: Attribute, language: Language): string {
  if (attribute.calculation) return calculationSql(source, attribute.calculation, language);
  const column = source.column(quoted(attribute.name));
  if (attribute.enumType) return enumText(column, attribute.enumType, language);
  if (attribute.type === 'Edm.DateTimeOffset') {
    return `coalesce(strftime('%Y-%m-%d', ${column} / 1000, 'unixepoch'), '')`;
  }
  if (attribute.type !== 'Erp.MultilanguageString') return `coalesce(${column}, '')`;
  const [first, second] = language === 'bg' ? (['BG', 'EN'] as const) : (['EN', 'BG'] as const);
  const texts = [first, second].map((part) => source.column(columnName(attribute.name, part)));
  return `coalesce(${texts.join(', ')}, '')`;
}

/** The attribute at the end of a path such as `SalesOrder.DocumentType.TypeName`, and its table. */
export function followPath(source: Source, path: string): { source: Source; attribute: Attribute } {
  const names = path.split('.');
  let current = source;
  for (const [index, name] of names.entries()) {
    const member = requireMember(current.set, name);
    if (member.kind === 'reference') current = current.follow(member.reference);
    else if (index === names.length - 1) return { source: current, attribute: member.attribute };
  }
  throw new TypeError(`${path} leads to no attribute of ${source.set.name}`);
}

/** SQL for a row's title, after the set's display text format. */
export function displayTextSql(source: Source, language: Language): string {
  const parts = source.set.displayText.split(/(\{[^}]+\})/).filter((part) => part !== '');
  const texts = parts.map((part) => {
    if (!part.startsWith('{')) return sqlText(part);
    const end = followPath(source, part.slice(1, -1));
    return `(${textSql(end.source, end.attribute, language)})`;
  });
  return texts.length === 0 ? "''" : texts.join(' || ');
}
