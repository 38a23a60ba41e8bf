import { describe, expect, test } from 'vitest';
import { toEntitySet, toSummaries } from '../../../electron/instance/model.ts';
import { compactModel } from '../../../electron/instance/model-document.ts';
import { attribute, balances, entitySet, reference, salesOrders } from './sample-model.ts';

function column(name: string, set = salesOrders) {
  return set.detail.columns.find((each) => each.name === name);
}

describe('the list of navigators', () => {
  const headings = compactModel.parse([
    { Name: 'Crm_Sales_Customers', RepositoryName: 'Crm.Sales.Customers', LocalizedName: 'Яки' },
    { Name: 'A_Hidden', RepositoryName: 'A.Hidden', UIVisibility: 'CannotBeShown' },
    {
      Name: 'A_Rare',
      RepositoryName: 'A.Rare',
      LocalizedName: 'Ели',
      UIVisibility: 'HiddenByDefault',
    },
    { Name: 'General_Products_ProductGroups', RepositoryName: 'General.Products.ProductGroups' },
    { Name: 'Alone', LocalizedName: ' ' },
    { Name: '../elsewhere', LocalizedName: 'Elsewhere' },
  ]);

  test('is sorted by label in the user’s language, without what the model hides for good', () => {
    expect(toSummaries(headings, 'bg')).toEqual([
      { name: 'A_Rare', label: 'Ели', module: 'A' },
      { name: 'Crm_Sales_Customers', label: 'Яки', module: 'Crm.Sales' },
      { name: 'Alone', label: 'Alone', module: '' },
      {
        name: 'General_Products_ProductGroups',
        label: 'Product groups',
        module: 'General.Products',
      },
    ]);
  });
});

