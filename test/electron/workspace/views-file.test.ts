import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { readViewsFile, viewsFileText } from '../../../electron/workspace/views-file.ts';
import { sampleView } from './sample-views.ts';

const { id: _id, isDefault: _isDefault, ...portable } = sampleView();

/** A file like ours, changed. */
function fileWith(change: (file: Record<string, unknown>) => unknown): string {
  return JSON.stringify(
    change(JSON.parse(viewsFileText([sampleView()])) as Record<string, unknown>),
  );
}

function fileWithView(view: object): string {
  return fileWith((file) => ({ ...file, views: [{ ...portable, ...view }] }));
}

describe('a file of views', () => {
  it('brings views to a colleague, without what belongs to the account', () => {
    const text = viewsFileText([sampleView({ isDefault: true })]);
    expect(readViewsFile(text)).toEqual(success([portable]));
    expect(text).not.toContain('view-1');
    expect(text).not.toContain('isDefault');
  });

  it('may begin with a byte order mark', () => {
    expect(readViewsFile(`\uFEFF${viewsFileText([sampleView()])}`)).toEqual(success([portable]));
  });

  it('of a later version is told from one that is no such file', () => {
    expect(
      readViewsFile(fileWith((file) => ({ ...file, version: 2, views: 'elsewhere' }))),
    ).toEqual(failure({ code: 'fileTooNew' }));
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      fileWith((file) => ({ ...file, format: 'other' })),
    ]) {
      expect(readViewsFile(text)).toMatchObject({ error: { code: 'fileNotUnderstood' } });
    }
  });

  it.each([
    ['no views', fileWith((file) => ({ ...file, views: [] }))],
    ['too many views', fileWith((file) => ({ ...file, views: Array(501).fill(portable) }))],
    ['a set that is an address', fileWithView({ set: '../Systems_Security_Users?$filter=1' })],
    ['a name in two lines', fileWithView({ name: 'Mine\nYours' })],
    ['a name without end', fileWithView({ name: 'x'.repeat(101) })],
    ['no name', fileWithView({ name: '  ' })],
    [
      'a column that is an expression',
      fileWithView({ content: { ...portable.content, columns: ['a)b'] } }),
    ],
    [
      'columns without end',
      fileWithView({ content: { ...portable.content, columns: Array(201).fill('a') } }),
    ],
    [
      'an order without end',
      fileWithView({
        content: {
          ...portable.content,
          order: Array(11).fill({ column: 'a', direction: 'ascending' }),
        },
      }),
    ],
    ['a width that fills the street', fileWithView({ columnWidths: { DocumentNo: 1e9 } })],
    ['filters that are a list', fileWithView({ content: { ...portable.content, filters: ['x'] } })],
  ])('is refused as a whole for %s', (_what, text) => {
    expect(readViewsFile(text)).toMatchObject({ error: { code: 'fileNotUnderstood' } });
  });

  it('changes nothing of the program by the names in it', () => {
    const text = fileWithView({}).replace('"filters":{', '"filters":{"__proto__":"polluted",');
    const read = readViewsFile(text);
    const filters = read.ok ? read.value[0]?.content.filters : undefined;
    expect(Object.getPrototypeOf(filters)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
