/** Entity sets of the largest model that we know of. */
export const setCount = 990;

const words =
  'документ дата номер сума валута количество мярка клиент доставчик склад продукт партида бележки състояние служител отдел договор плащане фактура ред';
const vocabulary = words.split(' ');
const technical =
  'Document Date Number Amount Currency Quantity Unit Customer Supplier Store Product Lot Notes State Employee Department Contract Payment Invoice Line'.split(
    ' ',
  );

/** Spread over the vocabulary, so that every pair of words is met and none is everywhere. */
function pick<Value>(from: readonly Value[], number: number): Value {
  const value = from[Math.imul(number + 1, 0x9e3779b1) >>> 27] ?? from[number % from.length];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}

function name(number: number): string {
  return `${pick(technical, number)}${pick(technical, number * 7 + 3)}${number % 60}`;
}

function label(number: number): string {
  const text = `${pick(vocabulary, number)} ${pick(vocabulary, number * 7 + 3)} ${number % 60}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function baseInfo(repository: string, number: number) {
  return {
    RepositoryName: repository,
    LogicalOrder: number % 40,
    Internal: false,
    Nullable: true,
    IsDelayLoading: false,
    Orderable: number % 12 === 0,
    Indexed: false,
    MaxLength: 254,
    Precision: 18,
    Scale: 2,
    DateTimeStorageType: 'None',
    DateTimeUtc: false,
    SupportedFilters: number % 3 === 0 ? 'Equals, Like, EqualsIn' : 'NotFilterable',
    IsFilterableReference: false,
    SecurityCrucial: false,
    AllowTrackChanges: true,
    DefaultValueType: 'None',
    Description: `${label(number)}. ${'Попълва се при издаване на документа. '.repeat(2)}`,
    DisplayType: 'Inline',
    SummaryType: 'None',
    WidthType: 'Default',
    RequiresUserInput: false,
    Obsolete: false,
    DefaultFormat: null,
    UIVisibility: number % 5 === 0 ? 'ShownByDefault' : 'HiddenByDefault',
    Options: 'None',
    Subtype: 'NonSpecific',
    UnitExpression: null,
    OpenExchangeAttributeName: null,
    ExportInOpenExchange: true,
  };
}

const types = [
  'Edm.String',
  'Edm.DateTimeOffset',
  'Erp.Amount',
  'Edm.Boolean',
  'Erp.MultilanguageString',
] as const;

function attribute(set: string, number: number) {
  return {
    Name: name(number),
    Type: pick(types, number),
    LocalizedName: label(number),
    LocalizedDescription: null,
    IsCustomProperty: false,
    IsCalculatedDataAttribute: number % 9 === 0,
    SupportsAllowedValues: false,
    LimitToAllowedValues: false,
    CategoryId: null,
    CategoryLocalizedName: null,
    IsBlob: false,
    SupportsSet: false,
    ReadOnly: false,
    IsPersistent: true,
    BaseInfo: baseInfo(`${set}.${name(number)}`, number),
  };
}

/** Members of a set: a few have many, as documents do. */
function memberCount(index: number): number {
  return index % 10 === 0 ? 96 : 33;
}

/** One set as `currentmodel?details=true` tells it; it follows from its number. */
export function syntheticSet(index: number): object {
  const repository = `${pick(technical, index)}s.${pick(technical, index * 3)}.${technical[index % 20] ?? ''}s${index}`;
  const set = repository.replaceAll('.', '_');
  return {
    Name: set,
    TableName: set,
    RepositoryName: repository,
    LocalizedName: label(index),
    LocalizedDescription: null,
    IsAggregateRoot: true,
    AggregateParent: null,
    AggregateRoot: null,
    ObjectType: `Erp.${set}`,
    Category: 'Definitions',
    UIVisibility: 'ShownByDefault',
    Attributes: Array.from({ length: memberCount(index) }, (_, number) =>
      attribute(repository, index * 31 + number),
    ),
    References: Array.from({ length: 4 }, (_, number) => ({
      Name: `Reference${name(index + number)}${number}`,
      Type: 'Erp.General_Contacts_Party',
      LocalizedName: label(index + number),
      LocalizedDescription: null,
      ReferencedEntitySet: 'General_Contacts_Parties',
      ReferencedType: 'Erp.General_Contacts_Party',
      IsOwnership: false,
      IsFilterable: number === 0,
      BaseInfo: baseInfo(`${repository}.Reference${number}`, number),
    })),
    ChildCollections: [],
    Methods: [],
  };
}

/** The whole model as an instance sends it. */
export function syntheticModel(): string {
  const sets = Array.from({ length: setCount }, (_, index) => JSON.stringify(syntheticSet(index)));
  return `[${sets.join(',')}]`;
}