describe('the columns of an entity set', () => {
  test('come in the model’s logical order, references among them', () => {
    expect(salesOrders.detail.columns.map(({ name }) => name)).toEqual([
      'DocumentNo',
      'DocumentDate',
      'Total',
      'Name',
      'Customer',
      'Id',
      'DisplayText',
    ]);
  });

  test('know what to show first, what to order by, and where references lead', () => {
    expect(column('DocumentNo')).toEqual({
      name: 'DocumentNo',
      label: 'DocumentNo label',
      type: 'text',
      orderable: true,
      shownByDefault: true,
    });
    expect(column('Total')).toMatchObject({ type: 'amount', scale: 2, orderable: false });
    expect(column('Id')).toMatchObject({ type: 'guid', shownByDefault: false });
    expect(column('Customer')).toMatchObject({
      type: 'reference',
      referencedSet: 'Crm_Sales_Customers',
    });
  });

  test('tell their scale where the model does: 0 beside a precision of 0 is no answer', () => {
    const scaleOf = (Precision: number, Scale: number | null) =>
      column('Sum', entitySet([attribute('Sum', 'Edm.Decimal', { Precision, Scale })]))?.scale;
    expect([scaleOf(18, 2), scaleOf(18, 0), scaleOf(0, 0), scaleOf(18, null)]).toEqual([
      2,
      0,
      undefined,
      undefined,
    ]);
  });

  test('tell the labels of an enum', () => {
    const values = [
      { Value: 0, Name: 'New', LocalizedName: 'Нов' },
      { Value: 30, Name: 'Released', LocalizedName: null },
    ];
    const set = entitySet([
      attribute('State', 'Erp.General_DocumentState', {}, { enumValues: values }),
    ]);
    expect(column('State', set)).toMatchObject({
      type: 'enum',
      enumLabels: { New: 'Нов', Released: 'Released' },
    });
  });

  test.each([
    ['Edm.Decimal', 'Rate', {}, 'decimal'],
    ['Edm.Decimal', 'Margin', { Subtype: 'Decimal_Percent' }, 'percent'],
    ['Edm.Decimal', 'LineStandardDiscountPercent', { Precision: 7, Scale: 6 }, 'percent'],
    ['Edm.Decimal', 'VatPercent', { Precision: 18, Scale: 2 }, 'decimal'],
    ['Edm.Int32', 'LineNo', {}, 'integer'],
    ['Edm.Int64', 'ObjectVersion', {}, 'integer'],
    ['Edm.Boolean', 'Void', {}, 'boolean'],
    ['Edm.Date', 'Day', {}, 'date'],
    ['Edm.DateTimeOffset', 'DocumentDate', { DefaultValueType: 'CurrentDate' }, 'date'],
    ['Edm.DateTimeOffset', 'EndDateOfPeriod', {}, 'date'],
    ['Edm.DateTimeOffset', 'CreationTime', {}, 'dateTime'],
    ['Edm.DateTimeOffset', 'CompletedDateTimeUtc', { Subtype: 'DateTime_Utc' }, 'dateTime'],
    ['Edm.DateTimeOffset', 'ChangeDate', { DateTimeUtc: true }, 'dateTime'],
    ['Edm.DateTimeOffset', 'PostingDate', { DefaultValueType: 'CurrentDateTime' }, 'dateTime'],
    ['Edm.DateTimeOffset', 'MeetingDate', { DefaultFormat: 'g' }, 'dateTime'],
    ['Edm.DateTimeOffset', 'Deadline', { DefaultFormat: 'd' }, 'date'],
    ['Edm.DateTimeOffset', 'CommentTimestamp', {}, 'dateTime'],
    ['Erp.Quantity', 'Quantity', {}, 'quantity'],
    ['Erp.MultilanguageString', 'Name', {}, 'multilingual'],
    ['Edm.GeographyPoint', 'Place', {}, 'other'],
    ['toString', 'Odd', {}, 'other'],
  ])('of the type %s called %s with %j are %s', (type, name, info, expected) => {
    const set = entitySet([attribute(name, type, info)]);
    expect(column(name, set)?.type).toBe(expected);
  });

  test('tell the group that the model puts them in, where it does', () => {
    const set = entitySet(
      [
        attribute('Total', 'Edm.Decimal', {}, { CategoryLocalizedName: 'Изчислими атрибути' }),
        attribute('Notes', 'Edm.String', {}, { CategoryLocalizedName: ' ' }),
      ],
      [{ ...reference('Customer', 'Crm_Customers'), CategoryLocalizedName: 'Страни' }],
    );
    expect(column('Total', set)?.category).toBe('Изчислими атрибути');
    expect(column('Notes', set)).not.toHaveProperty('category');
    expect(column('Customer', set)?.category).toBe('Страни');
  });

  test.each([
    ['String_Html', 'html'],
    ['String_Markdown', 'markdown'],
    ['String_Rtf', 'rtf'],
    ['String_Code', undefined],
    ['toString', undefined],
  ])('of the subtype %s are written in %s', (Subtype, markup) => {
    expect(column('Text', entitySet([attribute('Text', 'Edm.String', { Subtype })]))?.markup).toBe(
      markup,
    );
  });

  test('include the instance’s own', () => {
    const custom = attribute(
      'CustomProperty_color',
      'Erp.CustomPropertyValue',
      {},
      {
        IsCustomProperty: true,
      },
    );
    expect(column('CustomProperty_color', entitySet([custom]))?.type).toBe('custom');
  });

  test('that hold pictures are told apart from those that a list can show', () => {
    const set = entitySet([
      attribute('Name', 'Edm.String'),
      attribute('Picture', 'Edm.Binary', { Subtype: 'Binary_Picture' }, { IsBlob: true }),
      attribute('File', 'Edm.Binary', {}, { IsBlob: true }),
      attribute('Seal', 'Edm.Binary', { Subtype: 'Binary_Picture', UIVisibility: 'CannotBeShown' }),
    ]);
    expect(set.detail.pictures).toEqual([{ name: 'Picture', label: 'Picture label' }]);
    expect(set.detail.columns.map(({ name }) => name)).not.toContain('Picture');
    expect(set.members.has('Picture')).toBe(false);
    expect(entitySet([attribute('Name', 'Edm.String')]).detail).not.toHaveProperty('pictures');
  });

  test.each([
    ['a password by its subtype', attribute('Key', 'Edm.String', { Subtype: 'String_Password' })],
    ['a password by its name', attribute('Password', 'Edm.String')],
    [
      'a sensitive text',
      attribute('Key', 'Edm.String', { Options: 'InterpolatedString, SecuritySensitiveString' }),
    ],
    ['a picture', attribute('Picture', 'Edm.Binary', { Subtype: 'Binary_Picture' })],
    ['a blob', attribute('Body', 'Edm.String', {}, { IsBlob: true })],
    ['what can’t be shown', attribute('Internal', 'Edm.String', { UIVisibility: 'CannotBeShown' })],
    ['what is internal', attribute('Raw', 'Edm.String', { Internal: true })],
    ['a name that could break out of a query', attribute('A,$expand=B', 'Edm.String')],
  ])('leave out %s', (_, hidden) => {
    expect(entitySet([hidden]).detail.columns).toEqual([]);
  });

  test('leave out a reference that can’t be shown, and hide one without base information', () => {
    const set = entitySet(
      [],
      [
        reference('Parent', 'Sets', { UIVisibility: 'CannotBeShown' }),
        { ...reference('Owner', 'Sets'), BaseInfo: null },
      ],
    );
    expect(set.detail.columns).toMatchObject([{ name: 'Owner', shownByDefault: false }]);
  });

  test('of a view name no row', () => {
    expect(balances.detail.hasId).toBe(false);
    expect(balances.rowAttributes).toEqual([]);
    expect(salesOrders.detail.hasId).toBe(true);
  });

  test('of a base set name rows although its key is not called Id', () => {
    const parties = entitySet([
      attribute('PartyId', 'Edm.Guid'),
      attribute('DisplayText', 'Edm.String', { UIVisibility: 'CannotBeShown' }),
    ]);
    expect(parties.detail.hasId).toBe(true);
    expect(parties.rowAttributes).toEqual(['DisplayText']);
  });
});

test('rows belong to what their ownership reference leads to, up the aggregate where there are several', () => {
  const owning = (name: string, more: object = {}) => ({
    ...reference(name, `${name}s`),
    IsOwnership: true,
    ...more,
  });
  const ownerOf = (...references: object[]) => entitySet([], references).detail.owner;
  expect(ownerOf(reference('Product', 'Products'), owning('Order'))).toBe('Order');
  expect(ownerOf(owning('Batch'), owning('Order', { IsAggregateParent: true }))).toBe('Order');
  expect(ownerOf(reference('Product', 'Products'))).toBeNull();
  expect(ownerOf({ ...owning('Order'), BaseInfo: { UIVisibility: 'CannotBeShown' } })).toBeNull();
});

test('child collections come with the sets that they lead to, and those that lead nowhere are left out', () => {
  const collection = (name: string, set: string | null, label: string | null = null) => ({
    Name: name,
    LocalizedName: label,
    ChildEntitySet: set,
  });
  const { detail } = toEntitySet({
    Name: 'Sets',
    ChildCollections: [
      collection('Lines', 'Sets_Lines', 'Order lines'),
      collection('PaymentPlans', 'Sets_Plans'),
      collection('Nowhere', null),
      collection('Elsewhere', '../Sets'),
    ],
  });
  expect(detail.children).toEqual([
    { name: 'Lines', label: 'Order lines', set: 'Sets_Lines' },
    { name: 'PaymentPlans', label: 'Payment plans', set: 'Sets_Plans' },
  ]);
});
