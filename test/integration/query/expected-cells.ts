import type { CellValue, Column } from '../../../electron/contract/rows.ts';

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function translations(value: unknown): Record<string, string> {
  const entries = Object.entries(value ?? {}).filter(([, text]) => text !== null);
  return Object.fromEntries(entries.map(([key, text]) => [key.toLowerCase(), String(text)]));
}

/** The cell that a value of the tables must become, worked out without any code of the app. */
export function expectedCell(
  { type, referencedSet }: Column,
  value: unknown,
  titleOf: (set: string, id: string) => unknown,
): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (type === 'amount' || type === 'quantity') {
    const unit = member(value, 'Currency') ?? member(value, 'Unit');
    return { value: String(member(value, 'Value')), unit: String(unit) };
  }
  if (type === 'custom') {
    const description = member(value, 'Description');
    return {
      value: String(member(value, 'Value')),
      description: description === null ? null : translations(description),
    };
  }
  if (type === 'reference') {
    const id = String(member(value, '@odata.id')).slice(-37, -1);
    const title = titleOf(referencedSet ?? '', id);
    return { set: referencedSet ?? '', id, text: typeof title === 'string' ? title : null };
  }
  const texts = translations(value);
  return Object.keys(texts).length === 0 ? null : { translations: texts };
}
