import type { Kind, Month } from './month.ts';

/** What a month, or several, cost with one client. */
export interface Row {
  readonly kind: Kind;
  readonly seeds: string;
  readonly refreshes: number;
  readonly signIns: number;
  readonly avoidable: number;
  readonly sentTwice: number;
  readonly overlapping: number;
  readonly deliberate: number;
}

/** Counts a month. */
export function rowOf(month: Month): Row {
  const signIns = month.signIns.filter(({ isKnown }) => !isKnown);
  return {
    kind: month.kind,
    seeds: String(month.seed),
    refreshes: month.refreshes,
    signIns: signIns.length,
    avoidable: signIns.filter(({ isAvoidable }) => isAvoidable).length,
    sentTwice: month.sentTwice,
    overlapping: month.overlapping,
    deliberate: month.sentDeliberately,
  };
}

/** All months of one client. */
export function total(kind: Kind, rows: readonly Row[]): Row {
  const own = rows.filter((row) => row.kind === kind);
  const sum = (of: (row: Row) => number): number =>
    own.reduce((before, row) => before + of(row), 0);
  return {
    kind,
    seeds: 'all',
    refreshes: sum(({ refreshes }) => refreshes),
    signIns: sum(({ signIns }) => signIns),
    avoidable: sum(({ avoidable }) => avoidable),
    sentTwice: sum(({ sentTwice }) => sentTwice),
    overlapping: sum(({ overlapping }) => overlapping),
    deliberate: sum(({ deliberate }) => deliberate),
  };
}

const columns: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ['client', ({ kind }) => kind],
  ['seed', ({ seeds }) => seeds],
  ['refreshes', ({ refreshes }) => String(refreshes)],
  ['sign-ins needed', ({ signIns }) => String(signIns)],
  ['avoidable', ({ avoidable }) => String(avoidable)],
  ['tokens sent twice', ({ sentTwice }) => String(sentTwice)],
  ['overlapping refreshes', ({ overlapping }) => String(overlapping)],
  ['deliberate attempts', ({ deliberate }) => String(deliberate)],
];

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const cells = columns.map(([title, cell]) => [title, ...rows.map(cell)]);
  const widths = cells.map((column) => Math.max(...column.map(({ length }) => length)));
  const line = (at: number): string =>
    `| ${cells.map((column, index) => column[at]?.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(0), rule, ...rows.map((_, index) => line(index + 1))].join('\n');
}

/** Why somebody who uses our app had to sign in, and how often. */
export function explained(months: readonly Month[]): string {
  const told = months
    .filter(({ kind }) => kind === 'this app')
    .flatMap(({ signIns }) => signIns.filter(({ isKnown }) => !isKnown));
  const counts = Map.groupBy(told, (signIn) => signIn.told);
  return [...counts].map(([reason, { length }]) => `${length} × ${reason}`).join(', ');
}
