import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NavigatorContent } from '../../../electron/contract/workspace.ts';
import { parseLink } from '../../../electron/shell/link-text.ts';
import { recordLink, rowsLink } from '../../../renderer/workspace/links.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';

const id = '6f1c1d9e-3f5b-4c0e-9d1a-000000000001';
const host = 'demodb.my.erp.net';
const set = 'Crm_Sales_SalesOrders';
const order = `erpnet-navigator://${host}/${set}(${id})`;

const shownText = (content: string, encoding: BufferEncoding = 'utf8'): string =>
  `erpnet-navigator://${host}/${set}?show=${Buffer.from(content, encoding).toString('base64url')}`;
const shown = (content: unknown): string => shownText(JSON.stringify(content));

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/);
const typed = fc.string({ maxLength: 60, unit: 'grapheme' }).filter((text) => text.isWellFormed());
const contents: fc.Arbitrary<NavigatorContent> = fc.record({
  columns: fc.option(fc.array(name, { minLength: 1, maxLength: 5 })),
  frozen: fc.integer({ min: 0, max: 10 }),
  search: typed,
  filters: fc.dictionary(name, typed, { maxKeys: 4, noNullPrototype: true }),
  chosen: fc.constant({}),
  advanced: fc.array(
    fc.array(fc.record({ test: fc.constant('notEmpty' as const), path: name }), {
      minLength: 1,
      maxLength: 2,
    }),
    { maxLength: 2 },
  ),
  order: fc.array(
    fc.record({
      column: name,
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
    { maxLength: 2 },
  ),
  hasFilterRow: fc.boolean(),
  hasTotals: fc.boolean(),
  totals: fc.constant({}),
});

describe('a link that the app has made', () => {
  it('leads to the same record', () => {
    fc.assert(
      fc.property(name, fc.uuid(), (named, key) => {
        const link = recordLink(host, { set: named, id: key });
        expect(parseLink(link)).toEqual({ kind: 'record', host, set: named, id: key });
      }),
    );
  });

  it('leads to the same rows, as they were shown', () => {
    fc.assert(
      fc.property(name, contents, (named, content) => {
        const link = rowsLink(host, named, content);
        if (link === null) return;
        expect(parseLink(link)).toEqual({ kind: 'rows', host, set: named, content });
      }),
    );
  });

  it('is short where nothing was narrowed, and not made where there is too much to tell', () => {
    expect(rowsLink(host, set, standardContent)?.length).toBeLessThan(140);
    const filters = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`Column${at}`, 'x'.repeat(300)]),
    );
    expect(rowsLink(host, set, { ...standardContent, filters })).toBeNull();
  });
});

describe('a link', () => {
  it('may lead to a whole set, and to an instance on another port', () => {
    expect(parseLink(`erpnet-navigator://${host}:8443/${set}`)).toEqual({
      ...{ kind: 'rows', host: `${host}:8443`, set, content: null },
    });
  });

  it('is read whatever the case of scheme, host and id', () => {
    const loud = `ERPNET-Navigator://${host.toUpperCase()}/${set}(${id.toUpperCase()})`;
    expect(parseLink(loud)).toEqual({ kind: 'record', host, set, id });
  });

  it.each([
    ['to nothing', 'erpnet-navigator://'],
    ['to an instance only', `erpnet-navigator://${host}/`],
    ['with a query of the server', `${order}?$expand=Lines`],
    ['with more of a path', `${order}/Lines`],
    ['with a fragment', `${order}#x`],
    ['with a password', order.replace('//', '//user:secret@')],
    ['of another scheme', order.replace('erpnet-navigator', 'https')],
    ['with something before it', `x${order}`],
    ['with something after it', `${order} --inspect`],
    ['with a line break', `${order}\n`],
    ['with a set that is no name', `erpnet-navigator://${host}/../Sets(${id})`],
    ['with an id that is none', order.replace(id, 'row-1')],
    ['with dashes for an id', order.replace(id, '-'.repeat(36))],
    ['with a number for a host', `erpnet-navigator://2130706433/${set}`],
    ['with a host in hexadecimal', `erpnet-navigator://0x7f.1/${set}`],
    ['with a port that is none', `erpnet-navigator://${host}:99999/${set}`],
    ['with a host that ends in a dot', `erpnet-navigator://${host}./${set}`],
    ['with what is no JSON', `erpnet-navigator://${host}/${set}?show=AAAA`],
    ['with bytes that are no text', `erpnet-navigator://${host}/${set}?show=_____w`],
    [
      'with letters in another encoding',
      shownText(JSON.stringify({ ...standardContent, search: 'ü' }), 'latin1'),
    ],
    ['with a content that is none', shown({ search: 7 })],
    [
      'with a path of the server for a column',
      shown({ ...standardContent, columns: ['A/../B?x'] }),
    ],
    [
      'with an option for an order',
      shown({ ...standardContent, order: [{ column: 'A desc,B', direction: 'ascending' }] }),
    ],
    ['longer than any', shownText(JSON.stringify(standardContent) + ' '.repeat(8000))],
  ])('%s is none', (_, text) => {
    expect(parseLink(text)).toBeNull();
  });

  it('changes no prototype, and brings nothing along that a navigator has not', () => {
    const content = JSON.stringify(standardContent).replace(
      '{',
      '{"__proto__":{"polluted":1},"more":1,',
    );
    const link = parseLink(shown(JSON.parse(content)));
    expect(link).toEqual({ kind: 'rows', host, set, content: standardContent });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
