import type { Emphasis } from './markdown-spans.ts';

/**
 * Asterisks, underscores or tildes in a row, which may begin and end emphasis. Runs stand in a list, from which goes what can be
 * neither any more.
 * @see CommonMark 0.31, section 6.2
 */
export interface Run {
  readonly kind: 'run';
  /** Grows along the list. */
  readonly place: number;
  readonly sign: string;
  readonly length: number;
  readonly canBegin: boolean;
  readonly canEnd: boolean;
  /** Signs that stand for nothing but themselves. */
  left: number;
  /** What begins after them, the outermost first. */
  readonly begins: Emphasis[];
  /** What ends before them, the innermost first. */
  readonly ends: Emphasis[];
  previous: Run | null;
  next: Run | null;
}

/**
 * A run behind the last one.
 * @param around the signs before and after it
 */
export function addRun(
  last: Run | null,
  text: string,
  [before, after]: readonly [string, string],
): Run {
  const sign = text.charAt(0);
  const isLeft = leansOn(after, before);
  const isRight = leansOn(before, after);
  const isUnderscore = sign === '_';
  const run: Run = {
    ...{ kind: 'run', place: last === null ? 0 : last.place + 1, sign },
    ...{ length: text.length, left: text.length, begins: [], ends: [] },
    // An underscore within a word is one: snake_case.
    canBegin: isLeft && (!isUnderscore || !isRight || isPunctuation(before)),
    canEnd: isRight && (!isUnderscore || !isLeft || isPunctuation(after)),
    ...{ previous: last, next: null },
  };
  if (last !== null) last.next = run;
  return run;
}

const isPunctuation = (char: string): boolean => /[\p{P}\p{S}]/u.test(char);

/** Whether signs belong to the word on one side of them ("flanking"). */
function leansOn(side: string, otherSide: string): boolean {
  if (/\s/u.test(side)) return false;
  return !isPunctuation(side) || /\s/u.test(otherSide) || isPunctuation(otherSide);
}

/**
 * Finds what begins and ends with each other among the runs after `bottom`, and takes them off the list. For every kind of end it
 * is remembered how far back nothing begins that it could end, so that nobody looks there twice.
 * @returns the last run that is left, which is `bottom`
 */
export function pairRuns(last: Run | null, bottom: Run | null): Run | null {
  const fruitless = new Map<string, number>();
  let end = firstAfter(last, bottom);
  while (end !== null) {
    if (!end.canEnd || end.left === 0) {
      end = end.next;
      continue;
    }
    const kind = `${end.sign}${end.canBegin}${end.sign === '~' ? end.left : end.length % 3}`;
    const floor = fruitless.get(kind) ?? bottom?.place ?? -1;
    let begin = end.previous;
    while (begin !== null && begin.place > floor && !belong(begin, end)) begin = begin.previous;
    if (begin !== null && begin.place > floor) {
      join(begin, end);
      begin.next = end;
      end.previous = begin;
      if (begin.left === 0) unlink(begin);
    } else {
      fruitless.set(kind, end.place - 1);
      const { next } = end;
      if (!end.canBegin) unlink(end);
      end = next;
    }
  }
  if (bottom !== null) bottom.next = null;
  return bottom;
}

function firstAfter(last: Run | null, bottom: Run | null): Run | null {
  if (bottom !== null) return bottom.next;
  let first = last;
  while (first !== null && first.previous !== null) first = first.previous;
  return first;
}

function belong(begin: Run, end: Run): boolean {
  if (begin.sign !== end.sign || !begin.canBegin || begin.left === 0) return false;
  if (begin.sign === '~') return begin.left === end.left && end.left <= 2;
  // "The multiple of 3 rule", for what can be both.
  const isBoth = begin.canEnd || end.canBegin;
  return !isBoth || (begin.length + end.length) % 3 !== 0 || begin.length % 3 === 0;
}

function join(begin: Run, end: Run): void {
  const signs = begin.sign === '~' ? end.left : begin.left > 1 && end.left > 1 ? 2 : 1;
  const emphasis = begin.sign === '~' ? 'strike' : signs === 2 ? 'strong' : 'emphasis';
  begin.begins.unshift(emphasis);
  end.ends.push(emphasis);
  begin.left -= signs;
  end.left -= signs;
}

function unlink(run: Run): void {
  if (run.previous !== null) run.previous.next = run.next;
  if (run.next !== null) run.next.previous = run.previous;
}
