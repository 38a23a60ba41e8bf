import { describe, expect, test } from 'vitest';
import { createCursors } from '../../../electron/instance/cursors.ts';

function newCursors(limit: number) {
  let count = 0;
  return createCursors(() => `cursor-${++count}`, limit);
}
const entry = (nextLink: string) => ({ nextLink, query: 'q' });

describe('cursors', () => {
  test('stand for an address without telling it', () => {
    const cursors = newCursors(10);
    const cursor = cursors.keep(entry('https://erp.example.com/?$skiptoken=1'));
    expect(cursor).toBe('cursor-1');
    expect(cursors.find(cursor)).toEqual(entry('https://erp.example.com/?$skiptoken=1'));
    expect(cursors.find(cursor)).toBeDefined();
    expect(cursors.find('made up')).toBeUndefined();
  });

  test('are dropped when there are too many, the one used longest ago first', () => {
    const cursors = newCursors(2);
    const first = cursors.keep(entry('1'));
    const second = cursors.keep(entry('2'));
    cursors.find(first);
    const third = cursors.keep(entry('3'));
    expect(cursors.find(second)).toBeUndefined();
    expect(cursors.find(first)).toEqual(entry('1'));
    expect(cursors.find(third)).toEqual(entry('3'));
  });
});
