import type { WritingHabits } from './writing-habits.ts';

function escaped(text: string): string {
  return text.replace(/[.\\]/g, '\\$&');
}

/** Whole digits, grouped by three or not at all, then maybe a fraction. */
function shape(group: string, decimal: string): RegExp {
  const grouped = group === '' ? '' : `|\\d{1,3}(?:${escaped(group)}\\d{3})+`;
  return new RegExp(`^(\\d+${grouped})(?:${escaped(decimal)}(\\d+))?$`);
}

/**
 * Reads a number as people write it: `1 234,50`, `1,234.50`, `-5`. Where a separator can mean both, as in `1,234`, the
 * reader's own habit decides; else what a separator can only mean is what it means.
 * @returns the exact decimal, `-1234.50`; undefined for what is no number
 */
export function writtenNumber(
  text: string,
  { decimal, group }: Pick<WritingHabits, 'decimal' | 'group'>,
): string | undefined {
  const [, sign = '', body = ''] = /^([+-]?)\s*(.*)$/.exec(text.trim().replace('−', '-')) ?? [];
  const digits = body.replace(/\s/g, ' ').replaceAll('’', "'");
  const shapes = [
    shape(group.replace('’', "'"), decimal),
    shape(' ', decimal),
    shape("'", decimal),
    shape('', '.'),
    shape('', ','),
    shape(',', '.'),
    shape('.', ','),
    shape(' ', '.'),
    shape(' ', ','),
  ];
  for (const each of shapes) {
    const [, whole, fraction] = each.exec(digits) ?? [];
    if (whole === undefined) continue;
    const number = whole.replace(/\D/g, '') + (fraction === undefined ? '' : `.${fraction}`);
    return sign === '-' ? `-${number}` : number;
  }
  return undefined;
}
