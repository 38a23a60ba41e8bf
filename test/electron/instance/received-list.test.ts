import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import {
  listReadAlready,
  seenNextLink,
  whileWanted,
} from '../../../electron/instance/received-list.ts';

const rows = Array.from({ length: 500 }, (_, number) => ({
  Id: number,
  Text: 'Поръчка'.repeat(9),
}));
const link = 'https://demo.my.erp.net/api/domain/odata/Sets?$skiptoken="1"\\Ж';

const seen = (json: string): string | null => seenNextLink(Buffer.from(json));

describe('Where a long list goes on', () => {
  test.each([
    ['before it', { '@odata.nextLink': link, value: rows }],
    ['behind it', { value: rows, '@odata.nextLink': link }],
  ])('is seen %s', (_, answer) => {
    expect(seen(JSON.stringify(answer))).toBe(link);
    expect(seen(JSON.stringify(answer, null, 2))).toBe(link);
  });

  test.each([
    ['says nothing', { value: rows }],
    ['says null', { value: rows, '@odata.nextLink': null }],
    ['says something empty', { value: rows, '@odata.nextLink': '' }],
    ['says it of another list', { value: [{ 'Lines@odata.nextLink': link }] }],
    ['quotes it', { value: [{ Text: `"@odata.nextLink":"${link}"` }] }],
    ['says it in the midst of rows', { value: [...rows, { '@odata.nextLink': link }, ...rows] }],
  ])('is not seen where it %s', (_, answer) => {
    expect(seen(JSON.stringify(answer))).toBeNull();
  });

  test.each([
    '{"value":[],"@odata.nextLink"',
    '{"@odata.nextLink":"a',
    '{"@odata.nextLink":"\\x"}',
  ])('is not seen in what is cut or no JSON: %s', (text) => {
    expect(seen(text)).toBeNull();
  });

  test('is never seen otherwise than it is read, wherever it stands', () => {
    const members = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
    fc.assert(
      fc.property(members, members, fc.string({ minLength: 1 }), (before, behind, next) => {
        const answer = { ...before, '@odata.nextLink': next, value: [], ...behind };
        expect(seen(JSON.stringify(answer))).toBe(answer['@odata.nextLink']);
      }),
    );
  });
});

describe('A list that has come', () => {
  const list = listReadAlready({ value: [1, 2], count: 2 });

  test('is read when it is wanted', async () => {
    const read = await whileWanted(list, new AbortController().signal).read((some) => some.length);
    expect(read).toEqual(success({ around: { value: [], count: 2 }, read: [2] }));
  });

  test('is cancelled when nobody wants it any more at the end', async () => {
    const abort = new AbortController();
    const reading = whileWanted(list, abort.signal).read(() => abort.abort());
    expect(await reading).toEqual(failure({ code: 'cancelled' }));
  });
});
