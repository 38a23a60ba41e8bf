import type { Attribute, ChildCollection, EntitySet, Model, Reference } from '../data/model.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { Language } from './messages.ts';

/** The type that the model states for an attribute. */
export function edmType(attribute: Attribute): string {
  return attribute.enumType?.type ?? attribute.type;
}

const categories = {
  system: undefined,
  extensible: { en: 'Extensible Data Object', bg: 'Разширяем обект' },
  calculated: { en: 'Calculated Attributes', bg: 'Изчислими атрибути' },
  custom: { en: 'Custom Properties', bg: 'Потребителски характеристики' },
} as const;

/** `BaseInfo`, every field of it (ErpNetDocs dev, domain-api/common-tasks/discover-model.md). */
function baseInfo(
  set: EntitySet,
  member: Partial<Attribute> & Pick<Attribute, 'name' | 'filters' | 'nullable' | 'visibility'>,
  isFilterableReference = false,
): JsonObject {
  return {
    RepositoryName: `${repositoryName(set)}.${member.name}`,
    LogicalOrder: member.logicalOrder ?? null,
    Internal: false,
    Nullable: member.nullable,
    IsDelayLoading: member.type === 'Edm.Binary',
    Orderable: member.orderable ?? false,
    Indexed: member.name === set.key,
    MaxLength: member.maxLength ?? 0,
    Precision: member.precision ?? 0,
    Scale: member.scale ?? 0,
    DateTimeStorageType: 'None',
    DateTimeUtc: member.subtype === 'DateTime_Utc',
    SupportedFilters: member.filters.length === 0 ? 'NotFilterable' : member.filters.join(', '),
    IsFilterableReference: isFilterableReference,
    SecurityCrucial: false,
    AllowTrackChanges: true,
    DefaultValueType: member.name === set.key ? 'NewGuid' : 'None',
    Description: null,
    DisplayType: 'Inline',
    SummaryType: 'None',
    WidthType: member.width ?? 'Default',
    RequiresUserInput: false,
    Obsolete: false,
    DefaultFormat: null,
    UIVisibility: member.visibility,
    Options: 'None',
    Subtype: member.subtype ?? 'NonSpecific',
    UnitExpression: member.unitExpression ?? null,
    OpenExchangeAttributeName: null,
    ExportInOpenExchange: true,
  };
}

function attributeDocument(set: EntitySet, attribute: Attribute, language: Language): JsonObject {
  const values = attribute.enumType?.values.map(
    ({ value, name, label }): JsonObject => ({
      Value: value,
      Name: name,
      LocalizedName: label[language],
      LocalizedDescription: null,
    }),
  );
  return {
    Name: attribute.name,
    Type: edmType(attribute),
    LocalizedName: attribute.label[language],
    LocalizedDescription: null,
    IsCustomProperty: attribute.origin === 'custom',
    IsCalculatedDataAttribute: attribute.origin === 'calculated',
    SupportsAllowedValues: attribute.origin === 'custom',
    LimitToAllowedValues: attribute.enumType !== undefined,
    CategoryId: null,
    CategoryLocalizedName: categories[attribute.origin]?.[language] ?? null,
    IsBlob: attribute.type === 'Edm.Binary',
    SupportsSet: false,
    ReadOnly: attribute.origin === 'calculated',
    IsPersistent: attribute.origin !== 'calculated',
    BaseInfo: baseInfo(set, attribute),
    ...(values ? { enumValues: values } : {}),
  };
}

function referenceDocument(
  model: Model,
  set: EntitySet,
  reference: Reference,
  language: Language,
): JsonObject {
  const type = model.get(reference.target)?.objectType ?? null;
  return {
    Name: reference.name,
    Type: type,
    LocalizedName: reference.label[language],
    LocalizedDescription: null,
    ReferencedEntitySet: reference.target,
    ReferencedType: type,
    CategoryId: null,
    CategoryLocalizedName: null,
    ReadOnly: reference.isOwnership,
    IsOwnership: reference.isOwnership,
    IsFilterable: reference.isFilterable,
    IsAggregateParent: reference.isOwnership && reference.target === set.aggregateParent,
    BaseInfo: baseInfo(set, reference, reference.isFilterable),
  };
}

function collectionDocument(
  model: Model,
  collection: ChildCollection,
  language: Language,
): JsonObject {
  return {
    Name: collection.name,
    LocalizedName: collection.label[language],
    LocalizedDescription: null,
    ReadOnly: false,
    DefaultVisibleIndex: 0,
    ChildObjectType: model.get(collection.target)?.objectType ?? null,
    ChildEntitySet: collection.target,
  };
}

function repositoryName(set: EntitySet): string {
  return set.name.replaceAll('_', '.');
}

function aggregateRoot(model: Model, set: EntitySet): string {
  const parent = set.aggregateParent === undefined ? undefined : model.get(set.aggregateParent);
  return parent ? aggregateRoot(model, parent) : set.name;
}

function heading(model: Model, set: EntitySet, language: Language): JsonObject {
  return {
    Name: set.name,
    TableName: set.isView ? null : set.name,
    RepositoryName: repositoryName(set),
    LocalizedName: set.label[language],
    LocalizedDescription: null,
    IsAggregateRoot: set.aggregateParent === undefined,
    AggregateParent: set.aggregateParent ?? null,
    AggregateRoot: set.aggregateParent === undefined ? null : aggregateRoot(model, set),
    ObjectType: set.objectType,
    Category: set.category,
    UIVisibility: 'ShownByDefault',
  };
}

/** What a model document is to show. */
export interface ModelView {
  readonly model: Model;
  readonly language: Language;
  /** Leaves out what this instance added to the standard model. */
  readonly standardOnly: boolean;
}

/** One set with all its members; nulls are kept. */
export function detailedSet(
  { model, language, standardOnly }: ModelView,
  set: EntitySet,
): JsonObject {
  const attributes = set.attributes.filter(({ origin }) => !standardOnly || origin !== 'custom');
  return {
    ...heading(model, set, language),
    Attributes: attributes.map((attribute) => attributeDocument(set, attribute, language)),
    References: set.references.map((each) => referenceDocument(model, set, each, language)),
    ChildCollections: set.collections.map((each) => collectionDocument(model, each, language)),
    Methods: [],
  };
}

/** All sets: detailed, or compact without members and nulls. */
export function modelDocument(view: ModelView, detailed: boolean): JsonValue {
  const sets = [...view.model.values()];
  if (detailed) return sets.map((set) => detailedSet(view, set));
  return sets.map((set) =>
    Object.fromEntries(
      Object.entries(heading(view.model, set, view.language)).filter(([, value]) => value !== null),
    ),
  );
}
