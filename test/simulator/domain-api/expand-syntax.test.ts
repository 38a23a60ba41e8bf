import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExpandItem, parseExpand, parseOrder, parseSelect } from './expand-syntax.ts';

const name = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/);

const { items } = fc.letrec<{ items: ExpandItem[]; item: ExpandItem }>((tie) => ({
  items: fc.array(tie('item'), { minLength: 1, maxLength: 3, depthIdentifier: 'expand' }),
  item: fc.oneof(
    { depthIdentifier: 'expand', depthSize: 'small' },
    fc.record({ name, addressesOnly: fc.boolean(), expand: fc.constant([]) }),
    fc.record({
      name,
      addressesOnly: fc.constant(false),
      select: fc.array(name, { minLength: 1, maxLength: 3 }),
      expand: fc.constant([]),
    }),
    fc.record({ name, addressesOnly: fc.constant(false), expand: tie('items') }),
  ),
}));

function print(item: ExpandItem): string {
  if (item.addressesOnly) return `${item.name}/$ref`;
  const options = [
    ...(item.select === undefined ? [] : [`$select=${item.select.join(',')}`]),
    ...(item.expand.length === 0 ? [] : [`$expand=${item.expand.map(print).join(',')}`]),
  ];
  return options.length === 0 ? item.name : `${item.name}(${options.join(';')})`;
}

describe('$expand, $select and $orderby', () => {
  it('reads back every expansion it can be written as', () => {
    fc.assert(
      fc.property(items, (expansions) => {
        expect(parseExpand(expansions.map(print).join(','))).toEqual(expansions);
      }),
    );
  });

  it.each([
    'Lines(',
    'Lines)',
    'Lines),(Product)',
    'Lines($expand=Product($select=Name)',
    'Lines()x',
    'Lines(Product)',
    ',',
    'Lines/Product',
  ])('refuses %s', (text) => {
    expect(() => parseExpand(text)).toThrow(expect.objectContaining({ name: 'DomainApiError' }));
  });

  it('knows only $select and $expand inside brackets', () => {
    expect(() => parseExpand('Lines($top=5)')).toThrow(
      expect.objectContaining({ template: 'optionNotSupported', parameters: ['$top'] }),
    );
  });

  it('takes * for the default attributes', () => {
    expect(parseSelect('*,Id')).toEqual(['default', 'Id']);
  });

  it('refuses paths in $select', () => {
    expect(() => parseSelect('Product/Name')).toThrow(
      expect.objectContaining({ template: 'syntax' }),
    );
  });

  it('reads the direction of an order and nothing else behind a name', () => {
    expect(parseOrder('DocumentDate desc, DocumentNo')).toEqual([
      { name: 'DocumentDate', descending: true },
      { name: 'DocumentNo', descending: false },
    ]);
    expect(() => parseOrder('DocumentDate down')).toThrow(
      expect.objectContaining({ template: 'syntax' }),
    );
  });
});
