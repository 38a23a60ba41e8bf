import { expect, it } from 'vitest';
import type { Connection } from '../../../electron/library/database/cipher.ts';
import { preparedOnce } from '../../../electron/library/database/prepared-once.ts';
import { opened } from './opened-account.ts';
import { temporaryFolder } from './temporary-folder.ts';

function counted() {
  const prepared: string[] = [];
  const values = preparedOnce((connection: Connection, sql) => {
    prepared.push(sql);
    return connection.prepare<[], number>(sql).pluck();
  });
  return { prepared, values };
}

it('prepares a statement once for a connection', () => {
  const { prepared, values } = counted();
  const { cache, state } = opened(temporaryFolder());
  expect([1, 2, 3].map(() => values(cache, 'SELECT 7').get())).toEqual([7, 7, 7]);
  expect(values(state, 'SELECT 7').get()).toBe(7);
  expect(prepared).toEqual(['SELECT 7', 'SELECT 7']);
});

it('forgets the statement that was not used for the longest', () => {
  const { prepared, values } = counted();
  const { cache } = opened(temporaryFolder());
  values(cache, 'SELECT 0');
  for (let other = 1; other < 40; other += 1) {
    values(cache, `SELECT ${other}`);
    values(cache, 'SELECT 0');
  }
  expect(prepared).toHaveLength(40);
  values(cache, 'SELECT 39');
  expect(prepared).toHaveLength(40);
  values(cache, 'SELECT 1');
  expect(prepared).toHaveLength(41);
});

it('reads with what was prepared before a table was made anew', () => {
  const { values } = counted();
  const { cache } = opened(temporaryFolder());
  cache.exec('CREATE TABLE thing (number); INSERT INTO thing VALUES (1)');
  expect(values(cache, 'SELECT number FROM thing').get()).toBe(1);
  cache.exec(
    'DROP TABLE thing; CREATE TABLE thing (name, number); INSERT INTO thing VALUES (5, 2)',
  );
  expect(values(cache, 'SELECT number FROM thing').get()).toBe(2);
});
